import RecordCoding
import Replication
public import SyncProtocol

// What the root server signed, as devices and hubs keep it.

extension SignedReceipt {
  /// The kind of document under which a record's receipt is kept.
  public static let documentKind = "receipt"
}

extension Setting {
  /// The public half of the key that the root server signs with, in hexadecimal digits.
  public static let receiptKey = Setting("receipt.key")
  /// The last word that came on how far backups of the root reach in an area, in hexadecimal digits.
  public static func horizon(_ area: String) -> Setting { Setting("horizon." + area) }
  /// The last word that came on how many of the root's files a backup holds, in hexadecimal digits.
  public static let attachmentHorizon = Setting("attachments.horizon")
  /// Whose receipts count: the root's replica and epoch, as two words.
  public static let receiptRoot = Setting("receipt.root")
  /// Set in the store of a hub, which serves devices and writes nothing itself.
  public static let hub = Setting("hub")
}

extension RootHistory {
  /// As `Setting.receiptRoot` has it.
  public var setting: String { "\(server) \(epoch)" }
}

extension Store {
  /// Whether this is a hub's: it serves devices and syncs to a server itself.
  public var isHub: Bool {
    get throws(StoreError) { try setting(.hub) != nil }
  }

  /// Checks what the root signed; nil where nobody told its key: the device was enrolled before servers
  /// signed, or at none.
  public func receiptVerifier() throws(StoreError) -> ReceiptVerifier? {
    try setting(.receiptKey).flatMap { [UInt8](hexadecimal: $0) }
      .flatMap(ReceiptVerifier.init(publicKey:))
  }

  /// The root's history, as far as this store has heard; nil where it never did.
  public func receiptRoot() throws(StoreError) -> RootHistory? {
    let words = try setting(.receiptRoot)?.split(separator: " ") ?? []
    guard words.count == 2, let server = ReplicaID(String(words[0])),
      let epoch = UInt64(words[1])
    else { return nil }
    return RootHistory(server: server, epoch: epoch)
  }

  /// Notes whose receipts count. The root's own word does; of what hubs say, only that a later epoch
  /// has begun: one that was out of reach may speak of a past that the root has lost since.
  /// - Parameter isOwnWord: the root itself answered.
  public func noteReceiptRoot(
    _ root: RootHistory, isOwnWord: Bool
  ) throws(StoreError) {
    let known = try receiptRoot()
    if known == root { return }
    guard isOwnWord || known.map({ $0.epoch < root.epoch }) ?? true else { return }
    try set(.receiptRoot, to: root.setting)
  }

  /// The root's word on how many of its files a backup holds; nil where none came that can be read.
  public func attachmentHorizon() throws(StoreError) -> AttachmentHorizon? {
    guard let text = try setting(.attachmentHorizon), let bytes = [UInt8](hexadecimal: text) else {
      return nil
    }
    do throws(WireError) { return try AttachmentHorizon(fieldBytes: bytes) } catch { return nil }
  }
}
