import Replication

/// What a record names more than once, each written once: replicas, names, dots.
struct RecordTables {
  let replicas: [ReplicaID]
  let names: [String]
  /// Where each register's name stands among them; nil where its key has none.
  let places: [Int?]
  let dots: [Dot]

  init(of record: Record) {
    replicas = Self.replicas(of: record)
    (names, places) = NameTable.of(record)
    dots = record.stamps.keys.sorted(by: Self.inTableOrder)
  }

  /// All that the record's context or a decision's names, ascending.
  static func replicas(of record: Record) -> [ReplicaID] {
    let replicas = record.context.dots.map(\.replica)
    if record.decisions.isEmpty { return replicas }
    var all = Set(replicas)
    for decision in record.decisions.values {
      all.formUnion(decision.context.dots.map(\.replica))
    }
    return all.sorted()
  }

  /// Dots stand by replica, then by revision.
  static func inTableOrder(_ a: Dot, _ b: Dot) -> Bool {
    (a.replica, a.revision) < (b.replica, b.revision)
  }

  func index(of name: String) -> Int {
    Self.place(in: names) { $0.precedesInBytes(name) }
  }

  func index(of dot: Dot) -> Int {
    Self.place(in: dots) { Self.inTableOrder($0, dot) }
  }

  func index(of replica: ReplicaID) -> Int {
    Self.place(in: replicas) { $0 < replica }
  }

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
    var last = ""
    for name in names {
      let shared = name.countOfBytesShared(with: last)
      writer.write(count: shared)
      writer.write(text: name, from: shared)
      last = name
    }
  }

  /// Where an element stands in a sorted table, which holds all that its record names.
  static func place<Element>(
    in table: [Element], precedes: (Element) -> Bool
  ) -> Int {
    var (low, high) = (0, table.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(table[middle]) { low = middle + 1 } else { high = middle }
    }
    precondition(low < table.count, "a record's tables hold all that it names")
    return low
  }
}
