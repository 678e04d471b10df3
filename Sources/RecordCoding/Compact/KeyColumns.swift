import Replication

/// The keys of a record question by question, each with the rows it has registers in.
struct KeyColumns {
  enum Group {
    /// - Parameter pattern: its place among the patterns.
    case named(kind: UInt8, name: String, pattern: Int)
    case unknown(kind: UInt8, bytes: [UInt8])
  }

  /// Lists of rows, each once; that of a question outside all rosters is the first, and not here.
  private(set) var lists: [[RowID]] = []
  /// Which lists a question has registers in, by places from 0; the first pattern, [0], is not here.
  private(set) var patterns: [[Int]] = []
  private var groups: [Group] = []
  private var position = 0

  private var placeOfList: [[RowID]: Int] = [[]: 0]
  private var placeOfPattern: [[Int]: Int] = [[0]: 0]

  /// - Parameter keys: in canonical order.
  init(_ keys: [RegisterKey]) {
    groups.reserveCapacity(keys.count)
    var start = keys.startIndex
    while start < keys.endIndex {
      start = addGroup(from: start, of: keys)
    }
  }

  /// The group that comes next.
  var next: Group? { position < groups.count ? groups[position] : nil }

  mutating func drop() { position += 1 }

  /// - Returns: where the next group begins.
  private mutating func addGroup(from start: Int, of keys: [RegisterKey]) -> Int {
    switch keys[start] {
    case .field(let name):
      groups.append(.named(kind: KeyKind.field, name: name, pattern: 0))
      return start + 1
    case .unknown(let kind, let bytes):
      groups.append(.unknown(kind: kind, bytes: bytes))
      return start + 1
    case .answer(let cell):
      var pattern = [place(of: cell.rows)]
      var end = start + 1
      while end < keys.endIndex, case .answer(let other) = keys[end],
        other.question.isSameBytes(as: cell.question)
      {
        pattern.append(place(of: other.rows))
        end += 1
      }
      add(KeyKind.answer, cell.question, pattern)
      return end
    case .row(let cell):
      var pattern = [place(of: cell.rows)]
      var end = start + 1
      while end < keys.endIndex, case .row(let other) = keys[end],
        other.question.isSameBytes(as: cell.question)
      {
        pattern.append(place(of: other.rows))
        end += 1
      }
      add(KeyKind.row, cell.question, pattern)
      return end
    }
  }

  private mutating func add(_ kind: UInt8, _ name: String, _ pattern: [Int]) {
    if pattern == [0] {
      groups.append(.named(kind: kind, name: name, pattern: 0))
      return
    }
    let place = placeOfPattern[pattern] ?? placeOfPattern.count
    if place == placeOfPattern.count {
      placeOfPattern[pattern] = place
      patterns.append(pattern)
    }
    groups.append(.named(kind: kind, name: name, pattern: place))
  }

  private mutating func place(of rows: [RowID]) -> Int {
    if rows.isEmpty { return 0 }
    if let known = placeOfList[rows] { return known }
    let place = placeOfList.count
    placeOfList[rows] = place
    lists.append(rows)
    return place
  }
}
