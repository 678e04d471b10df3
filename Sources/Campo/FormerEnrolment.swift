internal import RecordCoding
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Who is enrolled in a store, and where: what a new enrolment of the same device must agree with.
struct FormerEnrolment {
  private let name: String
  private let server: String
  private let token: String
  /// What the office's receipts are checked by; nil where it was enrolled before servers signed.
  private let receiptKey: String?

  /// Nil of a store that works without a server, or is a hub's.
  init?(_ store: Store) throws(StoreError) {
    guard try !store.isHub, let name = try store.setting(.authorName),
      let server = try store.setting(.server), let token = try store.setting(.token)
    else { return nil }
    self.name = name
    self.server = server
    self.token = token
    receiptKey = try store.setting(.receiptKey)
  }

  /// Whether the server refuses the device's token. While it is good, a code that somebody brings to
  /// this folder is meant for another one, and is not used up here.
  func isRevoked(at server: String, _ network: NetworkSettings) async throws(SyncError) -> Bool {
    let endpoint = SyncEndpoint(server: server, token: token, settings: network.transport)
    do throws(SyncError) {
      // The least that a server tells to nobody but a device of its own.
      _ = try await endpoint.definition(String(repeating: "0", count: 64))
      return false
    } catch {
      switch error {
      case .refused(_, 401): return true
      case .refused(_, 404): return false
      default: throw error
      }
    }
  }

  /// - Throws: `ClientError` where the code is of somebody else, or of another office.
  func expect(
    _ enrolled: EnrolResponse, from server: String, in store: Store
  ) throws(ClientError) {
    guard enrolled.author.name == name else {
      throw .otherPerson(store: store.directory, is: name, code: enrolled.author.name)
    }
    // At its own address an office may have lost its key; elsewhere the key shows that it is the same.
    guard server == self.server || receiptKey == enrolled.receiptKey.hexadecimal else {
      throw .otherOffice(store: store.directory, server: server)
    }
  }
}
