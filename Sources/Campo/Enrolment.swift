internal import RecordCoding
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

extension SurveyClient {
  /// Enrols this device with a one-time code: makes its store, and keeps there who writes on it,
  /// in which areas, and the token that proves it.
  ///
  /// A store that an earlier attempt left with nobody enrolled is used again: with the same code
  /// the server admits the same store, even where its first answer was lost. So is one whose
  /// permission was taken back: by a new code of the same person at the same office it goes on as the
  /// replica that it is, and what it had not sent goes with the next synchronization.
  /// - Parameters:
  ///   - path: the store's folder.
  ///   - server: as `https://host:port`.
  ///   - code: as the office gave it; case, spaces and hyphens do not matter.
  ///   - network: kept in the store for later synchronizations.
  /// - Throws: `SyncError`; `.store` with `.alreadyExists` leaves what is there untouched;
  ///   `ClientError.otherPerson`, `.otherOffice`.
  public static func enrol(
    at path: String, server: String, code: String, network: NetworkSettings = NetworkSettings()
  ) async throws -> SurveyClient {
    do {
      let (store, former) = try await storeToEnrol(at: path, server: server, network)
      let endpoint = SyncEndpoint(server: server, token: nil, settings: network.transport)
      var request = EnrolRequest(code: code, replica: try store.replica)
      if let former {
        // First without the key, so that another's code makes nobody the signer of what this device
        // wrote; the same device may bring its code again.
        try former.expect(try await endpoint.enrol(request), from: server, in: store)
      }
      request.signingKey = try store.bundleSigner().publicKey
      let enrolled = try await endpoint.enrol(request)
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
      try CertificateInbox(store).take(enrolled.certificate)
      return try SurveyClient(store)
    } catch let error as StoreError {
      throw SyncError.store(error)
    }
  }

  /// - Returns: the store, and who was enrolled there until the permission was taken back.
  private static func storeToEnrol(
    at path: String, server: String, _ network: NetworkSettings
  ) async throws -> (Store, FormerEnrolment?) {
    guard Store.exists(at: path) else { return (try Store.create(at: path), nil) }
    let store = try Store.open(at: path)
    guard try store.setting(.authorName) != nil else { return (store, nil) }
    guard let former = try FormerEnrolment(store),
      try await former.isRevoked(at: server, network.completed(by: NetworkSettings(store)))
    else { throw StoreError(.alreadyExists, at: path) }
    return (store, former)
  }
}
