import Foundation
import Testing

@testable import QuestionnaireLanguage

/// Each rule that was seen in the corpus is seen there still.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.reason)"))
struct CorpusSightingsTests {
  @Test(arguments: CorpusSightings.all.keys.sorted())
  func theRuleFindsSomethingInItsWorkbook(_ code: String) throws {
    let folder = try #require(Corpus.folder)
    let sighting = try #require(CorpusSightings.all[code])
    let rule = try #require(Checker.rules.first { $0.kind.code == code })
    let file = folder.appending(path: "xlsforms/\(sighting.workbook)")
    let form = try QuestionnaireFile.read(
      [UInt8](try Data(contentsOf: file)), name: sighting.workbook)
    #expect(!rule.check(CheckContext(form)).isEmpty)
    #expect(sighting.workbooks > 0)
  }
}
