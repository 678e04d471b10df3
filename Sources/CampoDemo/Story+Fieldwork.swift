import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage

extension Story {
  /// Three people interview without a network, each on a device of their own and at the same time.
  mutating func collectOffline() async throws {
    narrator.chapter(
      2,
      Message(
        es: "Sin red: tres personas hacen \(interviewsEach) entrevistas cada una.",
        en: "Without a network: three people do \(interviewsEach) interviews each."))
    let form = try compiledQuestionnaire()
    let (tools, questionnaire, seed, each) = (tools, questionnaire, seed, interviewsEach)
    let answersFolder = folder.appending(path: "answers")
    try await withThrowingTaskGroup(of: (name: String, answers: Int).self) { group in
      for (index, person) in team.enumerators.enumerated() {
        group.addTask {
          let fieldwork = Fieldwork(
            person: person, tools: tools, questionnaire: questionnaire,
            answersFolder: answersFolder.appending(path: person.name.lowercased()))
          let answers = try await fieldwork.collect(
            each, with: form, seed: seed &+ UInt64(index))
          return (person.name, answers)
        }
      }
      for try await (name, answers) in group {
        tally.collected[name] = each
        tally.answers += answers
      }
    }
    for person in team.enumerators {
      narrator.say(
        Message(
          es: "\(person.name): \(each) entrevistas guardadas en \(person.store.relativePath)",
          en: "\(person.name): \(each) interviews stored in \(person.store.relativePath)"))
    }
  }

  private func compiledQuestionnaire() throws -> CompiledQuestionnaire {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: questionnaire)))
    do {
      return try CompiledQuestionnaire(QuestionnaireFile.read(bytes, name: questionnaire))
    } catch let error as any ExplainedError {
      throw DemoError.questionnaireUnreadable(path: questionnaire, reason: error.message)
    }
  }
}

/// The interviews of one person on one device.
private struct Fieldwork: Sendable {
  let person: Person
  let tools: Tools
  let questionnaire: String
  let answersFolder: URL

  /// Interviews whose command is shown; the others are alike.
  private static let shownInterviews = 1

  /// Does `count` interviews; gives the number of answers.
  func collect(_ count: Int, with form: CompiledQuestionnaire, seed: UInt64) async throws -> Int {
    try FileManager.default.createDirectory(
      at: answersFolder, withIntermediateDirectories: true)
    var fieldworker = Fieldworker(form: form, today: DemoCalendar.today, seed: seed)
    var answers = 0
    for number in 1...count {
      let steps = try fieldworker.interview(
        knowing: [
          "enumerator_code": person.code, "department": "sonsonate",
          "segment": String(person.segment), "dwelling": String(number), "household": "1",
          "visit_number": "1", "interview_date": DemoCalendar.today,
        ])
      answers += steps.count
      let file = answersFolder.appending(path: "\(number).json")
      try AnswersFile(steps: steps).encoded().write(to: file)
      try tools.campo(
        [
          "interview", person.store.relativePath, questionnaire, "--answers", file.relativePath,
          "--finish",
        ], telling: number <= Self.shownInterviews ? .command : .silent)
    }
    return answers
  }
}

/// What `campo interview --answers` reads.
struct AnswersFile: Encodable {
  var steps: [Fieldworker.Step]

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
