/// Walks the records of an `.xls` stream: a number, a length, and that many bytes.
struct BiffRecords {
  /// The records that hold what a questionnaire needs.
  enum Kind {
    static let formula = 0x0006
    static let endOfFile = 0x000A
    static let dateMode = 0x0022
    static let filePass = 0x002F
    static let continuation = 0x003C
    static let codePage = 0x0042
    static let boundSheet = 0x0085
    static let multipleRK = 0x00BD
    static let richString = 0x00D6
    static let style = 0x00E0
    static let sharedStrings = 0x00FC
    static let sharedLabel = 0x00FD
    static let number = 0x0203
    static let label = 0x0204
    static let boolError = 0x0205
    static let string = 0x0207
    static let rk = 0x027E
    static let format = 0x041E
    static let beginOfFile = 0x0809
  }

  struct Record {
    let kind: Int
    let body: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>

  init(_ stream: ArraySlice<UInt8>) { rest = stream }

  /// The next record; nil at the end of the stream, and where a record is cut short.
  mutating func next() -> Record? {
    guard let kind = rest.u16(0), let length = rest.u16(2), rest.count >= 4 + length else {
      return nil
    }
    let body = rest.dropFirst(4).prefix(length)
    rest = rest.dropFirst(4 + length)
    return Record(kind: kind, body: body)
  }

  /// The bodies of the records that continue the one just read.
  mutating func continuations() -> [ArraySlice<UInt8>] {
    var bodies: [ArraySlice<UInt8>] = []
    while rest.u16(0) == Kind.continuation, let record = next() { bodies.append(record.body) }
    return bodies
  }
}
