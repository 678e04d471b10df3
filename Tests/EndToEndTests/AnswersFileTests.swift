import Foundation
import Processes
import Testing

/// `campo interview --answers`: its three shapes, what it prints, and what it leaves in the store.
@Suite struct AnswersFileTests {
  private let folder: TemporaryFolder
  private let store: String
  private let form: String

  init() throws {
    folder = try TemporaryFolder()
    store = try SampleSurvey.device("ana", in: folder)
    form = try SampleSurvey.questionnaire(in: folder)
  }

  private func answer(_ json: String, _ options: String...) throws -> CommandResult {
    let file = try folder.write(json, to: "answers.json")
    return try runCommand(
      BuiltProducts.campo, ["interview", store, form, "--answers", file] + options)
  }

  private func shown(_ id: String) throws -> [String: Any] {
    try campo("show", store, id, "--format", "json").object()
  }

  private func answers(_ id: String) throws -> [String: [String: Any]] {
    let list = try shown(id)["answers"] as? [[String: Any]] ?? []
    return Dictionary(list.map { ($0["path"] as? String ?? "", $0) }, uniquingKeysWith: { $1 })
  }

  @Test func anObjectIsTakenInTheQuestionnairesOrder() throws {
    let result = try answer(
      """
      {"/data/person[2]/age": 8, "/data/person[2]/first_name": "Luis", "/data/members": 2,
       "/data/home/visited": ["acajutla", "izalco"], "/data/income": {"missing": "refused"},
       "/data/person[1]/first_name": "Ana, \\"la mayor\\"", "/data/home/water": "yes"}
      """, "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let printed = try result.object()
    #expect(printed["finished"] as? Bool == false)
    #expect((printed["failures"] as? [Any])?.isEmpty == true)
    #expect((printed["violations"] as? [Any])?.isEmpty == true)
    let answers = try answers(#require(printed["response"] as? String))
    #expect(answers["/data/person[2]/age"]?["value"] as? String == "8")
    #expect(answers["/data/person[1]/first_name"]?["value"] as? String == "Ana, \"la mayor\"")
    #expect(answers["/data/home/visited"]?["value"] as? String == "acajutla izalco")
    #expect(answers["/data/income"]?["missing"] as? String == "refused")
    #expect(answers["/data/people"]?["value"] as? String == "2")
    #expect(answers["/data/home/water_why"]?["relevant"] as? Bool == false)
  }

  @Test func stepsAreTakenInTheirOrder() throws {
    let result = try answer(
      """
      [{"set": "/data/members", "value": "3"}, {"set": "/data/person[1]/first_name", "value": "A"},
       {"addRepeat": "/data/person"}, {"set": "/data/person[2]/first_name", "value": "B"},
       {"delRepeat": "/data/person[1]"}, {"set": "/data/members", "value": null}]
      """)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[1].contains("/data/members") && lines[1].contains("required"))
    let answers = try answers(String(lines[0]))
    #expect(answers["/data/person[1]/first_name"]?["value"] as? String == "B")
    #expect(answers["/data/person[2]/first_name"] == nil)
    #expect(answers["/data/members"]?["value"] as? String == "")
  }

  @Test func violationsAreToldAndKeepTheAnswer() throws {
    let result = try answer(#"{"/data/members": 40}"#, "--format", "json", "--lang", "en")
    #expect(result.status == 0)
    let printed = try result.object()
    let violations = try #require(printed["violations"] as? [[String: Any]])
    let constraint = try #require(violations.first { $0["code"] as? String == "constraint" })
    #expect(constraint["path"] as? String == "/data/members")
    #expect(constraint["severity"] as? String == "error")
    #expect(constraint["message"] as? String == "Between 1 and 30.")
    let answers = try answers(#require(printed["response"] as? String))
    #expect(answers["/data/members"]?["value"] as? String == "40")
  }

  @Test func whatCannotBeAnsweredIsToldAndTheRestIsSaved() throws {
    let result = try answer(
      #"{"/data/members": "muchos", "/data/nothing": "x", "/data/income": "12.5"}"#,
      "--format", "json")
    #expect(result.status == 1)
    let printed = try result.object()
    let failures = try #require(printed["failures"] as? [[String: Any]])
    #expect(
      Set(failures.compactMap { $0["path"] as? String }) == ["/data/members", "/data/nothing"])
    #expect(failures.allSatisfy { $0["code"] is String && $0["message"] is String })
    let answers = try answers(#require(printed["response"] as? String))
    #expect(answers["/data/income"]?["value"] as? String == "12.5")
  }

  @Test func impossibleRowsAreRefusedWithoutMakingAny() throws {
    let result = try answer(
      #"{"/data/person[0]/age": 1, "/data/person[99999999]/age": 1, "/data/person[x]/age": 1}"#,
      "--format", "json")
    #expect(result.status == 1)
    let printed = try result.object()
    #expect((printed["failures"] as? [Any])?.count == 3)
    let answers = try answers(#require(printed["response"] as? String))
    #expect(answers["/data/people"]?["value"] as? String == "1")
  }

  @Test func aHugeFileIsRefusedWithinTheMemoryOfATablet() throws {
    let many = (0..<400_000).map { #""/data/x\#($0)": "v""# }.joined(separator: ",")
    let result = try answer("{\(many)}")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("FILE-TOO-LARGE"))
    #expect(result.peakMemory < memoryLimit)
  }

  @Test func aResponseIsCorrectedAndFinishedLater() throws {
    let first = try answer(#"{"/data/members": 1, "/data/person[1]/first_name": "Ana"}"#)
    let id = try #require(first.output.split(separator: "\n").first.map(String.init))
    let second = try answer(
      #"{"/data/person[1]/age": 44}"#, "--response", String(id.prefix(8)), "--finish")
    #expect(second.output.hasPrefix(id))
    let shown = try shown(id)
    #expect(shown["status"] as? String == "finished")
    #expect(shown["answers"] is [Any])
    #expect(try answers(id)["/data/person[1]/age"]?["value"] as? String == "44")
  }

  @Test(arguments: [
    ("{", "ANSWERS-JSON"), ("12", "ANSWERS-JSON"), (#"{"/data/members": true}"#, "ANSWERS-VALUE"),
    (#"[{"hop": 1}]"#, "SCENARIO-STEP"),
  ])
  func aWrongFileIsNamedAndNothingIsBegun(_ json: String, _ code: String) throws {
    let result = try answer(json)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix(code))
    #expect(result.peakMemory < memoryLimit)
    #expect(try campo("list", store, "--format", "json").array().isEmpty)
  }
}
