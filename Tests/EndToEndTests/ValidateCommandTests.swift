import Foundation
import Processes
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

  @Test func severalFilesEndWithATableOfTheirCodes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bad, to: "a.yaml")
    try folder.write(Self.bad, to: "b.yaml")
    let result = try campo("validate", folder.path(""), "--lang", "en")
    let row = "Q0302  error  2  in 2 file(s)  The reference names a question that does not exist."
    #expect(result.output.contains(row))
  }

  @Test func aLongRunOfOneCodeIsCountedAndJSONHasThemAll() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<50).map { "  - {type: integer, name: q\($0), label: Q, constraint: . > 0}" }
    let text = "id: f\nversion: '1'\nsurvey:\n" + rows.joined(separator: "\n")
    let file = try folder.write(text, to: "long.yaml")
    let result = try campo("validate", file, "--lang", "en")
    #expect(result.output.contains("Q0407 … and 30 more"))
    #expect(result.output.hasSuffix("1 file(s): 0 error(s), 0 warning(s), 50 note(s).\n"))
    let json = try campo("validate", file, "--format", "json").json() as? [String: Any]
    let files = try #require(json?["files"] as? [[String: Any]])
    #expect((files[0]["findings"] as? [Any])?.count == 50)
  }

  @Test func theOrderOfTheFilesIsKeptThoughTheyAreCheckedSideBySide() throws {
    let folder = try TemporaryFolder()
    let names = (10..<60).map { "form\($0).yaml" }
    for (index, name) in names.enumerated() {
      let rows = (0...(index % 7) * 40).map { "  - {type: text, name: q\($0), label: Q}" }
      let head = "id: f\nversion: '1'\nsurvey:\n"
      try folder.write(head + rows.joined(separator: "\n"), to: name)
    }
    let json = try campo("validate", folder.path(""), "--format", "json").json() as? [String: Any]
    let files = try #require(json?["files"] as? [[String: Any]])
    let order = files.compactMap { $0["file"] as? String }.map {
      String($0.split(separator: "/").last ?? "")
    }
    #expect(order == names)
  }

  @Test func sarifNamesRulesPlacesAndFiles() throws {
    let folder = try TemporaryFolder()
    let yaml = try folder.write(Self.bad, to: "mi encuesta.yaml")
    let book = folder.path("libro.xlsx")
    #expect(try campo("convert", yaml, book).status == 0)
    let result = try campo("validate", yaml, book, "--format", "sarif", "--lang", "en")
    #expect(result.status == 1)
    let log = try #require(try result.json() as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    let reference = results.filter { $0["ruleId"] as? String == "Q0302" }
    #expect(reference.count == 2)
    #expect(reference.allSatisfy { $0["level"] as? String == "error" })

    let tool = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(tool["rules"] as? [[String: Any]])
    let index = try #require(reference[0]["ruleIndex"] as? Int)
    #expect(rules[index]["id"] as? String == "Q0302")

    let places = try reference.map { try #require(($0["locations"] as? [[String: Any]])?.first) }
    let physical = try #require(places[0]["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: Any])
    #expect((artifact["uri"] as? String)?.hasSuffix("/mi%20encuesta.yaml") == true)
    #expect((physical["region"] as? [String: Any])?["startLine"] as? Int == 5)
    let logical = try #require((places[1]["logicalLocations"] as? [[String: Any]])?.first)
    #expect((logical["fullyQualifiedName"] as? String)?.hasPrefix("survey!") == true)
  }

  @Test func aCodeIsExplainedInBothLanguages() throws {
    let english = try campo("validate", "--explain", "q0406", "--lang", "en")
    #expect(english.status == 0)
    #expect(english.output.hasPrefix("Q0406 (warning): "))
    for part in ["Wrong:", "Right:", "Remedy: "] { #expect(english.output.contains(part)) }
    let spanish = try campo("validate", "--explain", "Q0406", "--lang", "es")
    #expect(spanish.output.hasPrefix("Q0406 (aviso): "))
    #expect(try !campo("validate", "--explain", "R0026").output.contains("{"))
    #expect(try campo("validate", "--explain", "R0003").output.hasPrefix("R0003 "))
    #expect(
      try campo("validate", "--explain", "D16", "--lang", "en").output.hasPrefix("D16 (error): "))
  }

  @Test func anUnknownCodeIsAUsageErrorThatNamesThoseNearIt() throws {
    let result = try campo("validate", "--explain", "Q0499", "--lang", "en")
    #expect(result.status == 2)
    #expect(result.errors.contains("Q0409"))
    #expect(try campo("validate", "--explain", "Q0406", "some.yaml").status == 2)
  }
}
