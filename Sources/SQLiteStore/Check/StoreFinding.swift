/// One thing that `StoreCheck` finds wrong with a store: what, where, and what to do about it.
public struct StoreFinding: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The file's first bytes are not those of a store, or the file is shorter than they say.
    case header
    /// SQLite finds pages that contradict each other.
    case pages
    /// A table's rows cannot be read to the end.
    case table
    /// The write-ahead log is broken before its end: SQLite passes over what stands behind.
    case writeAheadLog
    /// The write-ahead log's last commit is broken: a power cut leaves that before anybody was told
    /// that it was saved, and so does damage.
    case lastCommit
    /// A stored value does not open or decode.
    case value
    /// A record decodes, and its bytes are not the canonical ones.
    case canonical
    /// What stands in clear beside a record contradicts it.
    case column
    /// A line of the store's own seal log is missing.
    case ownSeal
    /// A line of another replica's seal log is missing: what it sealed is here.
    case foreignSeal
    /// A record has not seen what this store sealed of it.
    case context
    /// A line's chain does not follow from the line before and what was sealed.
    case chain
    /// Rows about a record that is not here.
    case orphan
    /// An area's feed lacks a record or a mark, or a mark does not follow from the one before.
    case feed
    /// One of the two copies of a name that stored responses number is damaged or missing.
    case name
    /// A questionnaire's bytes do not have the hash that they stand under.
    case definition
    /// A response names a questionnaire that is not here.
    case missingDefinition
    /// A file that a response may name does not have its digest.
    case attachment
    /// The store does not know its replica, machine or file.
    case identity
  }

  public let kind: Kind
  /// The file, table, record or area, as precisely as it is known.
  public let place: String
  /// What SQLite or the decoder says; empty where the kind says all.
  public let detail: String

  public init(_ kind: Kind, at place: String, _ detail: String = "") {
    self.kind = kind
    self.place = place
    self.detail = detail
  }

  /// Something is lost or in doubt; a finding that is no damage is told, and the store is sound.
  public var isDamage: Bool {
    switch kind {
    case .lastCommit, .foreignSeal, .missingDefinition: false
    case .header, .pages, .table, .writeAheadLog, .value, .canonical, .column, .ownSeal, .context,
      .chain, .orphan, .feed, .name, .definition, .attachment, .identity:
      true
    }
  }

  /// `CHECK-…`, one a kind.
  public var code: String {
    switch kind {
    case .header: "CHECK-HEADER"
    case .pages: "CHECK-PAGES"
    case .table: "CHECK-TABLE"
    case .writeAheadLog: "CHECK-LOG"
    case .lastCommit: "CHECK-LAST-COMMIT"
    case .value: "CHECK-VALUE"
    case .canonical: "CHECK-CANONICAL"
    case .column: "CHECK-COLUMN"
    case .ownSeal: "CHECK-OWN-SEAL"
    case .foreignSeal: "CHECK-SEAL"
    case .context: "CHECK-CONTEXT"
    case .chain: "CHECK-CHAIN"
    case .orphan: "CHECK-ORPHAN"
    case .feed: "CHECK-FEED"
    case .name: "CHECK-NAME"
    case .definition: "CHECK-DEFINITION"
    case .missingDefinition: "CHECK-NO-DEFINITION"
    case .attachment: "CHECK-ATTACHMENT"
    case .identity: "CHECK-IDENTITY"
    }
  }
}
