import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage

/// `campo validate`: what is wrong with questionnaires, where, and what to do.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: said(
      es: "Revisa cuestionarios: errores, avisos y notas con su celda y su remedio.",
      en: "Checks questionnaires: errors, warnings and notes with their cell and remedy."),
    discussion: example(
      "campo validate encuesta.xlsx", "campo validate cuestionarios/ --format json --lang en"))

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: help(
      es: "Archivos .xlsx, .xls o .yaml; de una carpeta, todos los que hay dentro.",
      en: "Files .xlsx, .xls or .yaml; of a directory, all that are inside."))
  var files: [String]

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = Format.text

  @OptionGroup var reader: ReaderOptions

  func run() throws {
    var report = ValidationReport()
    for file in try files.flatMap(Self.questionnaires) {
      report.files.append(Self.check(file))
    }
    switch format {
    case .text: for line in report.lines { printLine(line) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      printLine(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
    if report.count(.error) > 0 { throw ExitStatus.failure }
  }

  private static func check(_ file: String) -> ValidationReport.File {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try BoundedFile.read(file)
    } catch {
      return unreadable(file, error)
    }
    do throws(QuestionnaireReadingError) {
      let questionnaire = try QuestionnaireFile.read(bytes, name: file)
      return ValidationReport.File(
        file: file, id: questionnaire.id, version: questionnaire.version,
        findings: Checker.check(questionnaire).map { .init($0, in: readerLanguage) })
    } catch {
      return unreadable(file, error)
    }
  }

  private static func unreadable(
    _ file: String, _ error: any ExplainedError
  ) -> ValidationReport.File {
    ValidationReport.File(file: file, findings: [.init(unreadable: error, in: readerLanguage)])
  }

  /// The file itself, or the questionnaires inside a directory, sorted by path.
  private static func questionnaires(at path: String) throws -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { return [path] }
    let inside = (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap {
      $0 as? String
    }
    let found = inside.filter(isQuestionnaire).sorted().map { path + "/" + $0 }
    guard !found.isEmpty else {
      throw UsageError(
        es: "La carpeta \(path) no contiene archivos .xlsx, .xls ni .yaml.",
        en: "The directory \(path) holds no .xlsx, .xls or .yaml files.")
    }
    return found
  }

  /// Spreadsheet programs leave hidden lock files (`~$…`) beside the workbook; tables as text are
  /// seldom questionnaires and want to be named.
  private static func isQuestionnaire(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard !name.hasPrefix("."), !name.hasPrefix("~$") else { return false }
    let source = QuestionnaireFile.Source(fileName: String(name))
    return source == .workbook || source == .yaml
  }
}
