internal import RecordCoding
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

extension SurveyClient {
  /// Enrols this device with a one-time code: makes its store, and keeps there who writes on it,
  /// in which areas, and the token that proves it.
  ///
  /// A store that an earlier attempt left with nobody enrolled is used again: with the same code
  /// the server admits the same store, even where its first answer was lost.
  /// - Parameters:
  ///   - path: the store's folder.
  ///   - server: as `https://host:port`.
  ///   - code: as the office gave it; case, spaces and hyphens do not matter.
  ///   - network: kept in the store for later synchronizations.
  /// - Throws: `SyncError`; `.store` with `.alreadyExists` leaves what is there untouched.
  public static func enrol(
    at path: String, server: String, code: String, network: NetworkSettings = NetworkSettings()
  ) async throws -> SurveyClient {
    do {
      let store = try emptyStore(at: path)
      let endpoint = SyncEndpoint(server: server, token: nil, settings: network.transport)
      let enrolled = try await endpoint.enrol(
        EnrolRequest(
          code: code, replica: store.replica, signingKey: store.bundleSigner().publicKey))
      var settings: [Setting: String?] = [
        .server: server, .token: enrolled.token, .authorName: enrolled.author.name,
        .authorRole: enrolled.author.role.name, .areas: enrolled.areas.joined(separator: "\n"),
      ]
      if !enrolled.receiptKey.isEmpty {
        let root = enrolled.root ?? RootHistory(server: enrolled.server, epoch: enrolled.epoch)
        settings[.receiptKey] = enrolled.receiptKey.hexadecimal
        settings[.receiptRoot] = root.setting
      }
      try store.set(settings.merging(network.stored) { new, _ in new })
      if enrolled.knowsSigningKey {
        try store.noteBundleKey(knownTo: enrolled.upstream)
      }
      try OfficeKeyInbox(store).take(enrolled.officeKey, from: enrolled.upstream)
      return try SurveyClient(store)
    } catch let error as StoreError {
      throw SyncError.store(error)
    }
  }

  private static func emptyStore(at path: String) throws(StoreError) -> Store {
    guard Store.exists(at: path) else { return try Store.create(at: path) }
    let store = try Store.open(at: path)
    if try store.setting(.authorName) != nil { throw StoreError(.alreadyExists, at: path) }
    return store
  }
}
