import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication

/// Gives an interview the steps of an answers file, one saved after the other.
struct AnswersPlay {
  struct Failure {
    let path: String
    let code: String
    let message: Message
  }

  private var session: InterviewSession
  private(set) var failures: [Failure] = []
  private var isFinished = false

  init(_ session: InterviewSession) { self.session = session }

  /// - Throws: what keeps answers from being saved; a step that cannot be done is a failure instead.
  mutating func take(_ step: Scenario.Step) throws {
    do {
      try perform(step)
    } catch let error as InterviewError {
      failures.append(Failure(path: step.path, code: error.code, message: error.message))
    }
  }

  mutating func finish() throws {
    _ = try session.finish()
    isFinished = true
  }

  private mutating func perform(_ step: Scenario.Step) throws {
    switch step {
    case .set(let path, let value):
      try session.addRows(reaching: path)
      let outcome = try session.answer(path, value)
      // A text that is no answer of the question's type is not stored.
      for violation in outcome.violations where violation.code == .type {
        failures.append(
          Failure(path: path, code: violation.code.rawValue, message: violation.message))
      }
    case .addRow(let roster): _ = try session.addRow(roster)
    case .deleteRow(let path): try session.deleteRow(path)
    case .language(let name): session.language = name
    case .judge, .evaluate, .snapshot, .validate, .expect: break
    }
  }

  var json: JSONValue {
    .object([
      "response": .string(session.id.description),
      "finished": .boolean(isFinished),
      "failures": .array(
        failures.map {
          .object([
            "path": .string($0.path), "code": .string($0.code),
            "message": .string($0.message.text(in: readerLanguage)),
          ])
        }),
      "violations": .array(session.violations().map { .object($0.json) }),
    ])
  }

  /// The identity first, then what could not be done, then what is wrong.
  var lines: [String] {
    [session.id.description]
      + failures.map { "✗ \($0.path): \($0.message.text(in: readerLanguage)) [\($0.code)]" }
      + session.violations().map {
        "! \($0.path): \(plain($0.message.text(in: readerLanguage))) [\($0.code.rawValue)]"
      }
  }
}

extension Scenario.Step {
  /// What the step is about; empty for those about the whole interview.
  var path: String {
    switch self {
    case .set(let path, _), .judge(let path, _), .addRow(let path), .deleteRow(let path): path
    case .language, .evaluate, .snapshot, .validate, .expect: ""
    }
  }
}
