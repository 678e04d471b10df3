public import Campo
internal import RecordCoding
internal import Replication
public import SQLiteStore
package import SyncProtocol
public import SyncService

/// A server that also syncs upwards: what its devices hand over goes up, what comes from above is
/// handed on to them.
///
/// It writes nothing itself, so all that it does is merge and forward.
public struct Hub: Sendable {
  public let service: SyncService

  public init(_ service: SyncService) { self.service = service }

  private var store: Store { service.store }

  /// Makes an empty data folder a hub's. One that is a hub's already is told where to sync to, and with
  /// another code than it has brought before it is enrolled anew: its token is void, perhaps.
  /// - Parameters:
  ///   - server: above, as `https://host:port`; itself a hub, perhaps.
  ///   - code: a hub's one-time code; not needed where it was used before.
  ///   - kept: told why a hub was not enrolled anew: it goes on with what it has.
  public static func enrol(
    _ store: Store, at server: String, code: String?, over network: NetworkSettings,
    kept: (HubError) -> Void
  ) async throws(HubError) {
    try await enrol(store, at: server, code: code, over: network, kept: kept) {
      (request) throws(SyncError) in
      try await SyncEndpoint(server: server, token: nil, settings: network.transport).enrol(request)
    }
  }

  /// - Parameter ask: brings a request to the server.
  package static func enrol(
    _ store: Store, at server: String, code: String?, over network: NetworkSettings,
    kept: (HubError) -> Void,
    ask: (EnrolRequest) async throws(SyncError) -> EnrolResponse
  ) async throws(HubError) {
    let isHub = try storing { () throws(StoreError) in try store.isHub }
    let place = network.stored.merging([.server: server]) { _, new in new }
    let mark = code.map { EnrolmentCode(typed: $0)?.hash.hexadecimal ?? $0 }
    let brought = try storing { () throws(StoreError) in try store.setting(.hubCode) }
    if isHub, mark == nil || mark == brought {
      return try storing { () throws(StoreError) in try store.set(place) }
    }
    guard let code else { throw .codeMissing }
    if !isHub { try expectEmpty(store) }
    do {
      let enrolled = try await admitted(store, at: server, code, ask)
      try storing { () throws(StoreError) in
        try keep(enrolled, in: store, place.merging([.hubCode: mark]) { _, new in new })
      }
    } catch {
      guard isHub else { throw error }
      kept(error)
      // Another office is not where its work goes.
      if case .otherOffice = error { return }
      try storing { () throws(StoreError) in try store.set(place) }
    }
  }

  private static func admitted(
    _ store: Store, at server: String, _ code: String,
    _ ask: (EnrolRequest) async throws(SyncError) -> EnrolResponse
  ) async throws(HubError) -> EnrolResponse {
    let (replica, known) = try storing { () throws(StoreError) in
      (try store.replica, try store.setting(.receiptKey))
    }
    let enrolled: EnrolResponse
    do {
      enrolled = try await ask(EnrolRequest(code: code, replica: replica, asHub: true))
    } catch {
      throw .sync(error)
    }
    guard enrolled.isHub, !enrolled.receiptKey.isEmpty else { throw .notForHubs(server: server) }
    // What a hub holds is one office's.
    guard known == nil || known == enrolled.receiptKey.hexadecimal else {
      throw .otherOffice(server: server)
    }
    return enrolled
  }

  /// Keeps what an upstream said at enrolment.
  package static func keep(
    _ enrolled: EnrolResponse, in store: Store, _ others: [Setting: String?] = [:]
  ) throws(StoreError) {
    let root = enrolled.root ?? RootHistory(server: enrolled.server, epoch: enrolled.epoch)
    let settings: [Setting: String?] = [
      .hub: "1", .token: enrolled.token, .authorName: enrolled.author.name,
      .authorRole: enrolled.author.role.name, .areas: enrolled.areas.joined(separator: "\n"),
      .receiptKey: enrolled.receiptKey.hexadecimal, .receiptRoot: root.setting,
    ]
    try store.set(settings.merging(others) { new, _ in new })
    try OfficeKeyInbox(store).take(enrolled.officeKey, from: enrolled.upstream)
  }

  /// One synchronization with the server above.
  /// - Throws: `SyncError`; what was acknowledged before stays so.
  package func sync(
    over link: any SyncLink, files: (any AttachmentLink)? = nil,
    pause: @escaping @Sendable (Int) async throws -> Void = {
      try await Task.sleep(for: .milliseconds($0))
    }
  ) async throws(SyncError) -> SyncReport {
    let known = try definitions()
    let relay = SyncRelay(
      checking: { try service.check($0) },
      takeIn: { (response) throws(StoreError) in try service.takeIn(response) },
      complete: { (request) throws(StoreError) in try service.complete(&request) })
    do throws(SyncError) {
      var run = SyncRun(store, over: link, files: files, relay: relay, pause: pause)
      let report = try await run.run()
      try recheck(after: known)
      // Not a line for each of the looks, a thousand a day, that find nothing new.
      if report.sent + report.received + report.questionnaires.count > 0 {
        try report.note(in: store)
      }
      return report
    } catch {
      // Questionnaires that came before it failed are of use all the same.
      try recheck(after: known)
      throw error
    }
  }

  /// The way to the server above.
  package func link() throws(HubError) -> SyncEndpoint {
    let (server, token, network) = try Self.storing { () throws(StoreError) in
      (try store.setting(.server), try store.setting(.token), try NetworkSettings(store))
    }
    guard let server, let token else { throw .codeMissing }
    return SyncEndpoint(server: server, token: token, settings: network.transport)
  }

  /// Checks what waited for questionnaires that have come.
  private func recheck(after known: Set<String>) throws(SyncError) {
    for hash in try definitions().subtracting(known).sorted() {
      do { try service.recheck(definition: hash) } catch { throw .store(error) }
    }
  }

  private func definitions() throws(SyncError) -> Set<String> {
    do { return Set(try store.definitions().map(\.hash)) } catch { throw .store(error) }
  }

  private static func expectEmpty(_ store: Store) throws(HubError) {
    let isEmpty = try storing { () throws(StoreError) in
      let enrolments = try store.enrolments()
      let definitions = try store.definitions()
      let responses = try store.summaries(limit: 1)
      return enrolments.isEmpty && definitions.isEmpty && responses.isEmpty
    }
    guard isEmpty else { throw .isRoot(directory: store.directory) }
  }

  static func storing<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(HubError) -> Value {
    do { return try body() } catch { throw .store(error) }
  }
}

extension Setting {
  /// SHA-256 of the code that the hub was enrolled with, in hexadecimal digits.
  fileprivate static let hubCode = Setting("hub.code")
}
