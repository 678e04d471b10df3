import CommandLanguage
import Messages
import QuestionnaireLanguage

/// What `campo validate` found, file by file; its JSON form is documented in Docs/Commands.md.
struct ValidationReport: Encodable {
  var files: [File] = []

  struct File: Encodable {
    let file: String
    /// nil where the file cannot be read at all.
    var id: String?
    var version: String?
    var findings: [Entry]
  }

  /// A finding in the reader's language.
  struct Entry: Encodable {
    let code: String
    let severity: String
    /// `survey!B17`, or the line of a YAML file.
    let place: String?
    var sheet: String?
    var column: Int?
    var row: Int?
    let message: String
    let remedy: String
  }

  enum CodingKeys: String, CodingKey { case files, errors, warnings, notes }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(files, forKey: .files)
    try container.encode(count(.error), forKey: .errors)
    try container.encode(count(.warning), forKey: .warnings)
    try container.encode(count(.note), forKey: .notes)
  }

  func count(_ severity: Finding.Severity) -> Int {
    files.reduce(0) { $0 + $1.findings.count { $0.severity == severity.rawValue } }
  }
}

extension ValidationReport.Entry {
  init(_ finding: Finding, in language: MessageLanguage) {
    code = finding.code
    severity = finding.severity.rawValue
    place = finding.place?.description
    switch finding.place {
    case .cell(let sheet, let column, let row):
      self.sheet = sheet
      self.column = column
      self.row = row
    case .line(let line): row = line
    case nil: break
    }
    message = finding.message.text(in: language)
    remedy = finding.remedy.text(in: language)
  }

  var placeForPeople: String {
    guard sheet == nil, let row else { return place ?? "" }
    return said(es: "línea \(row)", en: "line \(row)")
  }

  /// A file that cannot be read: an error, like one that a rule found. Its message has the remedy.
  init(unreadable error: any ExplainedError, in language: MessageLanguage) {
    code = error.code
    severity = Finding.Severity.error.rawValue
    place = (error as? QuestionnaireReadingError)?.place?.description
    message = error.message.text(in: language)
    remedy = ""
  }
}

// MARK: - For people

extension ValidationReport {
  /// One finding a paragraph under its file's name, then a line that sums up.
  var lines: [String] {
    var lines: [String] = []
    for file in files where !file.findings.isEmpty {
      lines.append(plain(file.file))
      let places = file.findings.map(\.placeForPeople)
      let width = places.map(\.count).max() ?? 0
      for (finding, place) in zip(file.findings, places) {
        let head =
          "  \(finding.code.padded(to: 5)) \(Self.word(finding.severity).padded(to: 7)) "
          + place.padded(to: width)
        lines.append("\(head)  \(plain(finding.message))")
        guard !finding.remedy.isEmpty else { continue }
        lines.append(String(repeating: " ", count: head.count) + "  → \(plain(finding.remedy))")
      }
      lines.append("")
    }
    return lines + [summary]
  }

  private var summary: String {
    let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    return said(
      es: "\(files.count) archivo(s): \(errors) error(es), \(warnings) aviso(s), \(notes) nota(s).",
      en: "\(files.count) file(s): \(errors) error(s), \(warnings) warning(s), \(notes) note(s).")
  }

  private static func word(_ severity: String) -> String {
    switch severity {
    case Finding.Severity.error.rawValue: "error"
    case Finding.Severity.warning.rawValue: said(es: "aviso", en: "warning")
    default: said(es: "nota", en: "note")
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
