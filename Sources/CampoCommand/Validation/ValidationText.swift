import CommandLanguage
import Messages
import QuestionnaireLanguage

/// For people: one finding a paragraph under its file's name; at the end what was found how often.
struct ValidationText: ValidationOutput {
  /// Findings of one code shown for one file; the others are counted.
  private static let mostOfOneCode = 20

  mutating func begin() {}

  mutating func add(_ report: FileReport) {
    guard !report.findings.isEmpty else { return }
    printLine(Self.lines(of: report).joined(separator: "\n"))
  }

  mutating func end(_ totals: ValidationTotals) {
    if totals.files > 1, !totals.byCode.isEmpty {
      printTable(Self.table(totals))
      printLine()
    }
    printLine(
      said(
        es: "\(totals.files) archivo(s): \(totals.errors) error(es), \(totals.warnings) aviso(s), "
          + "\(totals.notes) nota(s).",
        en: "\(totals.files) file(s): \(totals.errors) error(s), \(totals.warnings) warning(s), "
          + "\(totals.notes) note(s)."))
  }

  private static func lines(of report: FileReport) -> [String] {
    var shown: [String: Int] = [:]
    let findings = report.findings.filter { finding in
      shown[finding.code, default: 0] += 1
      return shown[finding.code, default: 0] <= mostOfOneCode
    }
    let places = findings.map(\.placeForPeople)
    let width = places.map(\.count).max() ?? 0
    var lines = [plain(report.file)]
    for (finding, place) in zip(findings, places) {
      let head =
        "  \(finding.code.padded(to: 5)) \(word(finding.severity).padded(to: 7)) "
        + place.padded(to: width)
      lines.append("\(head)  \(plain(finding.message))")
      guard !finding.remedy.isEmpty else { continue }
      lines.append(String(repeating: " ", count: head.count) + "  → \(plain(finding.remedy))")
    }
    for (code, count) in shown.sorted(by: { $0.key < $1.key }) where count > mostOfOneCode {
      lines.append(
        said(
          es: "  \(code) … y \(count - mostOfOneCode) más; todos con --format json",
          en: "  \(code) … and \(count - mostOfOneCode) more; all of them with --format json"))
    }
    return lines + [""]
  }

  /// A row a code, the gravest first.
  private static func table(_ totals: ValidationTotals) -> [[String]] {
    let order = [Finding.Severity.error, .warning, .note].map(\.rawValue)
    let rows = totals.byCode.sorted {
      let (a, b) = (
        order.firstIndex(of: $0.value.severity), order.firstIndex(of: $1.value.severity)
      )
      return (a ?? 0, $0.key) < (b ?? 0, $1.key)
    }
    return rows.map { code, count in
      let files = said(es: "en \(count.files) archivo(s)", en: "in \(count.files) file(s)")
      let meaning = FindingCatalog.kind(code)?.meaning.text(in: readerLanguage) ?? ""
      return [code, word(count.severity), "\(count.findings)", files, meaning]
    }
  }

  private static func word(_ severity: String) -> String {
    Finding.Severity(rawValue: severity).map(severityWord) ?? severity
  }
}

/// How people call it.
func severityWord(_ severity: Finding.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: said(es: "aviso", en: "warning")
  case .note: said(es: "nota", en: "note")
  }
}

extension String {
  /// Filled up with blanks.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
