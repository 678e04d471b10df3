public import Messages
internal import RecordCoding
internal import Replication
public import SQLiteStore
internal import SyncProtocol
internal import Synchronization

/// Why a backup does not move the horizon.
public enum BackupError: ExplainedError, Hashable {
  /// Checking the backup finds damage.
  case damaged(path: String, findings: Int)
  /// It is a backup of another server, or of a past that this one was not restored from.
  case foreign(path: String)
  case store(StoreError)

  public var code: String {
    switch self {
    case .damaged: "BACKUP-DAMAGED"
    case .foreign: "BACKUP-FOREIGN"
    case .store(let error): error.code
    }
  }

  public var message: Message {
    switch self {
    case .damaged(let path, let findings):
      Message(
        es:
          "El respaldo \(path) está dañado (\(findings) hallazgos; «campo check» los dice). Haga otro.",
        en:
          "The backup \(path) is damaged (\(findings) findings; “campo check” tells them). Make another."
      )
    case .foreign(let path):
      Message(
        es: "\(path) no es un respaldo de este servidor desde su última restauración. Haga otro.",
        en: "\(path) is no backup of this server since it was last restored. Make another.")
    case .store(let error): error.message
    }
  }
}

extension SyncService {
  /// The public half of the key that receipts are signed with: of a hub, the root's.
  func receiptKey() throws(StoreError) -> [UInt8] {
    if try store.isHub {
      return try store.setting(.receiptKey).flatMap { [UInt8](hexadecimal: $0) } ?? []
    }
    return try signer().publicKey
  }

  /// Signs for what the caller sent and what it gets: what is in the store, nothing in quarantine.
  func addSignedReceipts(_ draft: inout ResponseDraft, areas: [String]) throws(StoreError) {
    if try store.isHub { return try addRootsReceipts(&draft, areas: areas) }
    let (server, epoch) = (draft.response.server, draft.response.epoch)
    let plain = try receipts(for: draft.held.filter { draft.plain.contains($0.key) }, server, epoch)
    var held = draft.held.filter { !draft.plain.contains($0.key) }
    for encoded in draft.response.changes.records {
      held[encoded.id] = Self.context(of: encoded.bytes)
    }
    let signer = try signer()
    if !plain.isEmpty, plain.count == draft.plain.count {
      draft.response.plain.sequences = plain.map(\.sequence)
      draft.response.plain.signature = signer.signature(for: ReceiptTree(plain))
    } else {
      draft.response.signedReceipts += plain.map(signer.signed)
    }
    draft.response.signedReceipts += try receipts(for: held, server, epoch).map(signer.signed)
    for area in areas {
      guard let sequence = try horizon(of: area, server, epoch) else { continue }
      draft.response.horizons.append(
        signer.signed(
          BackupHorizon(server: server, epoch: epoch, area: area, sequence: sequence)))
    }
  }

  /// Takes note that a backup holds this server's feeds as far as the backup itself shows: it is
  /// checked whole first. Devices may then let go of what it holds.
  /// - Parameter directory: a folder with the backup as `campo.sqlite`.
  /// - Returns: the number that it reaches in each area.
  public func recordBackup(_ directory: String) throws(BackupError) -> [String: UInt64] {
    do {
      let damage = try StoreCheck.run(at: directory).findings.filter(\.isDamage).count
      guard damage == 0 else { throw BackupError.damaged(path: directory, findings: damage) }
      let backup = try Store.feedPositions(ofBackup: directory)
      guard try backup.replica == store.replica, try backup.epoch == store.epoch else {
        throw BackupError.foreign(path: directory)
      }
      var settings: [Setting: String?] = [:]
      for (area, position) in backup.positions {
        guard try store.hasPassed(position, in: area) else {
          throw BackupError.foreign(path: directory)
        }
        settings[.horizon(area)] = "\(backup.replica) \(backup.epoch) \(position.sequence)"
      }
      settings[.attachmentHorizon] = "\(backup.replica) \(backup.epoch) \(backup.attachments)"
      try store.set(settings)
      return backup.positions.mapValues(\.sequence)
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as BackupError {
      throw error
    } catch {
      preconditionFailure("only these are thrown")
    }
  }

  /// Ascending by ids; of what stands in no feed none.
  private func receipts(
    for held: [RecordID: VersionVector], _ server: ReplicaID, _ epoch: UInt64
  ) throws(StoreError) -> [SignedReceipt] {
    let held = held.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    let places = try store.feedPlaces(of: held.map(\.key))
    return held.compactMap { id, context in
      places[id].map { place in
        SignedReceipt(
          server: server, epoch: epoch, area: place.area, sequence: place.sequence, record: id,
          context: context)
      }
    }
  }

  private func horizon(
    of area: String, _ server: ReplicaID, _ epoch: UInt64
  ) throws(StoreError) -> UInt64? {
    try horizon(.horizon(area), server, epoch)
  }

  /// The number of the last file that a backup holds; nil where none is known of.
  func backedUpAttachments(
    _ server: ReplicaID, _ epoch: UInt64
  ) throws(StoreError) -> UInt64? {
    try horizon(.attachmentHorizon, server, epoch)
  }

  private func horizon(
    _ setting: Setting, _ server: ReplicaID, _ epoch: UInt64
  ) throws(StoreError) -> UInt64? {
    let words = try store.setting(setting)?.split(separator: " ") ?? []
    // Of the server that this one was before it was restored, nothing follows.
    guard words.count == 3, words[0] == server.description, words[1] == String(epoch) else {
      return nil
    }
    return UInt64(words[2])
  }

  func signer() throws(StoreError) -> ReceiptSigner {
    if let known = receiptSigner.withLock({ $0 }) { return known }
    let made = try ServerKey.signer(in: store.directory, random: environment.randomBits)
    receiptSigner.withLock { $0 = made }
    return made
  }

  private static func context(of bytes: [UInt8]) -> VersionVector? {
    do throws(RecordDecodingError) {
      return try RecordCoder.decode(bytes).context
    } catch {
      return nil
    }
  }
}

extension Setting {
  fileprivate static func horizon(_ area: String) -> Setting { Setting("backup.horizon." + area) }
  fileprivate static let attachmentHorizon = Setting("backup.attachments")
}
