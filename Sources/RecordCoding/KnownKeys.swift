import Replication

/// The names and keys of a record decoded before, to be shared by the next that has them too.
public struct KnownKeys: Sendable {
  fileprivate var names: [String] = []
  fileprivate(set) var keys: [RegisterKey] = []
  /// Where each key's name stands in `names`; -1 where it has none.
  fileprivate var places: [Int] = []

  /// Of no record.
  public init() {}
}

/// Reads a record's table of names. Those that the record before had are taken over.
struct NameReader {
  private let known: [String]
  private var next = 0
  private(set) var names: [String] = []
  /// Where each name stands in the table of the record before; -1 where it is not there.
  private(set) var places: [Int] = []

  init(_ known: KnownKeys, count: Int) {
    self.known = known.names
    names.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Takes the next name; false where it is not UTF-8.
  mutating func take(_ utf8: [UInt8]) -> Bool {
    // Both tables ascend, and are mostly the same.
    while next < known.count, !known[next].isSameBytes(as: utf8), known[next].precedes(utf8) {
      next += 1
    }
    if next < known.count, known[next].isSameBytes(as: utf8) {
      names.append(known[next])
      places.append(next)
      next += 1
      return true
    }
    guard let name = utf8.withUnsafeBufferPointer(String.init(validUTF8:)) else { return false }
    names.append(name)
    places.append(-1)
    return true
  }
}

/// Reads a record's keys one by one. As long as they are those of the record before, they are not
/// read but taken over.
struct KeyReader {
  private let names: NameReader
  private let known: KnownKeys
  /// How many keys are those of the record before.
  private var taken = 0
  /// Set at the first key that is another: all keys, and where their names stand.
  private var read: (keys: [RegisterKey], places: [Int])?
  private var last: Rank?

  init(_ names: NameReader, _ known: KnownKeys) {
    self.names = names
    self.known = known
  }

  mutating func readNext(from reader: inout ByteReader) throws(RecordDecodingError) {
    if read == nil {
      if taken < known.keys.count {
        let start = reader.position
        if reader.skip(known.keys[taken], named: known.places[taken], by: names.places) {
          taken += 1
          return
        }
        reader.position = start
      }
      takeOver()
    }
    let table = names.names
    var place = -1
    let key = try reader.readKey { reader throws(RecordDecodingError) in
      place = try reader.readIndex(below: table.count)
      return table[place]
    }
    // Names of the table ascend: only keys of one name need another look.
    let rank = Rank(key, place: place)
    let isAfter =
      if let last, last != rank { last < rank } else { read?.keys.last.map { $0 < key } ?? true }
    guard isAfter else { throw reader.failure("registers out of order") }
    last = rank
    read?.keys.append(key)
    read?.places.append(place)
  }

  /// The keys before the first that is another; their names stand elsewhere in this record's table.
  private mutating func takeOver() {
    var moved: [Int: Int] = [:]
    for (place, former) in names.places.enumerated() where former >= 0 { moved[former] = place }
    read = (
      Array(known.keys[..<taken]), known.places[..<taken].map { moved[$0] ?? -1 }
    )
  }

  /// The keys read, which the next record may take over in its turn.
  mutating func finish(_ known: inout KnownKeys) -> [RegisterKey] {
    if read == nil, taken == known.keys.count { return known.keys }
    if read == nil { takeOver() }
    known.names = names.names
    known.keys = read?.keys ?? []
    known.places = read?.places ?? []
    return known.keys
  }

  /// Where a key stands among those of other kinds and names.
  private struct Rank: Comparable {
    let kind: UInt8
    let place: Int

    init(_ key: RegisterKey, place: Int) {
      kind =
        switch key {
        case .field: KeyKind.field
        case .answer: KeyKind.answer
        case .row: KeyKind.row
        case .unknown: UInt8.max
        }
      self.place = place
    }

    static func < (a: Self, b: Self) -> Bool { (a.kind, a.place) < (b.kind, b.place) }
  }
}

extension String {
  fileprivate func precedes(_ utf8: [UInt8]) -> Bool { self.utf8.lexicographicallyPrecedes(utf8) }
}
