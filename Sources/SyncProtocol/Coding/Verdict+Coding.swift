internal import Messages
internal import Replication

extension Verdict: FieldCoded {
  private static let record = Tag(1, "record")
  private static let contextDigest = Tag(2, "contextDigest")
  private static let definition = Tag(3, "definition")
  private static let state = Tag(4, "state")
  private static let violation = Tag(5, "violation", repeated: true)

  package func write(to writer: inout FieldWriter) {
    writer.record(Self.record, record)
    writer.bytes(Self.contextDigest, contextDigest)
    writer.text(Self.definition, definition)
    writer.number(Self.state, UInt64(state.number))
    for violation in violations.prefix(SyncLimits.violations) {
      writer.value(Self.violation, violation)
    }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      record: try fields.record(Self.record),
      contextDigest: try fields.hash(Self.contextDigest),
      definition: try fields.text(Self.definition),
      state: State(number: UInt8(clamping: try fields.number(Self.state))),
      violations: try fields.values(
        Self.violation, Finding.self, limit: SyncLimits.violations))
  }
}

extension Verdict.State {
  /// The number that stands for the state in messages and stores; once given it never changes.
  package var number: UInt8 {
    switch self {
    case .valid: 1
    case .invalid: 2
    case .unknownDefinition: 3
    case .notChecked: 4
    case .unknown(let number): number
    }
  }

  package init(number: UInt8) {
    switch number {
    case 1: self = .valid
    case 2: self = .invalid
    case 3: self = .unknownDefinition
    case 4: self = .notChecked
    default: self = .unknown(number)
    }
  }
}

extension Verdict.Finding: FieldCoded {
  private static let code = Tag(1, "code")
  private static let path = Tag(2, "path")
  private static let severity = Tag(3, "severity")
  private static let message = Tag(4, "message")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.code, code)
    writer.text(Self.path, path)
    if isUnworded {
      if severity != .error { writer.number(Self.severity, UInt64(severity.rawValue)) }
    } else {
      writer.number(Self.severity, UInt64(severity.rawValue))
      writer.value(Self.message, message)
    }
  }

  package init(_ fields: Fields) throws(WireError) {
    let isWorded = fields.has(Self.message)
    var severity: Severity? = .error
    if isWorded || fields.has(Self.severity) {
      severity = Severity(rawValue: UInt8(clamping: try fields.number(Self.severity)))
    }
    self.init(
      code: try fields.text(Self.code), path: try fields.text(Self.path),
      // A severity of a newer version is at least worth a look.
      severity: severity ?? .warning,
      message: try isWorded
        ? fields.value(Self.message, Message.self) : Message(es: "", en: ""))
  }
}

extension FoundVerdict: FieldCoded {
  private static let place = Tag(1, "place")
  private static let state = Tag(2, "state")
  private static let violation = Tag(3, "violation", repeated: true)

  package func write(to writer: inout FieldWriter) {
    if place > 0 { writer.number(Self.place, place) }
    if state != .invalid { writer.number(Self.state, UInt64(state.number)) }
    for violation in violations.prefix(SyncLimits.violations) {
      writer.value(Self.violation, violation)
    }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      place: try fields.has(Self.place) ? fields.number(Self.place) : 0,
      state: try fields.has(Self.state)
        ? Verdict.State(number: UInt8(clamping: fields.number(Self.state))) : .invalid,
      violations: try fields.values(
        Self.violation, Verdict.Finding.self, limit: SyncLimits.violations))
  }
}
