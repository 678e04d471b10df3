public import Messages
import RecordCoding
public import Replication
package import SQLiteStore
public import SyncProtocol

/// What is known of who wrote a bundle.
public enum BundleOrigin: Hashable, Sendable {
  /// Nobody vouches for it: an older version wrote it, or it was joined from others.
  case unsigned
  /// It is as a device wrote it that nobody here knows.
  case unknown(key: [UInt8])
  /// It is as this person's device wrote it.
  case known(Author)
  /// The same, by what the bundle brings of the office's word: the device itself is not known here.
  case vouched(Author)
  /// As before, and the device's permission was taken back.
  case revoked(Author)
  /// It is not what was signed.
  case broken

  /// What the bundle itself says.
  /// - Parameter signature: nil of one that has none.
  public init(_ signature: BundleSignature?) {
    self =
      switch signature {
      case nil: .unsigned
      case .broken: .broken
      case .holds(let key, _): .unknown(key: key)
      }
  }

  /// For the person who carries it.
  public var message: Message {
    switch self {
    case .unsigned: Message(es: "Firma: no tiene.", en: "Signature: none.")
    case .unknown(let key):
      Message(
        es: "Firma: válida, de un equipo que aquí no se conoce (llave \(Self.short(key))).",
        en: "Signature: valid, of a device not known here (key \(Self.short(key))).")
    case .known(let author):
      Message(es: "Firma: válida, de \(author.name).", en: "Signature: valid, of \(author.name).")
    case .vouched(let author):
      Message(
        es: "Firma: válida, de \(author.name); la oficina responde por su equipo.",
        en: "Signature: valid, of \(author.name); the office vouches for the device.")
    case .revoked(let author):
      Message(
        es: "Firma: válida, de \(author.name), cuyo permiso se retiró.",
        en: "Signature: valid, of \(author.name), whose permission was taken back.")
    case .broken:
      Message(
        es: "Firma: rota; el contenido no es lo que se firmó.",
        en: "Signature: broken; the content is not what was signed.")
    }
  }

  /// Enough of a key to tell it from others aloud.
  private static func short(_ key: [UInt8]) -> String { String(key.hexadecimal.prefix(12)) }
}

extension Store {
  /// What is known here of who wrote a bundle.
  package func origin(of signature: BundleSignature?) throws(StoreError) -> BundleOrigin {
    guard case .holds(let key, let certificate) = signature else { return BundleOrigin(signature) }
    if try bundleKey() == key, let author = try enrolledAuthor() { return .known(author) }
    if let enrolment = try enrolment(signingKey: key) {
      return enrolment.isRevoked ? .revoked(enrolment.author) : .known(enrolment.author)
    }
    if let certificate, try accepts(certificate) { return .vouched(certificate.author) }
    return .unknown(key: key)
  }
}
