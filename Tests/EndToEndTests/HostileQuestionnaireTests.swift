import Foundation
import Processes
import Testing

@testable import QuestionnaireLanguage

/// Questionnaires made to hurt: `campo` names the file and the reason, within a tablet's memory, and
/// a store that is asked to take one stays as it was.
@Suite struct HostileQuestionnaireTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expect(
    _ bytes: [UInt8], named name: String, isRefusedWith code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.path(name)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    for language in ["es", "en"] {
      let result = try campo("validate", file, "--lang", language)
      #expect(result.status == 1, sourceLocation: sourceLocation)
      #expect(result.output.contains(name), "\(result.output)", sourceLocation: sourceLocation)
      #expect(result.output.contains(code), "\(result.output)", sourceLocation: sourceLocation)
      #expect(result.peakMemory > 0, sourceLocation: sourceLocation)
      #expect(result.peakMemory < memoryLimit, sourceLocation: sourceLocation)
    }
    let store = try SampleSurvey.device("ana", in: folder)
    let id = try SampleSurvey.response(#"{"/data/members": 2}"#, on: store, in: folder)
    let refused = try campo("interview", store, file)
    #expect(refused.status == 1, sourceLocation: sourceLocation)
    #expect(refused.peakMemory < memoryLimit, sourceLocation: sourceLocation)
    let list = try campo("list", store, "--format", "json")
    #expect(list.output.contains(id), sourceLocation: sourceLocation)
  }

  @Test func aTruncatedWorkbookIsNamed() throws {
    var form = Questionnaire(id: "hogar", version: "1")
    form.items = [Item(.question(.integer), name: "members")]
    let whole = try QuestionnaireFile.write(form, as: .xlsx)
    try expect(Array(whole[..<(whole.count / 2)]), named: "cortado.xlsx", isRefusedWith: "R0004")
  }

  @Test func aZipBombIsRefusedBeforeItUnpacks() throws {
    var zip = try ZipBuilder()
    try zip.add("xl/workbook.xml", [UInt8](repeating: 32, count: 100 << 20))
    try expect(try zip.finish(), named: "bomba.xlsx", isRefusedWith: "R0007")
  }

  @Test func aYAMLAliasBombIsRefused() throws {
    var text = "id: x\nsettings:\n  a0: &a0 [no, no, no, no, no, no, no, no, no]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(aliases)]\n"
    }
    try expect(Array(text.utf8), named: "bomba.yaml", isRefusedWith: "R0022")
  }
}
