public import Replication
public import SQLiteStore
internal import SyncProtocol
internal import Synchronization

/// What a server decides, without HTTP: who may come, what is merged, what it finds, what it gives.
///
/// Methods block their thread while the store reads or writes.
public final class SyncService: Sendable {
  /// Where records, enrolments and questionnaires are kept.
  public let store: Store
  let environment: ServiceEnvironment
  let checker: RecordChecker
  let recent = Mutex(RecentRequests())
  /// Read once, when it is first needed.
  let receiptSigner = Mutex<ReceiptSigner?>(nil)
  let knownCursorProof = Mutex<CursorProof?>(nil)

  public init(store: Store, environment: ServiceEnvironment = .system) {
    self.store = store
    self.environment = environment
    checker = RecordChecker(store: store, environment: environment)
  }

  /// Runs what touches the store; its failures become the one that a device is told.
  func storing<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(ServiceError) -> Value {
    do { return try body() } catch { throw .storeUnavailable(cause: error) }
  }
}

/// Who sends a request, as its token proved.
public struct Caller: Hashable, Sendable {
  public let author: Author
  /// The supervision areas whose changes it gets.
  public let areas: [String]
  /// The device that brought the code; what it writes as may be another since.
  public let replica: ReplicaID?
  /// Whether it serves others, and is told of their enrolments.
  public let isHub: Bool
  /// Another device brought the same code to another hub, and came first: what this one hands over is
  /// taken, and nothing is given to it.
  public let isOverruled: Bool
  /// The number of its enrolment; nil where that is another device's.
  public let enrolment: Int64?

  public init(
    author: Author, areas: [String], replica: ReplicaID? = nil, isHub: Bool = false,
    isOverruled: Bool = false, enrolment: Int64? = nil
  ) {
    self.author = author
    self.areas = areas
    self.replica = replica
    self.isHub = isHub
    self.isOverruled = isOverruled
    self.enrolment = enrolment
  }

  /// Whose turns its requests take: an enrolment's; a person's where that is another device's.
  public enum Asker: Hashable, Sendable {
    case enrolment(Int64)
    case person(String)
  }

  public var asker: Asker { enrolment.map(Asker.enrolment) ?? .person(author.name) }
}
