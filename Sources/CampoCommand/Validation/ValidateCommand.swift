import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage

/// `campo validate`: what is wrong with questionnaires, where, and what to do.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: said(
      es: "Revisa cuestionarios: errores, avisos y notas con su celda y su remedio.",
      en: "Checks questionnaires: errors, warnings and notes with their cell and remedy."),
    discussion: example(
      "campo validate encuesta.xlsx", "campo validate cuestionarios/ --format json --lang en",
      "campo validate --explain Q0406"))

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

  @Argument(
    help: help(
      es: "Archivos .xlsx, .xls o .yaml; de una carpeta, todos los que hay dentro.",
      en: "Files .xlsx, .xls or .yaml; of a directory, all that are inside."))
  var files: [String] = []

  @Option(
    help: help(
      es: "Forma de la salida: text, json o sarif.", en: "Form of the output: text, json or sarif.")
  )
  var format = Format.text

  @Option(
    help: help(
      es: "Explica un código, por ejemplo Q0406, en lugar de revisar archivos.",
      en: "Explains a code, for example Q0406, instead of checking files."))
  var explain: String?

  @Option(
    help: help(
      es: "Una versión anterior: es error lo que perdería o desligaría respuestas dadas con ella.",
      en: "A former version: what would lose or orphan answers given with it is an error."))
  var against: String?

  @OptionGroup var reader: ReaderOptions

  func validate() throws {
    guard files.isEmpty == (explain != nil) else {
      throw ValidationError(
        said(
          es: "Nombre archivos o carpetas, o un código con --explain.",
          en: "Name files or directories, or a code with --explain."))
    }
  }

  func run() async throws {
    if let explain {
      printLine(try FindingExplanation(of: explain).text)
      return
    }
    var output: any ValidationOutput =
      switch format {
      case .text: ValidationText()
      case .json: ValidationJSON()
      case .sarif: ValidationSARIF()
      }
    let found = try files.flatMap(Self.questionnaires)
    let former = try against.map { try SoundQuestionnaire.read($0, telling: .error) }
    guard former == nil || found.count == 1 else {
      throw UsageError(
        es: "--against compara un solo cuestionario.", en: "--against compares one questionnaire.")
    }
    try output.begin()
    var totals = ValidationTotals()
    try await OrderedChecks.check(found, against: former) { report in
      totals.add(report)
      try output.add(report)
    }
    try output.end(totals)
    if totals.errors > 0 { throw ExitStatus.failure }
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
    let folder = path.hasSuffix("/") ? path : path + "/"
    let found = inside.filter(isQuestionnaire).sorted().map { folder + $0 }
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
