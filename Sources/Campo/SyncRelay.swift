package import Replication
package import SQLiteStore
package import SyncProtocol

/// What a hub does with a synchronization besides what a device does: it hands on what comes.
package struct SyncRelay {
  /// What a check says of a record that came, as those who follow the hub get it.
  package let checking: (Record) throws -> [String: StoredDocument]
  /// Keeps what the answer says of enrolments.
  package let takeIn: (SyncResponse) throws(StoreError) -> Void
  /// Adds to a request what the hub says of enrolments.
  package let complete: (inout SyncRequest) throws(StoreError) -> Void

  package init(
    checking: @escaping (Record) throws -> [String: StoredDocument],
    takeIn: @escaping (SyncResponse) throws(StoreError) -> Void,
    complete: @escaping (inout SyncRequest) throws(StoreError) -> Void
  ) {
    self.checking = checking
    self.takeIn = takeIn
    self.complete = complete
  }
}
