import CommandLanguage
import Messages
import QuestionnaireLanguage

/// What `campo validate` found in one file; its JSON form is documented in Docs/Commands.md.
struct FileReport: Encodable, Sendable {
  let file: String
  /// nil where the file cannot be read at all.
  var id: String?
  var version: String?
  var findings: [Entry]

  /// A finding in the reader's language.
  struct Entry: Encodable, Sendable {
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
}

extension FileReport {
  /// A file that cannot be read: an error, like one that a rule found.
  init(file: String, unreadable error: any ExplainedError, in language: MessageLanguage) {
    self.init(file: file, findings: [Entry(unreadable: error, in: language)])
  }
}

extension FileReport.Entry {
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

  /// Its message has the remedy.
  fileprivate init(unreadable error: any ExplainedError, in language: MessageLanguage) {
    code = error.code
    severity = Finding.Severity.error.rawValue
    place = (error as? QuestionnaireReadingError)?.place?.description
    message = error.message.text(in: language)
    remedy = ""
  }

  /// The line of a YAML file; nil for a cell or the whole file.
  var line: Int? { sheet == nil ? row : nil }

  var placeForPeople: String {
    line.map { said(es: "línea \($0)", en: "line \($0)") } ?? place ?? ""
  }
}
