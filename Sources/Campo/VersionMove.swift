internal import QuestionnaireLanguage
internal import Replication

/// What going on with a response under another version of its questionnaire did to its answers.
public struct VersionMove: Hashable, Sendable {
  public struct Path: Hashable, Sendable {
    public let old: String
    public let new: String
  }

  /// Questions whose answers stand at another path now.
  public internal(set) var moved: [Path] = []
  /// Questions of the old version whose answers have no place in the new one: they are kept, and not
  /// shown.
  public internal(set) var kept: [String] = []
  /// Questions whose old path got an answer after the move, other than the one at the new path: both
  /// are kept, and a person should choose.
  public internal(set) var differing: [Path] = []

  public var isEmpty: Bool { moved.isEmpty && kept.isEmpty && differing.isEmpty }
}

/// The writes that bring a record's answers to where another version of its questionnaire has them.
///
/// An answer is copied to its new path, and cleared at the old one, so that a later answer by
/// somebody who still has the old version is a disagreement that shows. What stands at a new path
/// already is never written over.
struct VersionCarriage {
  private(set) var move = VersionMove()
  private(set) var writes: [(key: RegisterKey, value: AnswerValue)] = []

  init(_ record: Record, by mapping: AnswerMapping) {
    let newPaths = Dictionary(
      mapping.carried.map { ($0.old, $0.new) }, uniquingKeysWith: { first, _ in first })
    let lost = Set(mapping.lost)
    let deleted = RowPresences(record).keysInDeleted
    for key in record.registers.keys {
      guard let path = key.questionPath, let value = record.value(of: key), value != .cleared,
        !deleted.contains(key)
      else { continue }
      if lost.contains(path) {
        if key.isAnswer { move.keep(path) }
      } else if let new = newPaths[path], new != path {
        carry(value, from: key, to: key.moved(from: path, to: new), in: record)
      }
    }
  }

  private mutating func carry(
    _ value: AnswerValue, from old: RegisterKey, to new: RegisterKey, in record: Record
  ) {
    guard let path = old.questionPath, let newPath = new.questionPath else { return }
    switch record.value(of: new) {
    case nil, .cleared?: writes.append((new, value))
    case value?: break
    default:
      // Of a row only the place can differ.
      if old.isAnswer { move.differ(VersionMove.Path(old: path, new: newPath)) }
      return
    }
    guard old.isAnswer else { return }
    writes.append((old, .cleared))
    move.carry(VersionMove.Path(old: path, new: newPath))
  }
}

extension VersionMove {
  fileprivate mutating func keep(_ path: String) {
    if !kept.contains(path) { kept.append(path) }
  }

  fileprivate mutating func carry(_ path: Path) {
    if !moved.contains(path) { moved.append(path) }
  }

  fileprivate mutating func differ(_ path: Path) {
    if !differing.contains(path) { differing.append(path) }
  }

  mutating func add(_ other: VersionMove) {
    for path in other.moved { carry(path) }
    for path in other.kept { keep(path) }
    for path in other.differing { differ(path) }
  }
}

extension RegisterKey {
  fileprivate var isAnswer: Bool { if case .answer = self { true } else { false } }

  /// The question or roster that an answer, a comment on it, or a row belongs to.
  fileprivate var questionPath: String? {
    switch self {
    case .answer(let key): key.commented ?? key.question
    case .row(let key): key.question
    case .field, .unknown: nil
    }
  }

  fileprivate func moved(from old: String, to new: String) -> RegisterKey {
    switch self {
    case .answer(let key):
      let answer = AnswerKey(question: new, rows: key.rows)
      return .answer(key.isComment ? answer.comment : answer)
    case .row(let key): return .row(AnswerKey(question: new, rows: key.rows))
    case .field, .unknown: return self
    }
  }
}
