package import Replication

extension RecordCoder {
  /// The compact form of a record. Its id is not in it: the store's row has that.
  /// - Returns: the bytes, and the names that had to be spelt out because they have no number.
  package static func encodeCompact(
    _ record: Record, names: NumberedNames
  ) -> (bytes: [UInt8], spelt: [String]) {
    var writer = CompactWriter(record, names)
    writer.writeAll()
    return (writer.bytes.bytes, writer.spelt)
  }
}

/// Writes one record, section by section.
private struct CompactWriter {
  let record: Record
  let names: NumberedNames
  var bytes: ByteWriter
  var spelt: [String] = []
  private let replicas: [ReplicaID]
  private let dots: [Dot]

  init(_ record: Record, _ names: NumberedNames) {
    self.record = record
    self.names = names
    bytes = ByteWriter(capacity: 64 + 10 * record.registers.count)
    replicas = RecordTables.replicas(of: record)
    dots = record.stamps.keys.sorted(by: RecordTables.inTableOrder)
  }

  mutating func writeAll() {
    bytes.write(byte: CompactFormat.first)
    bytes.write(byte: record.kind.rawValue)
    writeReplicas()
    writeDots()
    bytes.write(count: record.registers.count)
    writeKeys()
    writeEntries()
    writeValues()
    writeDecisions()
  }

  private mutating func writeReplicas() {
    bytes.write(count: replicas.count)
    for replica in replicas {
      bytes.write(replica)
      bytes.write(varint: record.context[replica])
    }
  }

  private mutating func writeDots() {
    var authors: [String] = []
    var known: [[UInt8]: Int] = [:]
    var places: [Int] = []
    for dot in dots {
      let name = record.stamps[dot]?.author.name ?? ""
      // Most of a record was sealed by one person.
      if let last = places.last, authors[last].isSameBytes(as: name) {
        places.append(last)
        continue
      }
      let bytes = Array(name.utf8)
      if known[bytes] == nil {
        known[bytes] = authors.count
        authors.append(name)
      }
      places.append(known[bytes] ?? 0)
    }
    bytes.write(count: authors.count)
    for author in authors { bytes.write(text: author) }
    bytes.write(count: dots.count)
    var lastTime: Int64 = 0
    for (dot, author) in zip(dots, places) {
      guard let stamp = record.stamps[dot] else { continue }
      bytes.write(count: place(of: dot.replica))
      bytes.write(varint: dot.revision)
      bytes.write(count: author)
      bytes.write(byte: stamp.author.role.rawValue)
      bytes.write(zigzag: stamp.time.milliseconds &- lastTime)
      lastTime = stamp.time.milliseconds
    }
  }

  /// Which lists of rows there are, which questions have which, then runs of questions.
  private mutating func writeKeys() {
    var columns = KeyColumns(record.registers.keys)
    bytes.write(count: columns.lists.count)
    for list in columns.lists { bytes.write(rows: list) }
    bytes.write(count: columns.patterns.count)
    for pattern in columns.patterns {
      bytes.write(count: pattern.count)
      for list in pattern { bytes.write(count: list) }
    }
    var last = 0
    while let group = columns.next {
      columns.drop()
      guard case .named(let kind, let name, let pattern) = group else {
        if case .unknown(let kind, let key) = group {
          bytes.write(byte: CompactFormat.Keys.unknown)
          bytes.write(byte: kind)
          bytes.write(counted: key)
        }
        continue
      }
      guard let number = names.number(of: name, guess: last + 1) else {
        spelt.append(name)
        bytes.write(byte: kind | CompactFormat.Keys.spelt)
        bytes.write(text: name)
        bytes.write(count: pattern)
        continue
      }
      var length = 1
      while case .named(kind, let name, pattern)? = columns.next,
        names.name(of: number + length)?.isSameBytes(as: name) == true
      {
        columns.drop()
        length += 1
      }
      bytes.write(byte: kind)
      bytes.write(zigzag: Int64(number - last - 1))
      bytes.write(count: length)
      bytes.write(count: pattern)
      last = number + length - 1
    }
  }

  /// How many registers in a row have one entry of one seal, or which seals disagree on one.
  private mutating func writeEntries() {
    var run: (dot: Dot, length: Int)?
    for (_, register) in record.registers {
      if let open = run, !register.isSingle || register[0].dot != open.dot {
        write(open)
        run = nil
      }
      if register.isSingle {
        run = (register[0].dot, (run?.length ?? 0) + 1)
      } else {
        bytes.write(count: register.count << 1 | 1)
        for item in register { bytes.write(count: place(of: item.dot)) }
      }
    }
    if let run { write(run) }
  }

  private mutating func write(_ run: (dot: Dot, length: Int)) {
    bytes.write(count: run.length << 1)
    bytes.write(count: place(of: run.dot))
  }

  private mutating func writeValues() {
    for (key, register) in record.registers {
      for item in register {
        guard case .text(let text) = item.value else {
          bytes.write(compact: item.value)
          continue
        }
        guard key.isNumberedText else {
          bytes.write(compact: text)
          continue
        }
        if let number = names.number(of: text) {
          bytes.write(byte: CompactFormat.Value.numbered)
          bytes.write(count: number)
        } else {
          spelt.append(text)
          bytes.write(compact: text)
        }
      }
    }
  }

  private mutating func writeDecisions() {
    bytes.write(count: record.decisions.count)
    for dot in record.decisions.keys.sorted(by: RecordTables.inTableOrder) {
      guard let decision = record.decisions[dot] else { continue }
      bytes.write(count: place(of: dot))
      bytes.write(decision.kind)
      bytes.write(varint: decision.round)
      let seen = decision.context.dots
      bytes.write(count: seen.count)
      for dot in seen {
        bytes.write(count: place(of: dot.replica))
        bytes.write(varint: dot.revision)
      }
      bytes.write(text: decision.comment)
    }
  }

  private func place(of dot: Dot) -> Int {
    RecordTables.place(in: dots) { RecordTables.inTableOrder($0, dot) }
  }

  private func place(of replica: ReplicaID) -> Int {
    RecordTables.place(in: replicas) { $0 < replica }
  }
}

extension RegisterKey {
  /// Texts of which a survey has few and that are the same in thousands of records.
  fileprivate var isNumberedText: Bool {
    guard case .field(let name) = self else { return false }
    return name == Field.definition || name == Field.timeZone
  }
}

extension ByteWriter {
  fileprivate mutating func write(compact text: String) {
    var text = text
    text.withUTF8 { utf8 in
      if utf8.count == 1, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(utf8[0]) {
        write(byte: CompactFormat.Value.digit + (utf8[0] - UInt8(ascii: "0")))
        return
      }
      if utf8.count < CompactFormat.Value.shortTexts {
        write(byte: UInt8(utf8.count))
      } else {
        write(byte: CompactFormat.Value.text)
        write(count: utf8.count)
      }
      write(raw: utf8)
    }
  }

  fileprivate mutating func write(compact value: AnswerValue) {
    switch value {
    case .text(let text): write(compact: text)
    case .cleared: write(byte: CompactFormat.Value.cleared)
    case .missing(let code):
      write(byte: CompactFormat.Value.missing)
      write(text: code)
    case .attachment, .row, .deleted, .unknown:
      write(byte: CompactFormat.Value.other)
      write(value)
    }
  }
}
