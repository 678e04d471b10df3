public import Messages
internal import RecordPacking
internal import SyncProtocol

extension ServiceError {
  public var message: Message {
    switch self {
    case .codeRefused:
      Message(
        es: """
          El código de inscripción no existe, venció o ya lo usó otro equipo; revise cómo se \
          escribió o pida otro.
          """,
        en: """
          The enrolment code does not exist, has expired, or another device has used it; check \
          its spelling or ask for another.
          """)
    case .tooManyCodes(let seconds):
      Message(
        es: "Hubo demasiados códigos equivocados; espere \(seconds) s y repita.",
        en: "There were too many wrong codes; wait \(seconds) s and repeat.")
    case .tooManyTokens(let seconds):
      Message(
        es:
          "Desde aquí llegaron demasiadas credenciales que no valen; espere \(seconds) s y repita.",
        en: "Too many credentials that are not good came from here; wait \(seconds) s and repeat.")
    case .tooManyRequests(let seconds):
      Message(
        es: "Este equipo pregunta demasiado seguido; espere \(seconds) s y repita.",
        en: "This device asks too often; wait \(seconds) s and repeat.")
    case .tokenMissing:
      Message(
        es: "Falta la credencial del equipo; inscríbalo con «campo init».",
        en: "The device's credential is missing; enrol it with “campo init”.")
    case .tokenRefused:
      Message(
        es: "El servidor no reconoce la credencial; pida un código y vuelva a inscribirse.",
        en: "The server does not know the credential; ask for a code and enrol again.")
    case .bodyTooLarge(let limit):
      Message(
        es: "El envío supera \(limit) bytes y no se leyó; envíe lotes más pequeños.",
        en: "The body exceeds \(limit) bytes and was not read; send smaller batches.")
    case .bodyTooSlow:
      Message(
        es: """
          El envío no llegó entero en \(ServiceLimits.bodySeconds) s y no se guardó nada; envíe \
          lotes más pequeños.
          """,
        en: """
          The body did not come whole within \(ServiceLimits.bodySeconds) s and nothing was kept; \
          send smaller batches.
          """)
    case .busy(let seconds):
      Message(
        es: "El servidor atiende ahora demasiados envíos grandes; espere \(seconds) s y repita.",
        en: "The server is taking too many large requests now; wait \(seconds) s and repeat.")
    case .malformed(let error): error.message
    case .packed(let error): error.message
    case .noSuchAttachment, .attachmentHeaders, .attachmentOffset, .attachmentRange,
      .attachmentTooLarge, .attachmentDigest:
      attachmentMessage
    case .otherStanding, .wrongMediaType, .noSuchPath, .noSuchDefinition, .storeUnavailable:
      otherMessage
    }
  }

  private var attachmentMessage: Message {
    switch self {
    case .noSuchAttachment:
      Message(
        es: "Aquí no está ese archivo adjunto, o ninguna respuesta de sus áreas lo nombra.",
        en: "That attachment is not here, or no response of your areas names it.")
    case .attachmentHeaders:
      Message(
        es: "Upload-Offset, Upload-Complete o Range faltan o no se entienden; actualice Campo.",
        en: "Upload-Offset, Upload-Complete or Range is missing or cannot be read; update Campo.")
    case .attachmentOffset(let expected):
      Message(
        es: "Del archivo adjunto hay \(expected) bytes; siga desde ahí.",
        en: "\(expected) bytes of the attachment are here; go on from there.")
    case .attachmentRange(let size):
      Message(
        es: "El archivo adjunto tiene \(size) bytes; no hay más.",
        en: "The attachment has \(size) bytes; there are no more.")
    case .attachmentTooLarge(let limit):
      Message(
        es: "El archivo adjunto pasa de \(limit >> 20) MiB y no se recibe; redúzcalo en el equipo.",
        en:
          "The attachment passes \(limit >> 20) MiB and is not taken; make it smaller on the device."
      )
    case .attachmentDigest:
      Message(
        es: "Lo que llegó no es el archivo adjunto anunciado y no se guardó; se envía de nuevo.",
        en: "What came is not the attachment announced and was not kept; it is sent again.")
    default: preconditionFailure("the other errors are told in message")
    }
  }

  private var otherMessage: Message {
    switch self {
    case .otherStanding:
      Message(
        es: "El servidor no encuentra dónde quedó el equipo; el equipo se lo dice entero.",
        en: "The server does not find where the device stands; the device tells it in full.")
    case .wrongMediaType:
      Message(
        es: """
          El envío no es de tipo application/vnd.campo ni application/json; algo en el camino \
          lo cambió.
          """,
        en: """
          The body is of neither type application/vnd.campo nor application/json; something on \
          the way changed it.
          """)
    case .noSuchPath:
      Message(
        es: "Este servidor no tiene esa dirección; revise la del servidor, sin ruta detrás.",
        en: "This server has no such address; check the server's, with no path behind it.")
    case .noSuchDefinition:
      Message(
        es: "Este servidor no tiene ese cuestionario; publíquelo con «campo-server publish».",
        en: "This server has no such questionnaire; publish it with “campo-server publish”.")
    case .storeUnavailable:
      Message(
        es: "El servidor no pudo guardar ahora; nada se perdió, inténtelo más tarde.",
        en: "The server could not save now; nothing was lost, try later.")
    default: preconditionFailure("the other errors are told in message")
    }
  }
}
