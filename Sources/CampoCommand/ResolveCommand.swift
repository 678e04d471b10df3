import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication

/// Settles a conflict.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: said(
      es: "Resuelve un conflicto: una de las opciones, u otro valor.",
      en: "Settles a conflict: one of the options, or another value."),
    discussion: example(
      "campo resolve luz.campo 9f31 /data/age --choose 1 --comment 'Confirmado por teléfono'",
      "campo resolve luz.campo 9f31 /data/age --value 34 --comment 'Vi su documento'"))

  @OptionGroup var options: StoreOptions
  @OptionGroup var response: ResponseOptions

  @Argument(help: help(es: "La ruta de la respuesta.", en: "The answer's path."))
  var path: String

  @Option(
    help: help(
      es: "El número de la opción, como lo dio «campo conflicts».",
      en: "The option's number, as “campo conflicts” gave it."))
  var choose: Int?

  @Option(help: help(es: "Otro valor.", en: "Another value."))
  var value: String?

  @Option(help: help(es: "Un código de no respuesta.", en: "A missing code."))
  var missing: String?

  @Option(help: help(es: "Por qué.", en: "Why."))
  var comment: String

  func validate() throws {
    guard [choose != nil, value != nil, missing != nil].count(where: { $0 }) == 1 else {
      throw ValidationError(
        said(
          es: "Indique una de --choose, --value y --missing.",
          en: "Give one of --choose, --value and --missing."))
    }
  }

  func run() throws {
    let client = try options.open()
    let id = try response.find(in: client)
    let conflict = try client.conflict(at: path, of: id)
    let violations = try client.resolve(conflict, as: chosen(from: conflict), comment: comment)
    printLine(said(es: "\(path): resuelto.", en: "\(path): settled."))
    for violation in violations {
      printLine("! \(violation.path): \(plain(violation.message.text(in: readerLanguage)))")
    }
  }

  private func chosen(from conflict: AnswerConflict) throws -> AnswerValue {
    if let value { return value.isEmpty ? .cleared : .text(value) }
    if let missing { return .missing(missing) }
    let number = choose ?? 0
    guard let option = conflict.options.first(where: { $0.number == number }) else {
      throw ClientError.noOption(number, of: conflict.options.map(\.number))
    }
    return option.value
  }
}
