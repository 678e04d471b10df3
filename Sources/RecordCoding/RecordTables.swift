import Replication

/// What a record names more than once, each written once: replicas, names, dots.
struct RecordTables {
  let replicas: [ReplicaID]
  let names: [String]
  let dots: [Dot]
  private let replicaIndex: [ReplicaID: Int]
  private let nameIndex: [Name: Int]
  private let dotIndex: [Dot: Int]

  /// A name by its bytes, as the table is sorted (see `RegisterKey+Order.swift`).
  private struct Name: Hashable {
    let text: String
    init(_ text: String) { self.text = text }

    static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var copy = text
      copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  init(of record: Record) {
    var replicas = Set(record.context.dots.map(\.replica))
    for decision in record.decisions.values {
      replicas.formUnion(decision.context.dots.map(\.replica))
    }
    var names: Set<Name> = []
    for key in record.registers.keys {
      switch key {
      case .field(let name): names.insert(Name(name))
      case .answer(let cell), .row(let cell): names.insert(Name(cell.question))
      case .unknown: break
      }
    }
    for stamp in record.stamps.values { names.insert(Name(stamp.author.name)) }
    self.replicas = replicas.sorted()
    let sortedNames = names.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    self.names = sortedNames.map(\.text)
    dots = record.stamps.keys.sorted(by: Self.inTableOrder)
    replicaIndex = Self.index(self.replicas)
    nameIndex = Self.index(sortedNames)
    dotIndex = Self.index(dots)
  }

  /// Dots stand by replica, then by revision.
  static func inTableOrder(_ a: Dot, _ b: Dot) -> Bool {
    (a.replica, a.revision) < (b.replica, b.revision)
  }

  func index(of name: String) -> Int { Self.known(nameIndex[Name(name)]) }
  func index(of dot: Dot) -> Int { Self.known(dotIndex[dot]) }
  func index(of replica: ReplicaID) -> Int { Self.known(replicaIndex[replica]) }

  /// Replicas with the record's context (0: only a decision names it), names with what they share
  /// with the name before, dots with author and time.
  func write(to writer: inout ByteWriter, _ record: Record) {
    writer.write(count: replicas.count)
    for replica in replicas {
      writer.write(replica)
      writer.write(varint: record.context[replica])
    }
    writeNames(to: &writer)
    writer.write(count: dots.count)
    var lastTime: Int64 = 0
    for dot in dots {
      guard let stamp = record.stamps[dot] else { continue }
      writer.write(count: index(of: dot.replica))
      writer.write(varint: dot.revision)
      writer.write(count: index(of: stamp.author.name))
      writer.write(byte: stamp.author.role.rawValue)
      writer.write(zigzag: stamp.time.milliseconds &- lastTime)
      lastTime = stamp.time.milliseconds
    }
  }

  /// A context by indices into the table of replicas.
  func write(_ context: VersionVector, to writer: inout ByteWriter) {
    let dots = context.dots
    writer.write(count: dots.count)
    for dot in dots {
      writer.write(count: index(of: dot.replica))
      writer.write(varint: dot.revision)
    }
  }

  private func writeNames(to writer: inout ByteWriter) {
    writer.write(count: names.count)
    var last: [UInt8] = []
    for name in names {
      let utf8 = Array(name.utf8)
      let shared = zip(last, utf8).prefix { $0 == $1 }.count
      writer.write(count: shared)
      writer.write(counted: utf8[shared...])
      last = utf8
    }
  }

  private static func index<Element: Hashable>(_ elements: [Element]) -> [Element: Int] {
    Dictionary(uniqueKeysWithValues: zip(elements, 0...))
  }

  private static func known(_ index: Int?) -> Int {
    guard let index else { preconditionFailure("a record's tables hold all that it names") }
    return index
  }
}
