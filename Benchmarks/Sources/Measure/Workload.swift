import Campo
import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication

/// The workload's interviews as the driver writes them: paths and texts, in the order of answering.
struct Workload {
  typealias Answers = [[String]]

  let questionnaire: Questionnaire
  let form: CompiledQuestionnaire
  /// What an interview leaves to be stored, by its answers.
  private var played: [Answers: [(key: RegisterKey, value: AnswerValue)]] = [:]

  init(form path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    questionnaire = try QuestionnaireFile.read(bytes, name: path)
    form = try CompiledQuestionnaire(questionnaire)
  }

  static func read<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
  }

  /// What the engine would store of an interview with these answers.
  mutating func writes(_ answers: Answers) throws -> [(key: RegisterKey, value: AnswerValue)] {
    if let known = played[answers] { return known }
    var interview = Interview(form, environment: Subject.environment)
    for answer in answers {
      try interview.addRows(reaching: answer[0])
      try interview.answer(answer[0], .text(answer[1]))
    }
    let writes = interview.takeWrites()
    played[answers] = writes
    return writes
  }

  /// All that begins and ends a response, with its answers, ready to be sealed.
  mutating func response(
    _ answers: Answers, id: RecordID, area: String, author: Author
  ) throws -> (record: Record, pending: PendingWrites) {
    let record = Record(id: id, kind: .response)
    var pending = PendingWrites(author: author)
    for (name, text) in [
      (RegisterKey.Field.definition, form.hash), (RegisterKey.Field.area, area),
      (RegisterKey.Field.finished, "true"),
    ] { pending.save(.text(text), to: .field(name), shown: record) }
    for (key, value) in try writes(answers) { pending.save(value, to: key, shown: record) }
    return (record, pending)
  }
}
