/// Questionnaires as files: XLSForm in its formats, and our YAML.
public enum QuestionnaireFile {
  /// What a questionnaire is written as.
  public enum Format: String, Sendable, CaseIterable {
    case xlsx
    case yaml

    /// By the file name's extension: `.xlsx` and `.xlsm`, `.yaml` and `.yml`.
    public init?(fileName: String) {
      switch QuestionnaireFile.fileExtension(fileName) {
      case "xlsx", "xlsm": self = .xlsx
      case "yaml", "yml": self = .yaml
      default: return nil
      }
    }
  }

  /// What a questionnaire is read from.
  public enum Source: Sendable {
    /// `.xlsx`, `.xlsm` and `.xls`.
    case workbook
    /// `.csv`: the sheets one under another, the first column naming them.
    case csv
    /// `.md`: the same as a table of Markdown.
    case markdown
    /// `.yaml` and `.yml`.
    case yaml

    /// By the file name's extension.
    public init?(fileName: String) {
      switch QuestionnaireFile.fileExtension(fileName) {
      case "xlsx", "xlsm", "xls": self = .workbook
      case "csv": self = .csv
      case "md": self = .markdown
      case "yaml", "yml": self = .yaml
      default: return nil
      }
    }
  }

  private static func fileExtension(_ name: String) -> String? {
    name.split(separator: ".").last?.lowercased()
  }

  /// Reads a questionnaire. What was understood with a reservation stands in its `notes`; those
  /// whose finding is an error make it unfit for use.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - name: the file's name or path: its extension gives the format, and its stem the
  ///     questionnaire's id where the file gives none.
  /// - Throws: where nothing can be read; codes `R0001` to `R0099`.
  public static func read(
    _ bytes: [UInt8], name: String
  ) throws(QuestionnaireReadingError) -> Questionnaire {
    let base = name.split(separator: "/").last.map(String.init) ?? name
    do throws(QuestionnaireReadingError) {
      let stem = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
      switch Source(fileName: base) {
      case .workbook: return try XLSFormReader.read(workbook: bytes, fallbackID: stem)
      case .csv:
        return try XLSFormReader.read(text: bytes, fallbackID: stem, CSVTables.read)
      case .markdown:
        return try XLSFormReader.read(text: bytes, fallbackID: stem, MarkdownTables.read)
      case .yaml: return try YAMLFormReader.read(bytes, fallbackID: stem)
      case nil: throw QuestionnaireReadingError(.unknownFormat, base)
      }
    } catch {
      var named = error
      named.file = base
      throw named
    }
  }

  /// Writes a questionnaire so that reading the bytes gives an equal one, places and notes aside.
  ///
  /// A workbook has no curly quotes or runs of spaces: they are read back as straight and single.
  public static func write(
    _ questionnaire: Questionnaire, as format: Format
  ) throws(QuestionnaireWritingError) -> [UInt8] {
    switch format {
    case .xlsx: try XLSFormWriter.write(questionnaire)
    case .yaml: try YAMLFormWriter.write(questionnaire)
    }
  }
}
