import Foundation
import Testing

@Suite struct ValidateCommandTests {
  private static let good = """
    id: good
    version: "1"
    survey:
      - {type: integer, name: age, label: Age}
    """
  private static let bad = """
    id: bad
    version: "1"
    survey:
      - {type: integer, name: age, label: Age}
      - {type: note, name: n, label: "You are ${agee}"}
    """

  @Test func aCleanQuestionnaireLeavesWithZero() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.good, to: "good.yaml")
    let result = try campo("validate", file, "--lang", "en")
    #expect(result.status == 0)
    #expect(result.output == "1 file(s): 0 error(s), 0 warning(s), 0 note(s).\n")
  }

  @Test func anErrorIsShownWithPlaceCodeAndRemedyAndLeavesWithOne() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.bad, to: "bad.yaml")
    let english = try campo("validate", file, "--lang", "en")
    #expect(english.status == 1)
    #expect(english.output.contains("Q0302 error   line 5"))
    #expect(english.output.contains("→ Did you mean “age”?"))
    let spanish = try campo("validate", file, "--lang", "es")
    #expect(spanish.output.contains("→ ¿Quiso decir «age»?"))
  }

  @Test func jsonNamesFilesFindingsAndCounts() throws {
    let folder = try TemporaryFolder()
    let (good, bad) = (
      try folder.write(Self.good, to: "good.yaml"), try folder.write(Self.bad, to: "bad.yaml")
    )
    let result = try campo("validate", good, bad, "--format", "json", "--lang", "en")
    #expect(result.status == 1)
    let report = try #require(try result.json() as? [String: Any])
    #expect(report["errors"] as? Int == 1)
    let files = try #require(report["files"] as? [[String: Any]])
    #expect(files.map { $0["id"] as? String } == ["good", "bad"])
    let findings = try #require(files[1]["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    #expect(findings[0]["code"] as? String == "Q0302")
    #expect(findings[0]["severity"] as? String == "error")
    #expect(findings[0]["row"] as? Int == 5)
    #expect(findings[0]["remedy"] as? String == "Did you mean “age”?")
  }

  @Test func aDirectoryMeansEveryQuestionnaireInside() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "good.yaml")
    try folder.write("not a questionnaire", to: "notes.txt")
    try FileManager.default.createDirectory(
      atPath: folder.path("deeper"), withIntermediateDirectories: false)
    try folder.write(Self.bad, to: "deeper/bad.yml")
    let result = try campo("validate", folder.path(""), "--lang", "en")
    #expect(result.status == 1)
    #expect(result.output.hasSuffix("2 file(s): 1 error(s), 0 warning(s), 0 note(s).\n"))
  }

  @Test func aFileThatCannotBeReadIsAnErrorAndTheOthersAreCheckedStill() throws {
    let folder = try TemporaryFolder()
    let broken = try folder.write("PK not a workbook", to: "broken.xlsx")
    let good = try folder.write(Self.good, to: "good.yaml")
    let result = try campo(
      "validate", broken, folder.path("missing.yaml"), good, "--format", "json")
    #expect(result.status == 1)
    let report = try #require(try result.json() as? [String: Any])
    #expect(report["errors"] as? Int == 2)
    #expect((report["files"] as? [Any])?.count == 3)
  }

  @Test func noFileAtAllIsAUsageError() throws {
    #expect(try campo("validate").status == 2)
    #expect(try campo("validate", "--help").output.contains("campo validate encuesta.xlsx"))
  }
}
