import Foundation
import Processes
import Testing

@Suite struct DiffCommandTests {
  private static let old = """
    id: census
    version: "1"
    survey:
      - {type: text, name: age, label: Age}
      - {type: text, name: nickname, label: What do they call you?}
    """
  private static let new = """
    id: census
    version: "2"
    survey:
      - {type: integer, name: age, label: Age}
    """
  /// Another label only.
  private static let reworded = """
    id: census
    version: "2"
    survey:
      - {type: text, name: age, label: Age in years}
      - {type: text, name: nickname, label: What do they call you?}
    """

  @Test func textNamesBothPlacesTheRemedyAndWhatBecomesOfAnswers() throws {
    let folder = try TemporaryFolder()
    let (old, new) = (
      try folder.write(Self.old, to: "1.yaml"), try folder.write(Self.new, to: "2.yaml")
    )
    let english = try campo("diff", old, new, "--lang", "en")
    #expect(english.status == 0)
    #expect(english.output.contains("D21 loses   4 → 4  “age”: text → integer."))
    #expect(english.output.contains("D10 orphans 5 → –  “nickname” is gone."))
    #expect(english.output.contains("1 loses, 1 orphans, 0 rejudges, 0 harmless."))
    #expect(english.output.hasSuffix("path), 1 only some, 1 none.\n"))
    let spanish = try campo("diff", old, new, "--lang", "es")
    #expect(spanish.output.contains("D10 desliga 5 → –  «nickname» ya no está."))
  }

  @Test func jsonHasTheDifferencesAndWhereAnswersGo() throws {
    let folder = try TemporaryFolder()
    let (old, new) = (
      try folder.write(Self.old, to: "1.yaml"), try folder.write(Self.new, to: "2.yaml")
    )
    let result = try campo("diff", old, new, "--format", "json")
    let report = try #require(try result.json() as? [String: Any])
    #expect((report["new"] as? [String: Any])?["version"] as? String == "2")
    #expect((report["counts"] as? [String: Int])?["loses"] == 1)
    let differences = try #require(report["differences"] as? [[String: Any]])
    #expect(differences.map { $0["code"] as? String } == ["D21", "D10"])
    #expect(differences[0]["path"] as? String == "/data/age")
    #expect(differences[1]["path"] == nil)
    let answers = try #require(report["answers"] as? [String: Any])
    #expect(answers["partly"] as? [String] == ["/data/age"])
    #expect(answers["lost"] as? [String] == ["/data/nickname"])
  }

  @Test func validateAgainstFailsOnlyWhereAnswersWouldBeLostOrOrphaned() throws {
    let folder = try TemporaryFolder()
    let old = try folder.write(Self.old, to: "1.yaml")
    let new = try folder.write(Self.new, to: "2.yaml")
    let reworded = try folder.write(Self.reworded, to: "3.yaml")
    let failed = try campo("validate", new, "--against", old, "--format", "json")
    #expect(failed.status == 1)
    let report = try #require(try failed.json() as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    let findings = try #require(files[0]["findings"] as? [[String: Any]])
    #expect(findings.map { $0["code"] as? String } == ["D21", "D10"])
    #expect(findings[0]["severity"] as? String == "error")
    let passed = try campo("validate", reworded, "--against", old, "--lang", "en")
    #expect(passed.status == 0)
    #expect(passed.output == "1 file(s): 0 error(s), 0 warning(s), 0 note(s).\n")
  }

  @Test func comparingNeedsTwoReadableQuestionnaires() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Self.old, to: "1.yaml")
    let broken = try folder.write("survey: [", to: "2.yaml")
    #expect(try campo("diff", good, broken).status == 1)
    #expect(try campo("validate", good, good, "--against", good).status == 2)
    #expect(try campo("diff", good).status == 2)
  }
}
