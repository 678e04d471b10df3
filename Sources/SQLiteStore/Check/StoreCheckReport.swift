public import Replication

/// What a check of a store saw, and what it found wrong.
public struct StoreCheckReport: Sendable {
  /// The most findings that are kept one by one; more are only counted.
  public static let findingLimit = 1_000

  /// Under which name the store writes; nil where it does not know.
  public internal(set) var replica: ReplicaID?
  public internal(set) var records = 0
  /// Rows of saved writes that are not sealed.
  public internal(set) var pendingRows = 0
  /// Lines of the seal log, of all replicas.
  public internal(set) var seals = 0
  /// Lines whose chain was computed again from the line before and what was sealed. What was
  /// sealed is still at hand where a record was sealed once and nothing of it written over.
  public internal(set) var chainsRecomputed = 0
  /// Places in the areas' feeds.
  public internal(set) var feedRows = 0
  public internal(set) var definitions = 0
  /// Files that are here whole.
  public internal(set) var attachments = 0
  /// Files that responses name and that are not here: no damage either.
  public internal(set) var missingAttachments = 0
  /// What is kept in quarantine: no damage of this store.
  public internal(set) var quarantined = 0
  public private(set) var findings: [StoreFinding] = []
  /// How many there are beyond `findings`.
  public private(set) var unlisted = 0
  private var unlistedDamage = 0

  /// Nothing is lost or in doubt.
  public var isSound: Bool { unlistedDamage == 0 && !findings.contains { $0.isDamage } }

  mutating func add(_ finding: StoreFinding) {
    if findings.count < Self.findingLimit {
      findings.append(finding)
    } else {
      unlisted += 1
      if finding.isDamage { unlistedDamage += 1 }
    }
  }
}
