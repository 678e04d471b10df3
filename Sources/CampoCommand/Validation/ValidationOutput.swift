import QuestionnaireLanguage

/// A form of what `campo validate` prints: file by file, so that there may be thousands.
protocol ValidationOutput {
  mutating func begin() throws
  mutating func add(_ report: FileReport) throws
  mutating func end(_ totals: ValidationTotals) throws
}

/// What was found in all files together.
struct ValidationTotals {
  /// How often a code was found, and in how many files.
  struct OfCode {
    let severity: String
    var findings = 0
    var files = 0
  }

  private(set) var files = 0
  private(set) var byCode: [String: OfCode] = [:]

  mutating func add(_ report: FileReport) {
    files += 1
    var seen: Set<String> = []
    for finding in report.findings {
      let isFirst = seen.insert(finding.code).inserted
      byCode[finding.code, default: OfCode(severity: finding.severity)].findings += 1
      if isFirst { byCode[finding.code]?.files += 1 }
    }
  }

  var errors: Int { count(.error) }
  var warnings: Int { count(.warning) }
  var notes: Int { count(.note) }

  private func count(_ severity: Finding.Severity) -> Int {
    byCode.values.reduce(0) { $0 + ($1.severity == severity.rawValue ? $1.findings : 0) }
  }
}
