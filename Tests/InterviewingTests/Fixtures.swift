import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication

/// Questionnaires of a few rows, and interviews on them with a fixed clock and seed.
enum Fixture {
  /// 2024-03-15T10:00Z.
  static let start: Int64 = 1_710_496_800_000

  static func environment(now: Int64 = start, seed: UInt64 = 1) -> InterviewEnvironment {
    InterviewEnvironment(
      now: { now }, timeZone: .gmt, random: SeededGenerator(seed: seed),
      properties: ["deviceid": "device-1"])
  }

  static func interview(_ items: [Item], lists: [ChoiceList] = []) throws -> Interview {
    Interview(try form(items, lists: lists), environment: environment())
  }

  static func form(_ items: [Item], lists: [ChoiceList] = []) throws -> CompiledQuestionnaire {
    try CompiledQuestionnaire(questionnaire(items, lists: lists))
  }

  static func questionnaire(_ items: [Item], lists: [ChoiceList] = []) -> Questionnaire {
    var questionnaire = Questionnaire(id: "test", version: "1")
    questionnaire.items = items
    questionnaire.choiceLists = lists
    questionnaire.missingCodes = [
      MissingCode(name: "refused", label: LocalizedText(["": "Refused"]))
    ]
    return questionnaire
  }

  static func question(
    _ type: QuestionType, _ name: String, _ edit: (inout Item) -> Void = { _ in }
  ) -> Item {
    var item = Item(.question(type), name: name)
    if type != .calculate { item.label = LocalizedText(["": name]) }
    edit(&item)
    return item
  }

  static func calculation(_ name: String, _ formula: String) -> Item {
    question(.calculate, name) { $0.calculation = Formula(formula) }
  }

  static func roster(_ name: String, count: String? = nil, _ children: [Item]) -> Item {
    var item = Item(.roster(count: count.map { Formula($0) }), name: name)
    item.children = children
    return item
  }

  static func group(_ name: String, relevant: String, _ children: [Item]) -> Item {
    var item = Item(.group, name: name)
    item.relevant = Formula(relevant)
    item.children = children
    return item
  }

  static func list(_ name: String, _ choices: [(name: String, area: String)]) -> ChoiceList {
    ChoiceList(
      name: name,
      choices: choices.map { choice in
        var made = Choice(name: choice.name, label: LocalizedText(["": choice.name.uppercased()]))
        made.attributes = [Choice.Attribute(name: "area", value: choice.area)]
        return made
      })
  }
}

extension Interview {
  func value(_ path: String) -> String? { node(path)?.answer?.value }
  func isRelevant(_ path: String) -> Bool? { node(path)?.isRelevant }

  /// The interview as it is taken up again from what it asked to be stored.
  mutating func resumed(environment: InterviewEnvironment? = nil) -> Interview {
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for (key, value) in takeWrites() {
      pending.save(PendingWrites.Write(value: value, supersedes: []), to: key)
    }
    return Interview(
      form, record: Record(id: RecordID(high: 0, low: 1), kind: .response), pending: pending,
      environment: environment ?? Fixture.environment(now: Fixture.start + 86_400_000, seed: 7))
  }
}
