public import CurlTransport
public import Messages
public import RecordPacking
public import Replication
public import SQLiteStore
public import SyncProtocol

/// Why an enrolment or a synchronization ended early. What was acknowledged before stays so, and
/// the next one goes on from there.
public enum SyncError: ExplainedError, Hashable {
  /// The store works without a server.
  case noServer(store: String)
  case transport(TransportError)
  /// The first thing that was said to the server, without TLS, was cut off.
  case cutInTheClear(host: String)
  /// The server answered, and said no.
  case refused(ErrorResponse, status: Int)
  /// The server asks to be left alone for so long; nil where it does not say why.
  case asksToWait(seconds: Int, ErrorResponse?)
  /// The answer is not one that this version reads.
  case answer(WireError)
  /// What the answer brings is packed, and does not come out here.
  case packed(PackingError)
  case store(StoreError)
  /// The server answers and acknowledges nothing of these.
  case unacknowledged([RecordID])
  /// A questionnaire came with other bytes than its hash names.
  case wrongDefinition(hash: String)
  /// What came for a file again and again is not that file.
  case wrongAttachment(AttachmentDigest)
  case cancelled

  public var code: String {
    switch self {
    case .noServer: "SYNC-NO-SERVER"
    case .transport(let error): error.code
    case .cutInTheClear: "NET-CUT"
    case .refused(let error, _): error.code
    case .asksToWait(_, let error): error?.code ?? "SYNC-WAIT"
    case .answer(let error): error.code
    case .packed(let error): error.code
    case .store(let error): error.code
    case .unacknowledged: "SYNC-UNACKNOWLEDGED"
    case .wrongDefinition: "SYNC-DEFINITION"
    case .wrongAttachment: "SYNC-ATTACHMENT"
    case .cancelled: "SYNC-CANCELLED"
    }
  }

  public var message: Message {
    switch self {
    case .noServer(let store):
      Message(
        es: "El almacén \(store) trabaja sin servidor; cree otro con «campo init --server».",
        en: "The store \(store) works without a server; make one with “campo init --server”.")
    case .transport(let error): error.message
    case .cutInTheClear(let host):
      Message(
        es:
          "\(host) cortó la conexión sin responder. Si ese servidor atiende por HTTPS, su dirección "
          + "es https://\(host); si no, inténtelo de nuevo.",
        en:
          "\(host) cut the connection without an answer. If that server speaks HTTPS, its address is "
          + "https://\(host); if not, try again.")
    case .refused(let error, _): error.message
    case .asksToWait(let seconds, let error):
      error?.message
        ?? Message(
          es: "El servidor pide esperar \(seconds) s; sincronice después.",
          en: "The server asks to wait \(seconds) s; sync after that.")
    case .answer(let error): error.message
    case .packed(let error): error.message
    case .store(let error): error.message
    case .unacknowledged(let records):
      Message(
        es: "El servidor no confirma \(records.count) respuestas; siguen aquí. Avise a la oficina.",
        en: "The server does not acknowledge \(records.count) responses; they are kept here. "
          + "Tell the office.")
    case .wrongDefinition(let hash):
      Message(
        es:
          "El cuestionario \(hash.prefix(12)) llegó alterado o es de una versión más nueva de Campo, y no se guardó; actualice Campo y sincronice de nuevo.",
        en:
          "Questionnaire \(hash.prefix(12)) arrived altered or is of a newer version of Campo, and was not kept; update Campo and sync again."
      )
    case .wrongAttachment(let digest):
      Message(
        es:
          "El archivo adjunto \(digest.description.prefix(12)) llegó alterado varias veces y no se "
          + "guardó; sincronice por otra red.",
        en:
          "Attachment \(digest.description.prefix(12)) arrived altered several times and was not kept; "
          + "sync over another network.")
    case .cancelled:
      Message(
        es: "Se canceló. Lo confirmado queda; sincronice de nuevo para seguir.",
        en: "Cancelled. What was acknowledged stays; sync again to go on.")
    }
  }

  /// What a session needs to know of it.
  var failure: SyncSession.Failure {
    switch self {
    case .transport(.timeout), .transport(.status(413, _)), .refused(_, 413): .tooMuch
    case .transport(let error): error.isTemporary ? .temporary : .lasting
    case .asksToWait(let seconds, _):
      // Longer than anybody waits; and not more than a number holds.
      .asked(toWaitMilliseconds: min(seconds, 1_000_000) * 1_000)
    case .refused(_, let status): status >= 500 || status == 429 ? .temporary : .lasting
    case .cutInTheClear: .temporary
    case .noServer, .answer, .packed, .store, .unacknowledged, .wrongDefinition, .wrongAttachment,
      .cancelled:
      .lasting
    }
  }

  /// Runs what touches the store in a synchronization.
  static func storing<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(SyncError) -> Value {
    do { return try body() } catch { throw .store(error) }
  }
}
