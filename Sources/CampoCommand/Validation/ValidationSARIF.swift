import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage

/// One SARIF 2.1.0 log of one run, for the programs that show findings beside the file.
struct ValidationSARIF: ValidationOutput {
  private var isFirst = true
  private let ruleIndices = Dictionary(
    FindingCatalog.all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  mutating func begin() {
    printLine(
      "{\"$schema\": \"\(Self.schema)\", \"version\": \"2.1.0\", \"runs\": [{"
        + "\"language\": \"\(readerLanguage.rawValue)\", \"results\": [")
  }

  mutating func add(_ report: FileReport) throws {
    let uri = SARIFLocation.uri(of: report.file)
    for finding in report.findings {
      let result = SARIFResult(finding, uri: uri, ruleIndex: ruleIndices[finding.code])
      printLine((isFirst ? "" : ",") + (try compactJSON(result)))
      isFirst = false
    }
  }

  mutating func end(_ totals: ValidationTotals) throws {
    let rules = try FindingCatalog.all.map { try compactJSON(SARIFRule($0)) }
    printLine("], \"tool\": {\"driver\": {\"name\": \"campo validate\", \"rules\": [")
    printLine(rules.joined(separator: ",\n"))
    printLine("]}}}]}")
  }
}
