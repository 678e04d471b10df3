public import Messages

/// Why a file is not a bundle that can be trusted. Offsets are in bytes from its start.
public enum BundleError: ExplainedError, Hashable {
  case notABundle
  case newerVersion(UInt8)
  /// It ends before its digest.
  case truncated(offset: Int)
  case corrupt(offset: Int, detail: WireError)
  /// Every part reads well, but the digest at the end says that bytes were changed.
  case digestMismatch
  /// Every part reads well, but it is not what its producer signed.
  case signatureBroken
  /// Something follows the end.
  case trailingBytes(offset: Int)
  case sectionTooLarge(offset: Int, limit: Int)
  case tooManySections(limit: Int)
  /// It is encrypted, and none of the keys at hand opens it.
  case notForUs([BundleRecipient])
  /// It is encrypted, and what lies there is not what was written.
  case unopened(offset: Int)

  public var code: String {
    switch self {
    case .notABundle: "BUNDLE-NOT-ONE"
    case .newerVersion: "BUNDLE-VERSION"
    case .truncated: "BUNDLE-TRUNCATED"
    case .corrupt, .trailingBytes: "BUNDLE-CORRUPT"
    case .digestMismatch: "BUNDLE-DIGEST"
    case .signatureBroken: "BUNDLE-SIGNATURE"
    case .sectionTooLarge, .tooManySections: "BUNDLE-TOO-LARGE"
    case .notForUs: "BUNDLE-RECIPIENT"
    case .unopened: "BUNDLE-OPEN"
    }
  }

  public var message: Message {
    switch self {
    case .notABundle:
      Message(
        es: "El archivo no es un paquete de Campo; elija el que escribió «campo bundle export».",
        en: "The file is not a Campo bundle; choose one that “campo bundle export” wrote.")
    case .newerVersion(let version):
      Message(
        es: "El paquete es de la versión \(version), más nueva que este programa; actualícelo.",
        en: "The bundle is of version \(version), newer than this program; update it.")
    case .truncated(let offset):
      Message(
        es: "El paquete termina antes de tiempo, en el byte \(offset); cópielo de nuevo.",
        en: "The bundle ends too early, at byte \(offset); copy it again.")
    case .corrupt(let offset, let detail):
      Message(
        es: """
          El paquete está dañado cerca del byte \(offset) (\(detail.message.spanish)) Cópielo o \
          expórtelo de nuevo; no se importó nada.
          """,
        en: """
          The bundle is damaged near byte \(offset) (\(detail.message.english)) Copy or export it \
          again; nothing was imported.
          """)
    case .trailingBytes(let offset):
      Message(
        es: "Algo sigue al final del paquete, en el byte \(offset); cópielo de nuevo.",
        en: "Something follows the bundle's end, at byte \(offset); copy it again.")
    case .digestMismatch:
      Message(
        es: "El paquete cambió después de escribirse: su resumen no coincide. Cópielo de nuevo.",
        en: "The bundle was changed after it was written: its digest differs. Copy it again.")
    case .signatureBroken:
      Message(
        es: """
          El paquete no es lo que firmó quien lo escribió; no se importó nada y el archivo queda \
          como estaba. Pida otra copia, y avise a la oficina.
          """,
        en: """
          The bundle is not what its producer signed; nothing was imported and the file stays as it \
          was. Ask for another copy, and tell the office.
          """)
    case .sectionTooLarge(let offset, let limit):
      Message(
        es:
          "Una parte del paquete, en el byte \(offset), supera \(limit) bytes; expórtelo de nuevo.",
        en: "A part of the bundle, at byte \(offset), exceeds \(limit) bytes; export it again.")
    case .tooManySections(let limit):
      Message(
        es: "El paquete tiene más de \(limit) partes; divídalo al exportar.",
        en: "The bundle has more than \(limit) parts; split it when exporting.")
    case .notForUs(let recipients):
      Message(
        es: """
          El paquete está cifrado y aquí no se puede abrir; lo abre quien tiene la llave \
          \(Self.list(recipients)), que suele ser la oficina («campo-server import»). Llévelo allí; \
          si es allí donde no se abre, pida a quien lo escribió que lo exporte de nuevo.
          """,
        en: """
          The bundle is encrypted and cannot be opened here; whoever has the key \
          \(Self.list(recipients)) opens it, usually the office (“campo-server import”). Take it there; \
          if it is there that it does not open, ask its writer to export it again.
          """)
    case .unopened(let offset):
      Message(
        es: """
          El paquete cifrado está cortado o cambió después de escribirse, cerca del byte \(offset); \
          cópielo o expórtelo de nuevo. No se importó nada.
          """,
        en: """
          The encrypted bundle is cut off or was changed after it was written, near byte \(offset); \
          copy or export it again. Nothing was imported.
          """)
    }
  }

  private static func list(_ recipients: [BundleRecipient]) -> String {
    recipients.map(\.short).joined(separator: ", ")
  }
}
