internal import Messages
public import Replication
public import SQLiteStore
public import SyncProtocol

/// Who hands over a bundle at a server.
public enum BundleSender: Hashable, Sendable {
  /// Nobody vouches for it, or nobody known here.
  case stranger
  /// A device that is enrolled.
  case enrolled(Author)
  /// A device whose permission was taken back: what it wrote is kept, and not merged.
  case revoked
}

extension SyncService {
  /// Takes in a part of a bundle that came on a stick, as if its writer had sent it.
  /// - Parameters:
  ///   - seals: lines of seal logs; of a revoked device none are taken.
  ///   - producer: the replica that wrote the bundle.
  ///   - file: its name, for the quarantine.
  public func takeIn(
    _ records: [EncodedRecord], seals: [SealEntry], of sender: BundleSender,
    producer: ReplicaID, file: String
  ) throws(StoreError) -> [MergeOutcome] {
    let outcomes = try merge(records, seals, of: sender, producer, file)
    // What the office takes after all need not lie in quarantine as well.
    let taken = zip(records, outcomes).filter { !$1.isQuarantined }.map(\.0)
    try store.dropQuarantined(taken, setAsideAs: QuarantineReason.permissionTakenBack.code)
    return outcomes
  }

  private func merge(
    _ records: [EncodedRecord], _ seals: [SealEntry], of sender: BundleSender,
    _ producer: ReplicaID, _ file: String
  ) throws(StoreError) -> [MergeOutcome] {
    let origin = MergeOrigin.client(file, writingAs: producer)
    let checking = { (record: Record) in try self.checker.documents(on: record) }
    switch sender {
    case .stranger:
      return try store.merge(records, seals: seals, from: origin, checking: checking)
    case .enrolled(let author):
      let roles = RoleCheck(
        of: Caller(author: author, areas: []), writingAs: producer,
        known: try store.chain(of: producer).revision, seals)
      return try store.merge(
        records, seals: roles.admittedSeals, from: origin, checking: checking,
        admitting: roles.objection)
    case .revoked:
      let outcomes = try store.merge(
        records, from: origin, admitting: { _, _ in .permissionTakenBack })
      if !outcomes.isEmpty { try logRevoked(outcomes.count, in: file) }
      return outcomes
    }
  }
}

extension SyncService {
  fileprivate func logRevoked(_ count: Int, in file: String) throws(StoreError) {
    try store.log(
      code: QuarantineReason.permissionTakenBack.code,
      Message(
        es:
          "\(file): \(count) respuestas de un equipo cuyo permiso se retiró quedaron aparte. Si deben "
          + "entrar: campo-server import --accept-revoked.",
        en:
          "\(file): \(count) responses of a device whose permission was taken back were kept apart. "
          + "If they are to be taken: campo-server import --accept-revoked."))
  }
}

extension MergeOutcome {
  fileprivate var isQuarantined: Bool {
    if case .quarantined = result { true } else { false }
  }
}

extension QuarantineReason {
  fileprivate static let permissionTakenBack = QuarantineReason(
    code: "BUNDLE-REVOKED",
    message: Message(
      es: "Viene en un paquete de un equipo cuyo permiso se retiró; la respuesta se guarda aparte. "
        + "Si debe entrar, importe el paquete con --accept-revoked.",
      en: "It comes in a bundle of a device whose permission was taken back; the response is kept "
        + "apart. If it is to be taken, import the bundle with --accept-revoked."))
}
