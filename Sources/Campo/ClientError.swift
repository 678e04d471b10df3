public import Messages
public import Replication
public import SyncProtocol

/// What a client cannot do, and what to do about it.
public enum ClientError: ExplainedError, Hashable {
  case nobodyEnrolled(store: String)
  /// A device is enrolled again by a code of whoever is enrolled on it.
  case otherPerson(store: String, is: String, code: String)
  /// A device is enrolled again at the office whose work it holds.
  case otherOffice(store: String, server: String)
  /// A hub's store serves devices; nobody writes in it.
  case hub(store: String)
  case unknownQuestionnaire(String)
  case ambiguousQuestionnaire(String, matches: [String])
  /// The store holds bytes under this hash that are no questionnaire of this version.
  case unreadableQuestionnaire(hash: String)
  /// Checking found errors; `campo validate` names them.
  case unfitQuestionnaire(String)
  case badIdentity(String)
  case unknownResponse(String)
  /// It was here, and was let go of.
  case purgedResponse(RecordID)
  case ambiguousResponse(String, matches: [RecordID])
  case noConflict(RecordID, path: String)
  /// None that still stands as it was shown has that number; these do.
  case noOption(Int, of: [Int])
  case commentMissing
  /// An approval would pass over something that waits for somebody.
  case notApprovable(RecordID, Unapprovable)
  /// What a conflict is to be settled with is no answer to its question; why, in its words.
  case unfitValue(path: String, Message)
  /// The response names a questionnaire that is not here.
  case definitionMissing(RecordID, hash: String)
  case notAnExportSource(String)
  /// A file does not fit into a bundle of the size that was asked for.
  case partTooSmall(file: AttachmentDigest, bytes: UInt64)
  /// No file's digest begins so, or several do.
  case unknownFile(String, matches: Int)
  /// A file was written to while it was being copied.
  case fileChanged(String)
  /// A response can only be moved to another version of its own questionnaire.
  case otherQuestionnaire(RecordID, named: String, other: String)
  /// A bundle is to be encrypted to the office, whose key nobody told this store.
  case officeKeyUnknown(store: String)
  /// A file is to hold a key to encrypt to, and does not.
  case badKeyFile(String)

  public var code: String {
    switch self {
    case .nobodyEnrolled: "CLIENT-NOT-ENROLLED"
    case .otherPerson: "CLIENT-OTHER-PERSON"
    case .otherOffice: "CLIENT-OTHER-OFFICE"
    case .hub: "CLIENT-HUB"
    case .unknownQuestionnaire: "CLIENT-NO-QUESTIONNAIRE"
    case .ambiguousQuestionnaire: "CLIENT-AMBIGUOUS-QUESTIONNAIRE"
    case .unreadableQuestionnaire: "CLIENT-BAD-QUESTIONNAIRE"
    case .unfitQuestionnaire: "CLIENT-UNFIT-QUESTIONNAIRE"
    case .badIdentity: "CLIENT-BAD-ID"
    case .unknownResponse, .purgedResponse: "CLIENT-NO-RESPONSE"
    case .ambiguousResponse: "CLIENT-AMBIGUOUS-ID"
    case .noConflict: "CLIENT-NO-CONFLICT"
    case .noOption: "CLIENT-NO-OPTION"
    case .commentMissing: "CLIENT-NO-COMMENT"
    case .notApprovable: "CLIENT-NOT-APPROVABLE"
    case .unfitValue: "CLIENT-BAD-VALUE"
    case .definitionMissing: "CLIENT-NO-DEFINITION"
    case .notAnExportSource: "CLIENT-NO-SOURCE"
    case .partTooSmall: "CLIENT-PART-TOO-SMALL"
    case .unknownFile: "CLIENT-NO-FILE"
    case .fileChanged: "CLIENT-FILE-CHANGED"
    case .otherQuestionnaire: "CLIENT-OTHER-QUESTIONNAIRE"
    case .officeKeyUnknown: "CLIENT-NO-OFFICE-KEY"
    case .badKeyFile: "CLIENT-BAD-KEY"
    }
  }

  public var message: Message {
    switch self {
    case .nobodyEnrolled(let store):
      Message(
        es: "\(store): el almacén no tiene a nadie inscrito. Créelo con «campo init».",
        en: "\(store): nobody is enrolled in the store. Make it with “campo init”.")
    case .otherPerson(let store, let person, let other):
      Message(
        es:
          "\(store): es de \(person) y el código es de \(other); el almacén no cambió. El código ya "
          + "quedó usado: pida a la oficina que lo retire y dé otros, y use otra carpeta para \(other).",
        en:
          "\(store): belongs to \(person), and the code to \(other); the store was not changed. The "
          + "code is used up: ask the office to revoke it and give others, and use another folder for "
          + "\(other).")
    case .otherOffice(let store, let server):
      Message(
        es:
          "\(store): su trabajo es de otra oficina que la de \(server); el almacén no cambió. Use "
          + "otra carpeta para esa.",
        en: "\(store): its work is of another office than that at \(server); the store was not "
          + "changed. Use another folder for that one.")
    case .hub(let store):
      Message(
        es:
          "\(store): es el almacén de una concentradora; trabaje en uno propio y sincronice con ella.",
        en: "\(store): is a hub's store; work in one of your own and sync with the hub.")
    case .unknownQuestionnaire(let name):
      Message(
        es: "\(name): no es un archivo ni un cuestionario del almacén. «campo show» los enumera.",
        en: "\(name): neither a file nor a questionnaire of the store. “campo show” lists them.")
    case .ambiguousQuestionnaire(let name, let matches):
      Message(
        es: "\(name): varios cuestionarios empiezan así (\(matches.joined(separator: ", "))).",
        en: "\(name): several questionnaires begin so (\(matches.joined(separator: ", "))).")
    case .unreadableQuestionnaire(let hash):
      Message(
        es:
          "El cuestionario \(hash.prefix(12)) no se puede leer. Sincronice o vuelva a importarlo.",
        en: "Questionnaire \(hash.prefix(12)) cannot be read. Sync, or import it again.")
    case .unfitQuestionnaire(let name):
      Message(
        es: "\(name): el cuestionario tiene errores. «campo validate» los explica.",
        en: "\(name): the questionnaire has errors. “campo validate” explains them.")
    case .badIdentity(let text):
      Message(
        es: "«\(text)» no identifica una respuesta: escriba al menos 4 dígitos hexadecimales.",
        en: "“\(text)” identifies no response: write at least 4 hexadecimal digits.")
    case .unknownResponse(let text):
      Message(
        es: "Ninguna respuesta empieza con «\(text)». «campo list» las enumera.",
        en: "No response begins with “\(text)”. “campo list” lists them.")
    case .purgedResponse(let id):
      Message(
        es: "La respuesta \(id) ya no está aquí: este equipo la soltó con «campo purge» porque el "
          + "servidor la tiene. Pídala a la oficina.",
        en:
          "Response \(id) is not here any more: this device let go of it with “campo purge”, since "
          + "the server has it. Ask the office for it.")
    case .ambiguousResponse(let text, let matches):
      Message(
        es: "Varias respuestas empiezan con «\(text)»: \(Self.list(matches)). Escriba más dígitos.",
        en: "Several responses begin with “\(text)”: \(Self.list(matches)). Write more digits.")
    case .noConflict(let id, let path):
      Message(
        es: "\(path) de \(id) no está en conflicto. «campo conflicts» enumera los que hay.",
        en: "\(path) of \(id) is not in conflict. “campo conflicts” lists those there are.")
    case .noOption(let number, let others):
      Message(
        es:
          "No hay opción \(number) que siga como se mostró; hay \(Self.list(others)). Véalas de nuevo "
          + "con «campo conflicts».",
        en: "There is no option \(number) that stands as it was shown; there are "
          + "\(Self.list(others)). Look at them again with “campo conflicts”.")
    case .commentMissing:
      Message(
        es: "Falta el comentario: explique la decisión con --comment.",
        en: "The comment is missing: explain the decision with --comment.")
    case .notApprovable(let id, let reason):
      Message(
        es:
          "\(id): \(reason.message.spanish). No se aprobó; si así debe quedar, repita con --force.",
        en: "\(id): \(reason.message.english). It was not approved; if that is meant, repeat with "
          + "--force.")
    case .unfitValue(let path, let why):
      Message(
        es: "\(path): eso no responde la pregunta (\(why.spanish)); no se resolvió nada.",
        en: "\(path): that is no answer to the question (\(why.english)); nothing was settled.")
    case .definitionMissing(let id, let hash):
      Message(
        es:
          "La respuesta \(id) usa un cuestionario que no está aquí (\(hash.prefix(12))). Sincronice.",
        en: "Response \(id) uses a questionnaire that is not here (\(hash.prefix(12))). Sync first."
      )
    case .notAnExportSource(let path):
      Message(
        es: "\(path): no es un almacén, un paquete ni los datos de un servidor.",
        en: "\(path): neither a store, a bundle, nor a server's data.")
    case .partTooSmall(let file, let bytes):
      Message(
        es:
          "El archivo \(file.description.prefix(12)) tiene \(bytes) bytes y no cabe en un paquete de "
          + "ese tamaño; dé uno mayor con --split.",
        en:
          "File \(file.description.prefix(12)) has \(bytes) bytes and does not fit into a bundle of "
          + "that size; give a larger one with --split.")
    case .unknownFile(let digits, let count):
      Message(
        es: "«\(digits)» es el comienzo de \(count) huellas de archivos, no de una. "
          + "«campo attachments» las enumera.",
        en: "“\(digits)” begins the digests of \(count) files, not of one. "
          + "“campo attachments” lists them.")
    case .fileChanged(let path):
      Message(
        es: "\(path): cambió mientras se copiaba y no se guardó. Repita cuando esté terminado.",
        en:
          "\(path): changed while it was being copied and was not kept. Repeat when it is finished."
      )
    case .otherQuestionnaire(let id, let name, let other):
      Message(
        es: "La respuesta \(id) es del cuestionario «\(name)»; «\(other)» no es versión de él.",
        en: "Response \(id) is of questionnaire “\(name)”; “\(other)” is no version of it.")
    case .officeKeyUnknown(let store):
      Message(
        es: "\(store): nadie le ha dicho la llave de la oficina. Sincronice una vez, o dé con "
          + "--encrypt-to el archivo que en la oficina escribe «campo-server key».",
        en:
          "\(store): nobody has told it the office's key. Sync once, or give with --encrypt-to the "
          + "file that “campo-server key” writes at the office.")
    case .badKeyFile(let path):
      Message(
        es: "\(path): no contiene una llave; es una línea, de «campo bundle key» o "
          + "«campo-server key». Pídala de nuevo.",
        en: "\(path): holds no key; it is one line, of “campo bundle key” or “campo-server key”. "
          + "Ask for it again.")
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map { String($0) }.joined(separator: ", ")
  }

  private static func list(_ ids: [RecordID]) -> String {
    ids.map { String($0.description.prefix(12)) }.joined(separator: ", ")
  }
}
