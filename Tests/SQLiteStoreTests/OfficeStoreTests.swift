import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Settings, questionnaires, enrolments, the log.
@Suite struct OfficeStoreTests {
  let folder = TemporaryFolder()
  let world = TestWorld()
  private func makeStore() throws -> Store {
    try Store.create(at: folder.path, environment: world.environment)
  }

  @Test func settingsComeBackAndGo() throws {
    let store = try makeStore()
    #expect(try store.setting(.server) == nil)
    try store.set([.server: "https://x", .token: "secreto ñ"])
    #expect(try store.setting(.token) == "secreto ñ")
    try store.set(.token, to: nil)
    #expect(try store.setting(.token) == nil)
    #expect(try store.setting(.server) == "https://x")
  }

  @Test func questionnairesStayUnderTheirHash() throws {
    let store = try makeStore()
    let form = StoredDefinition(
      hash: definition, name: "form", version: "1", title: "Formulario", bytes: [1, 2, 3])
    try store.put(form)
    #expect(try store.definitions(publishedOnly: true) == [])
    try store.put(form, published: true)
    try store.put(form)
    #expect(try store.definitions(publishedOnly: true).map(\.hash) == [definition])
    #expect(try store.definition(hash: definition) == form)
    try store.withdraw(definition: definition)
    #expect(try store.definitions(publishedOnly: true) == [])
    #expect(try store.definitions().map(\.size) == [3])
    #expect(try store.definition(hash: "none") == nil)
  }

  @Test func aCodeAdmitsOneDeviceOnce() throws {
    let store = try makeStore()
    let (device, thief) = (ReplicaID(high: 1, low: 1), ReplicaID(high: 2, low: 2))
    let number = try store.enrol(
      ana, areas: ["a", "b"], codeHash: [1], codeExpires: WallTime(milliseconds: 1_000_000))
    #expect(try store.redeem(codeHash: [9], tokenHash: [2], replica: device) == nil)
    let enrolment = try #require(
      try store.redeem(codeHash: [1], tokenHash: [2], replica: device))
    #expect(enrolment.author == ana)
    #expect(enrolment.areas == ["a", "b"])
    #expect(try store.redeem(codeHash: [1], tokenHash: [3], replica: thief) == nil)
    // The answer was lost on the way: the same device asks again.
    #expect(try store.redeem(codeHash: [1], tokenHash: [4], replica: device) != nil)
    #expect(try store.enrolment(tokenHash: [2]) == nil)
    #expect(try store.enrolment(tokenHash: [4])?.replica == device)
    try store.revoke(enrolment: number)
    #expect(try store.enrolment(tokenHash: [4]) == nil)
    #expect(try store.enrolments().map(\.isRevoked) == [true])
  }

  @Test func anExpiredCodeAdmitsNobody() throws {
    let store = try makeStore()
    try store.enrol(ana, areas: ["a"], codeHash: [1], codeExpires: WallTime(milliseconds: 1))
    let device = ReplicaID(high: 1, low: 1)
    #expect(try store.redeem(codeHash: [1], tokenHash: [2], replica: device) == nil)
  }

  @Test func theLogKeepsItsLastLines() throws {
    let store = try makeStore()
    for number in 1...3 {
      try store.log(code: "TEST-\(number)", Message(es: "uno", en: "one"))
    }
    #expect(try store.logLines(last: 2).map(\.code) == ["TEST-2", "TEST-3"])
  }

  @Test func everyErrorSpeaksBothLanguagesAndNamesThePlace() {
    let id = RecordID(high: 1, low: 2)
    let kinds: [StoreError.Kind] = [
      .notFound, .alreadyExists, .corrupt, .damaged(what: "record", row: "01"), .diskFull, .busy,
      .newer, .notAccessible, .inputOutput(266), .noRecord(id), .recordFull(id, limit: 9),
      .valueTooLarge(answer("/q"), limit: 9), .roleMayNotDecide, .unexpected("x"),
    ]
    for kind in kinds {
      let error = StoreError(kind, at: "/place")
      #expect(error.message.spanish.contains("/place"))
      #expect(error.message.english.contains("/place"))
      #expect(error.message.spanish != error.message.english)
    }
    #expect(Set(kinds.map { StoreError($0, at: "").code }).count == kinds.count)
  }
}
