import ArgumentParser
import Campo
import CommandLanguage
import Messages
import Replication
import SQLiteStore

/// What every command that works on a store takes.
struct StoreOptions: ParsableArguments {
  @Argument(
    help: help(
      es: "La carpeta del almacén, hecha por «campo init».",
      en: "The store's folder, made by “campo init”."))
  var store: String

  @OptionGroup var reader: ReaderOptions

  func open() throws -> SurveyClient { try SurveyClient(opening: store) }

  /// For commands that show what is there, also where nothing can be written.
  func openToLook() throws -> SurveyClient {
    let client = try SurveyClient(lookingAt: store)
    tell(readOnly: client.readOnlyCause)
    return client
  }
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

/// Says that a store is only read, and what to do about it.
func tell(readOnly cause: StoreError?) {
  guard let cause else { return }
  let sentence =
    cause.kind == .diskFull
    ? said(
      es: "No queda espacio en el disco de \(cause.place): lo guardado se lee, y nada se anota. "
        + "Para seguir trabajando libere espacio, o lleve las respuestas a otro disco con «campo salvage».",
      en: "The disk of \(cause.place) is full: what was saved is read, and nothing is noted. "
        + "To go on working free some space, or take the answers to another disk with “campo salvage”."
    )
    : said(
      es: "En \(cause.place) no se puede escribir: lo guardado se lee, y nada se anota. "
        + "Para trabajar ahí revise los permisos y el disco.",
      en: "\(cause.place) cannot be written to: what was saved is read, and nothing is noted. "
        + "To work there check the permissions and the disk.")
  printError("\(cause.code): \(sentence)")
}

/// Says which questionnaires, by hash, could not be read.
func tell(unreadable hashes: [String]) {
  for hash in hashes {
    let error = ClientError.unreadableQuestionnaire(hash: hash)
    printError("\(error.code): \(error.message.text(in: readerLanguage))")
  }
}
