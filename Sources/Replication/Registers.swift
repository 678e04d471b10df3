/// The registers of a record, in the canonical order of their keys.
///
/// Sorted arrays, not a dictionary: two states of one record have nearly the same keys, and are
/// joined, compared and encoded in one walk. Keys lie apart, because a join mostly shares them.
public struct Registers: Hashable, Sendable {
  /// In canonical order, each once.
  public private(set) var keys: [RegisterKey] = []
  /// What stands at each key.
  private var registers: [Register] = []

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
    self.registers = registers
  }

  /// Adds a register behind all others.
  /// - Precondition: its key comes after every other in canonical order.
  public mutating func append(_ register: Register, at key: RegisterKey) {
    if let last = keys.last { precondition(last < key, "keys ascend") }
    add(register, at: key)
  }

  private mutating func add(_ register: Register, at key: RegisterKey) {
    keys.append(key)
    registers.append(register)
  }

  private mutating func reserve(_ count: Int) {
    keys.reserveCapacity(count)
    registers.reserveCapacity(count)
  }

  /// What stands at a key; nil where nothing was written.
  public subscript(key: RegisterKey) -> Register? { place(at: key).map { registers[$0] } }

  /// Where the register of a key is; nil where nothing was written.
  func place(at key: RegisterKey) -> Int? {
    let place = firstPlace(notBefore: key)
    return place < keys.count && keys[place] == key ? place : nil
  }

  /// The first place whose key does not come before `key`.
  private func firstPlace(notBefore key: RegisterKey) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Registers: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { keys.count }
  public subscript(place: Int) -> (key: RegisterKey, value: Register) {
    (keys[place], registers[place])
  }
}

extension Registers {
  /// The dots of all entries.
  var dots: Set<Dot> {
    var dots: Set<Dot> = []
    var last: Dot?
    for place in registers.indices {
      for entry in registers[place].indices {
        let dot = registers[place].dot(at: entry)
        // Most of a record was sealed at once.
        if dot != last { dots.insert(dot) }
        last = dot
      }
    }
    return dots
  }

  /// Puts registers in the place of those at their keys, all in one walk.
  mutating func replace(_ changes: [(key: RegisterKey, value: Register)]) {
    var result = Registers()
    result.reserve(count + changes.count)
    var place = 0
    for change in changes.sorted(by: { $0.key < $1.key }) {
      while place < count, keys[place] < change.key {
        result.add(registers[place], at: keys[place])
        place += 1
      }
      if place < count, keys[place] == change.key { place += 1 }
      result.add(change.value, at: change.key)
    }
    result.keys += keys[place...]
    result.registers += registers[place...]
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
        let left = registers[mine].joined(with: nil, seen: seen, seenByOther: seenByOther)
        keep(keys[mine], left)
        mine += 1
      } else if mine == count || other.keys[theirs] < keys[mine] {
        let left = other.registers[theirs].joined(with: nil, seen: seenByOther, seenByOther: seen)
        keep(other.keys[theirs], left)
        theirs += 1
      } else {
        let left = registers[mine].joined(
          with: other.registers[theirs], seen: seen, seenByOther: seenByOther)
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
    for place in registers.indices
    where !registers[place].isSame(as: other.registers[place]) {
      let left = registers[place].joined(
        with: other.registers[place], seen: seen, seenByOther: seenByOther)
      if let left { join.registers[place] = left } else { gone.append(place) }
    }
    for place in gone.reversed() {
      join.keys.remove(at: place)
      join.registers.remove(at: place)
    }
    return join
  }
}
