import ArgumentParser
import Campo
import CommandLanguage
import Messages
import Replication

/// What every command that works on a store takes.
struct StoreOptions: ParsableArguments {
  @Argument(
    help: help(
      es: "La carpeta del almacén, hecha por «campo init».",
      en: "The store's folder, made by “campo init”."))
  var store: String

  @OptionGroup var reader: ReaderOptions

  func open() throws -> SurveyClient { try SurveyClient(opening: store) }
}

/// The response a command is about.
struct ResponseOptions: ParsableArguments {
  @Argument(
    help: help(
      es: "La respuesta: su identidad o sus primeros dígitos (4 o más).",
      en: "The response: its identity or its first digits (4 or more)."))
  var id: String

  func find(in client: SurveyClient) throws -> RecordID {
    try client.response(startingWith: id)
  }
}

/// Says which responses were left out because their stored bytes are damaged.
///
/// - Throws: `ExitStatus.failure` where there are any.
func tell(damaged: [RecordID]) throws {
  guard !damaged.isEmpty else { return }
  for id in damaged {
    printError(
      said(
        es:
          "STORE-DAMAGED: \(id): lo guardado está dañado; lo demás sí está. Reciba otra copia: sincronice o importe un paquete que la traiga.",
        en:
          "STORE-DAMAGED: \(id): what is stored is damaged; the rest is here. Receive another copy: sync, or import a bundle that has it."
      ))
  }
  throw ExitStatus.failure
}

/// Says which questionnaires, by hash, could not be read.
func tell(unreadable hashes: [String]) {
  for hash in hashes {
    let error = ClientError.unreadableQuestionnaire(hash: hash)
    printError("\(error.code): \(error.message.text(in: readerLanguage))")
  }
}
