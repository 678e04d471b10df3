import Foundation
import Processes
import Testing

/// A folder whose name was mistyped is no new office.
@Suite struct OfficeFolderTests {
  @Test(arguments: [
    ["people"], ["key"], ["revoke", "--name", "ana"], ["backed-up", "/tmp"],
    ["import", "a.bundle"],
    ["enroll", "--name", "ana", "--role", "enumerator", "--area", "A1"],
  ])
  func onlyPublishAndRunBeginOne(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let data = folder.path("oficna")
    for language in ["es", "en"] {
      let refused = try runCommand(
        BuiltProducts.server, command + ["--data", data, "--lang", language])
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(refused.errors.contains("SERVER-NO-DATA") && refused.errors.contains(data))
    }
    #expect(!FileManager.default.fileExists(atPath: data))
  }

  @Test func anOfficeWithNobodySaysSo() throws {
    let folder = try TemporaryFolder()
    let data = folder.path("oficina")
    try succeed(
      BuiltProducts.server,
      ["publish", "--data", data, SampleSurvey.questionnaire(in: folder)])
    for (language, word) in [("es", "nadie"), ("en", "nobody")] {
      let people = try succeed(
        BuiltProducts.server, ["people", "--data", data, "--lang", language])
      #expect(people.contains(word), "\(people)")
    }
    let json = try succeed(BuiltProducts.server, ["people", "--data", data, "--format", "json"])
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == [])
  }
}
