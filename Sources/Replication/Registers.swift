/// The registers of a record, in the canonical order of their keys.
///
/// Sorted arrays, not a dictionary: two states of one record have nearly the same keys, and are
/// joined, compared and encoded in one walk. Keys, dots and values lie apart: a join mostly shares
/// the keys, and finds where two states differ by their dots.
public struct Registers: Hashable, Sendable {
  /// In canonical order, each once.
  public private(set) var keys: [RegisterKey] = []
  /// The seal of the first entry at each key.
  private var dots: [Dot] = []
  /// What the first entry at each key says.
  private var values: [AnswerValue] = []
  /// Further entries, where people disagree: by ascending places.
  private var siblings: [Siblings] = []

  private struct Siblings: Hashable {
    var place: Int
    var items: [Register.Item]
  }

  /// No registers.
  public init() {}

  /// Registers from their entries; keys without any are left out.
  public init(_ entries: [RegisterKey: [Dot: AnswerValue]]) {
    for (key, entries) in entries.sorted(by: { $0.key < $1.key }) {
      guard let register = Register(entries) else { continue }
      add(register, at: key)
    }
  }

  /// Registers at keys that another record may share.
  /// - Precondition: as many registers as keys, which ascend.
  package init(keys: [RegisterKey], registers: [Register]) {
    precondition(keys.count == registers.count, "a register for each key")
    self.keys = keys
    dots.reserveCapacity(keys.count)
    values.reserveCapacity(keys.count)
    for register in registers { add(register) }
  }

  /// Adds a register behind all others.
  /// - Precondition: its key comes after every other in canonical order.
  public mutating func append(_ register: Register, at key: RegisterKey) {
    if let last = keys.last { precondition(last < key, "keys ascend") }
    add(register, at: key)
  }

  private mutating func add(_ register: Register, at key: RegisterKey) {
    keys.append(key)
    add(register)
  }

  /// Adds what stands at the key that comes next.
  private mutating func add(_ register: Register) {
    if !register.isSingle {
      siblings.append(Siblings(place: dots.count, items: register.siblings))
    }
    dots.append(register.first.dot)
    values.append(register.first.value)
  }

  /// Adds what another holds from a place on.
  private mutating func add(_ rest: Range<Int>, of other: Registers) {
    for place in rest { add(other[register: place], at: other.keys[place]) }
  }

  private mutating func reserve(_ count: Int) {
    keys.reserveCapacity(count)
    dots.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// What stands at the key of a place.
  private subscript(register place: Int) -> Register {
    Register(
      first: Register.Item(dot: dots[place], value: values[place]), siblings: siblings(at: place))
  }

  private func siblings(at place: Int) -> [Register.Item] {
    let next = firstSiblings(notBefore: place)
    return next < siblings.count && siblings[next].place == place ? siblings[next].items : []
  }

  /// Where in `siblings` those of a place are, or would be.
  private func firstSiblings(notBefore place: Int) -> Int {
    siblings.firstPlace { $0.place >= place }
  }

  /// What stands at a key; nil where nothing was written.
  public subscript(key: RegisterKey) -> Register? { place(at: key).map { self[register: $0] } }

  /// Where the register of a key is; nil where nothing was written.
  func place(at key: RegisterKey) -> Int? {
    let place = firstPlace(notBefore: key)
    return place < keys.count && keys[place] == key ? place : nil
  }

  /// The first place whose key does not come before `key`.
  private func firstPlace(notBefore key: RegisterKey) -> Int {
    keys.firstPlace { !($0 < key) }
  }
}

extension Registers: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { keys.count }
  public subscript(place: Int) -> (key: RegisterKey, value: Register) {
    (keys[place], self[register: place])
  }
}

extension Registers {
  /// Those with several entries.
  var withSiblings: [(key: RegisterKey, value: Register)] { siblings.map { self[$0.place] } }

  /// The dots of all entries.
  var mentionedDots: Set<Dot> {
    var mentioned: Set<Dot> = []
    var last: Dot?
    for dot in dots {
      // Most of a record was sealed at once.
      if dot != last { mentioned.insert(dot) }
      last = dot
    }
    for sibling in siblings { mentioned.formUnion(sibling.items.map(\.dot)) }
    return mentioned
  }

  /// Puts registers in the place of those at their keys, all in one walk.
  package mutating func replace(_ changes: [(key: RegisterKey, value: Register)]) {
    var result = Registers()
    result.reserve(count + changes.count)
    var place = 0
    for change in changes.sorted(by: { $0.key < $1.key }) {
      let next = firstPlace(notBefore: change.key)
      result.add(place..<next, of: self)
      place = next < count && keys[next] == change.key ? next + 1 : next
      result.add(change.value, at: change.key)
    }
    result.add(place..<count, of: self)
    self = result
  }

  /// What is left of two states of one record (Docs/Merge.md, "Merge").
  ///
  /// - Parameters:
  ///   - seen: what the side that holds these has seen.
  ///   - seenByOther: what the side that holds `other` has seen.
  func joined(
    with other: Registers, seen: VersionVector, seenByOther: VersionVector
  ) -> Registers {
    if keys == other.keys {
      return joinedAtSameKeys(with: other, seen: seen, seenByOther: seenByOther)
    }
    var join = Registers()
    join.reserve(Swift.max(count, other.count))
    func keep(_ key: RegisterKey, _ register: Register?) {
      if let register { join.add(register, at: key) }
    }
    var (mine, theirs) = (0, 0)
    while mine < count || theirs < other.count {
      if theirs == other.count || mine < count && keys[mine] < other.keys[theirs] {
        let left = self[register: mine].joined(with: nil, seen: seen, seenByOther: seenByOther)
        keep(keys[mine], left)
        mine += 1
      } else if mine == count || other.keys[theirs] < keys[mine] {
        let left = other[register: theirs].joined(
          with: nil, seen: seenByOther, seenByOther: seen)
        keep(other.keys[theirs], left)
        theirs += 1
      } else {
        let left = self[register: mine].joined(
          with: other[register: theirs], seen: seen, seenByOther: seenByOther)
        keep(keys[mine], left)
        (mine, theirs) = (mine + 1, theirs + 1)
      }
    }
    return join
  }

  /// The common case, in which few registers differ.
  private func joinedAtSameKeys(
    with other: Registers, seen: VersionVector, seenByOther: VersionVector
  ) -> Registers {
    var join = self
    var gone: [Int] = []
    for place in placesThatDiffer(from: other) {
      let left = self[register: place].joined(
        with: other[register: place], seen: seen, seenByOther: seenByOther)
      if let left { join.put(left, at: place) } else { gone.append(place) }
    }
    return gone.isEmpty ? join : join.without(gone)
  }

  /// Where two states of the same keys differ, ascending.
  private func placesThatDiffer(from other: Registers) -> [Int] {
    var places: [Int] = []
    values.withUnsafeBytes { mine in
      other.values.withUnsafeBytes { theirs in
        for place in keys.indices
        where dots[place] != other.dots[place]
          || !Self.isSameBits(mine, theirs, place) && values[place] != other.values[place]
        {
          places.append(place)
        }
      }
    }
    if siblings != other.siblings {
      let disputed = siblings.map(\.place) + other.siblings.map(\.place)
      for place in Set(disputed) where siblings(at: place) != other.siblings(at: place) {
        places.append(place)
      }
      places = Set(places).sorted()
    }
    return places
  }

  /// Whether two values lie in memory alike. Then they are the same, and neither need be read, which
  /// would count a reference to its text; two alike may still lie there differently.
  private static func isSameBits(
    _ mine: UnsafeRawBufferPointer, _ theirs: UnsafeRawBufferPointer, _ place: Int
  ) -> Bool {
    let word = MemoryLayout<UInt64>.size
    var byte = place * MemoryLayout<AnswerValue>.stride
    let end = byte + MemoryLayout<AnswerValue>.size
    while byte + word <= end {
      let mine = mine.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
      if mine != theirs.loadUnaligned(fromByteOffset: byte, as: UInt64.self) { return false }
      byte += word
    }
    while byte < end {
      if mine[byte] != theirs[byte] { return false }
      byte += 1
    }
    return true
  }

  /// Puts a register in the place of the one that stands there.
  private mutating func put(_ register: Register, at place: Int) {
    dots[place] = register.first.dot
    values[place] = register.first.value
    let next = firstSiblings(notBefore: place)
    let isThere = next < siblings.endIndex && siblings[next].place == place
    siblings.replaceSubrange(
      next..<(isThere ? next + 1 : next),
      with: register.isSingle ? [] : [Siblings(place: place, items: register.siblings)])
  }

  /// These without the registers at some places, which ascend.
  private func without(_ places: [Int]) -> Registers {
    var rest = Registers()
    rest.reserve(count - places.count)
    var next = 0
    for place in places {
      rest.add(next..<place, of: self)
      next = place + 1
    }
    rest.add(next..<count, of: self)
    return rest
  }
}
