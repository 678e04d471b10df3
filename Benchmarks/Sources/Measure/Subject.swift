import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication

/// A questionnaire and a finished interview with it.
struct Subject {
  let form: CompiledQuestionnaire
  var interview: Interview

  /// - Parameter answers: paths and texts, in the order of answering.
  init(form path: String, answers: [(path: String, text: String)]) throws {
    try self.init(form: path)
    for (path, text) in answers {
      try interview.addRows(reaching: path)
      try interview.answer(path, .text(text))
    }
  }

  /// A fresh interview.
  init(form path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    form = try CompiledQuestionnaire(QuestionnaireFile.read(bytes, name: path))
    interview = Interview(form, environment: Self.environment)
  }

  /// Answers in a JSON file: `[["/data/age", "30"], …]`.
  static func answers(_ path: String) throws -> [(path: String, text: String)] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try JSONDecoder().decode([[String]].self, from: data).map { ($0[0], $0[1]) }
  }

  static let start: Int64 = 1_710_496_800_000

  static var environment: InterviewEnvironment {
    InterviewEnvironment(now: { start }, timeZone: .gmt, random: SeededGenerator(seed: 1))
  }

  /// The interview as it arrives at a server: sealed by its author.
  mutating func record() -> Record {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for (key, value) in interview.takeWrites() { pending.save(value, to: key, shown: record) }
    record.seal(
      pending, as: Dot(replica: ReplicaID(high: 3, low: 4), revision: 1),
      at: WallTime(milliseconds: Self.start))
    return record
  }

  /// A stored response taken up and everything in it evaluated.
  func opened(_ record: Record) -> Interview {
    Interview(
      form, record: record,
      environment: InterviewEnvironment(asLastWritten: record, orNow: { Self.start }))
  }
}
