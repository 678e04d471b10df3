internal import Crypto
internal import Foundation

/// What stands in clear before an encrypted bundle: for whom it is, and for each of them the file's key.
struct BundleEnvelope: Hashable, Sendable {
  /// One recipient's.
  struct Slot: Hashable, Sendable {
    /// The public key.
    var recipient: [UInt8]
    /// What HPKE calls `enc`.
    var encapsulated: [UInt8]
    /// The file's key, encrypted to the recipient.
    var fileKey: [UInt8]
  }

  var slots: [Slot]

  /// - Parameter key: the file's, random, and used for no other.
  init(_ key: SymmetricKey, to recipients: [BundleRecipient]) {
    let bytes = key.withUnsafeBytes { Data($0) }
    slots = recipients.map { recipient in
      do {
        var sender = try recipient.sender()
        let sealed = try sender.seal(bytes)
        return Slot(
          recipient: recipient.key, encapsulated: Array(sender.encapsulatedKey),
          fileKey: Array(sealed))
      } catch {
        preconditionFailure("whoever is a recipient can be encrypted to: \(error)")
      }
    }
  }
}

extension BundleEnvelope: FieldCoded {
  private static let slot = Tag(1, "recipient", repeated: true)

  func write(to writer: inout FieldWriter) {
    for slot in slots { writer.value(Self.slot, slot) }
  }

  init(_ fields: Fields) throws(WireError) {
    slots = try fields.values(Self.slot, Slot.self, limit: SyncLimits.bundleRecipients)
    if slots.isEmpty { throw .missing(field: Self.slot.name) }
  }
}

extension BundleEnvelope.Slot: FieldCoded {
  private static let recipient = Tag(1, "key")
  private static let encapsulated = Tag(2, "encapsulated")
  private static let fileKey = Tag(3, "fileKey")

  func write(to writer: inout FieldWriter) {
    writer.bytes(Self.recipient, recipient)
    writer.bytes(Self.encapsulated, encapsulated)
    writer.bytes(Self.fileKey, fileKey)
  }

  init(_ fields: Fields) throws(WireError) {
    recipient = try fields.hash(Self.recipient)
    encapsulated = try fields.hash(Self.encapsulated)
    fileKey = try fields.hash(Self.fileKey)
  }
}
