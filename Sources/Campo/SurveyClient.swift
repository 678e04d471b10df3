public import Replication
public import SQLiteStore

/// A field device's (or a supervisor's laptop's) whole client: one store, one person, everything the
/// `campo` command does.
///
/// Methods block until what they say is done is on the disk. A client is a value over a store that
/// several processes may have open at once.
public struct SurveyClient: Sendable {
  package let store: Store
  /// Who works with this store: interviews, decisions and resolutions are signed so.
  public let author: Author
  /// The supervision areas of the author; a new response belongs to the first.
  public let areas: [String]

  /// Makes a store for work without a server; its folder must not hold one yet.
  ///
  /// - Parameters:
  ///   - path: the store's folder.
  ///   - areas: at least one.
  /// - Throws: `StoreError`; `.alreadyExists` leaves what is there untouched.
  public static func create(
    at path: String, author: Author, areas: [String]
  ) throws -> SurveyClient {
    precondition(!areas.isEmpty, "a response belongs to an area")
    let store = try Store.create(at: path)
    try store.set([
      .authorName: author.name, .authorRole: author.role.name,
      .areas: areas.joined(separator: "\n"),
    ])
    return SurveyClient(store, author: author, areas: areas)
  }

  /// Opens a store.
  ///
  /// - Throws: `StoreError` (not found, corrupt, newer than this version, …), or `ClientError` where
  ///   nobody is enrolled in it.
  public init(opening path: String) throws {
    try self.init(Store.open(at: path))
    try store.retryQuarantined()
  }

  /// Opens a store for a command that shows what is there: where nothing can be written (a full disk, a
  /// folder that may only be read), for nothing but reading.
  ///
  /// - Throws: as `init(opening:)`.
  public init(lookingAt path: String) throws {
    try self.init(
      Store.openToRead(at: path) { (store) throws(StoreError) in try store.retryQuarantined() })
  }

  /// Why nothing can be written to the store; nil where it can.
  public var readOnlyCause: StoreError? { store.readOnlyCause }

  package init(_ store: Store) throws {
    if try store.isHub { throw ClientError.hub(store: store.directory) }
    guard let author = try store.enrolledAuthor(),
      let areas = try store.setting(.areas)?.split(separator: "\n").map(String.init),
      !areas.isEmpty
    else { throw ClientError.nobodyEnrolled(store: store.directory) }
    self.init(store, author: author, areas: areas)
  }

  private init(_ store: Store, author: Author, areas: [String]) {
    self.store = store
    self.author = author
    self.areas = areas
  }

  /// The server this store syncs to, as `https://host:port`; nil for work without one.
  public var server: String? {
    get throws { try store.setting(.server) }
  }

  /// The replica that this store writes as.
  public var replica: ReplicaID {
    get throws { try store.replica }
  }
}

extension Store {
  /// Who is enrolled here; nil where nobody is.
  func enrolledAuthor() throws(StoreError) -> Author? {
    guard let name = try setting(.authorName),
      let role = try setting(.authorRole).flatMap(Author.Role.init(name:))
    else { return nil }
    return Author(name: name, role: role)
  }
}

extension Author.Role {
  /// As settings and JSON spell it: `enumerator`, `supervisor`, `coordinator`.
  public var name: String {
    switch self {
    case .enumerator: "enumerator"
    case .supervisor: "supervisor"
    case .coordinator: "coordinator"
    }
  }

  /// Nil for any other spelling.
  public init?(name: String) {
    guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}
