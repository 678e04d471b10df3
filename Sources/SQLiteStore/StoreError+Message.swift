public import Messages
import Replication

extension StoreError {
  /// For a person: the place, what happened and what to do.
  public var message: Message {
    switch kind {
    case .notFound:
      Message(
        es: "No hay un almacén en \(place). Créelo con «campo init», o corrija la ruta.",
        en: "There is no store at \(place). Create it with “campo init”, or correct the path.")
    case .alreadyExists:
      Message(
        es: "Ya hay un almacén en \(place); no se tocó. Elija otra carpeta.",
        en: "There is a store at \(place) already; it was not touched. Choose another folder.")
    case .corrupt:
      Message(
        es: "El archivo \(place) está dañado o no es un almacén de Campo; no se modificó. "
          + "Guarde una copia y recupere el almacén de un respaldo.",
        en: "The file \(place) is damaged or not a Campo store; it was not changed. "
          + "Keep a copy and restore the store from a backup.")
    case .damaged(let what, let row):
      Message(
        es: "En \(place), la fila \(row) de «\(what)» está dañada; lo demás se puede leer. "
          + "Guarde una copia del almacén y sincronice para recibirla de nuevo.",
        en: "In \(place), row \(row) of “\(what)” is damaged; the rest can be read. "
          + "Keep a copy of the store and sync to receive it again.")
    case .diskFull:
      Message(
        es: "No queda espacio en el disco de \(place). Lo guardado antes está intacto; libere "
          + "espacio y repita, o lleve las respuestas a otro disco: «campo salvage ALMACÉN -o "
          + "OTRO-DISCO/rescate.bundle».",
        en: "The disk of \(place) is full. What was saved before is intact; free some space "
          + "and repeat, or take the answers to another disk: “campo salvage STORE -o "
          + "OTHER-DISK/rescue.bundle”.")
    case .busy:
      Message(
        es: "Otro programa está escribiendo en \(place). Espere a que termine y repita.",
        en: "Another program is writing to \(place). Wait until it ends and repeat.")
    case .newer:
      Message(
        es: "Una versión más nueva de Campo escribió \(place). Actualice este programa.",
        en: "A newer version of Campo wrote \(place). Update this program.")
    case .notAccessible:
      Message(
        es: "No se puede leer o escribir en \(place). Revise que la carpeta exista y sus permisos.",
        en: "\(place) cannot be read or written. Check that the folder exists, and its permissions."
      )
    default: detailMessage
    }
  }

  private var detailMessage: Message {
    switch kind {
    case .inputOutput(let sqliteCode):
      Message(
        es: "El disco de \(place) falló al leer o escribir (SQLite \(sqliteCode)). Revise el "
          + "disco; lo guardado antes no se modificó.",
        en: "The disk of \(place) failed to read or write (SQLite \(sqliteCode)). Check the "
          + "disk; what was saved before was not changed.")
    case .noRecord(let id):
      Message(
        es: "En \(place) no hay respuesta \(id). Vea las que hay con «campo list».",
        en: "\(place) holds no response \(id). See those it has with “campo list”.")
    case .recordFull(let id, let limit):
      Message(
        es: "La respuesta \(id) de \(place) llegó al máximo (\(limit) bytes, o las entradas que "
          + "puede tener); no se guardó lo último. Acorte los textos o abra otra respuesta.",
        en: "Response \(id) of \(place) has reached the most it may hold (\(limit) bytes, or its "
          + "number of entries); the last part was not saved. Shorten texts or open another response."
      )
    case .valueTooLarge(let key, let limit):
      Message(
        es: "El valor de «\(key.name)» pasa de \(limit) bytes y no se guardó en \(place). "
          + "Acórtelo o adjúntelo como archivo.",
        en: "The value of “\(key.name)” passes \(limit) bytes and was not saved in \(place). "
          + "Shorten it or attach it as a file.")
    case .commentTooLarge(let limit):
      Message(
        es: "El comentario pasa de \(limit) bytes y no se guardó en \(place). Acórtelo.",
        en: "The comment passes \(limit) bytes and was not saved in \(place). Shorten it.")
    case .nameTooLong(let limit):
      Message(
        es: "Un nombre o la ruta de una pregunta pasa de \(limit) bytes, o está en demasiados "
          + "listados; no se guardó en \(place). Acorte el nombre.",
        en: "A name or a question's path passes \(limit) bytes, or lies in too many rosters; it "
          + "was not saved in \(place). Shorten the name.")
    case .noAttachment(let digest):
      Message(
        es:
          "En \(place) no está el archivo adjunto \(digest). Tráigalo con «campo sync --attachments».",
        en:
          "\(place) does not hold the attachment \(digest). Fetch it with “campo sync --attachments”."
      )
    case .attachmentTooLarge(let limit):
      Message(
        es: "El archivo adjunto pasa de \(limit >> 20) MiB y no se guardó en \(place). Acórtelo o "
          + "redúzcalo.",
        en:
          "The attachment passes \(limit >> 20) MiB and was not kept in \(place). Shorten it or make "
          + "it smaller.")
    case .roleMayNotDecide:
      Message(
        es: "En \(place) solo supervisión o coordinación decide sobre una respuesta. Pídalo a "
          + "quien supervisa.",
        en: "In \(place) only a supervisor or coordinator decides about a response. Ask the "
          + "supervisor.")
    case .answeredSince(let key):
      Message(
        es: "«\(key.name)» se respondió en \(place) después de que «campo conflicts» mostró el "
          + "conflicto; no se resolvió nada. Véalo de nuevo y elija.",
        en: "“\(key.name)” was answered in \(place) after “campo conflicts” showed the conflict; "
          + "nothing was settled. Look at it again and choose.")
    case .unexpected(let detail):
      Message(
        es: "Error inesperado en \(place): \(detail). Guarde una copia y avise a quien mantiene "
          + "Campo.",
        en: "Unexpected error in \(place): \(detail). Keep a copy and tell Campo's maintainers.")
    default: preconditionFailure("the other kinds are told in message")
    }
  }
}

extension RegisterKey {
  /// What a person calls it: the question's path, or the field's name.
  fileprivate var name: String {
    switch self {
    case .field(let name): name
    case .answer(let key), .row(let key): key.question
    case .unknown(let kind, _): "\(kind)"
    }
  }
}
