import Replication
import SQLiteStore
import SyncProtocol
import Testing

@testable import SyncService

/// What the checks of one exchange may take.
@Suite struct CheckAccountTests {
  /// What a merge comes to unforeseen is checked by the store's one writer, for whom all wait.
  @Test func aRecordThatNoWorkIsLeftForIsKeptWithAVerdictThatSaysSo() throws {
    let server = try TestServer()
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    let record = try ana.record(try ana.collect(["name": "Rosa", "age": "34"]))
    let checker = RecordChecker(store: server.store, environment: .system)
    let account = CheckAccount(1)
    func verdict() throws -> Verdict {
      let documents = try checker.documents(on: record, paidBy: account)
      return try Verdict(try #require(documents[Verdict.documentKind]))
    }
    let checked = try verdict()
    #expect(checked.state == .valid)
    #expect(account.isUsedUp)
    let unchecked = try verdict()
    #expect(unchecked.state == .invalid)
    #expect(unchecked.violations.map(\.code) == ["evaluation"])
    #expect(unchecked.contextDigest == checked.contextDigest)
  }

  /// A household whose members somebody mistyped costs no more than the largest interview may.
  @Test func whatACheckTookIsPaidByNodesAndSteps() throws {
    let server = try TestServer()
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    let record = try ana.record(try ana.collect(["name": "Rosa", "age": "34"]))
    let checker = RecordChecker(store: server.store, environment: .system)
    let account = CheckAccount(100_000)
    _ = try checker.documents(on: record, paidBy: account)
    #expect(!account.isUsedUp)
    account.pay(100_000)
    #expect(account.isUsedUp)
  }
}
