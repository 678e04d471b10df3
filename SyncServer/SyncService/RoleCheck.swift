internal import Messages
internal import Replication
internal import SQLiteStore

/// Nobody writes with a higher role than the one he was enrolled with: else an enumerator's device
/// could void a response in a coordinator's name.
///
/// It speaks of what the caller's own replica wrote since the server heard of it last. What a device
/// carries for others passes: nothing proves yet whose it is.
struct RoleCheck {
  private let caller: Caller
  private let replica: ReplicaID
  /// Lines of the seal log without those that claim too much.
  let admittedSeals: [SealEntry]
  private let objectionable: Set<RecordID>

  init(of caller: Caller, writingAs replica: ReplicaID, known: UInt64, _ seals: [SealEntry]) {
    self.caller = caller
    self.replica = replica
    let claims = { (entry: SealEntry) in
      entry.dot.replica == replica && entry.dot.revision > known
        && entry.stamp.author.role > caller.author.role
    }
    admittedSeals = seals.filter { !claims($0) }
    objectionable = Set(seals.filter(claims).map(\.record))
  }

  /// Why a record that arrived may not be merged; nil where it may.
  func objection(to arrived: Record, known: VersionVector) -> QuarantineReason? {
    let claimsTooMuch = arrived.stamps.contains { dot, stamp in
      dot.replica == replica && stamp.author.role > caller.author.role && !known.contains(dot)
    }
    return claimsTooMuch || objectionable.contains(arrived.id) ? .roleNotHeld : nil
  }
}

extension QuarantineReason {
  fileprivate static let roleNotHeld = QuarantineReason(
    code: "RECORD-ROLE",
    message: Message(
      es: "El equipo firma con un rol más alto que el de su registro en el servidor; la respuesta "
        + "se guarda aparte. Si el rol es correcto, dele un código nuevo.",
      en: "The device signs with a higher role than it was enrolled with; the response is kept "
        + "apart. If the role is right, give it a new code."))
}
