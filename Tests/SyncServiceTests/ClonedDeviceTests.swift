import Campo
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// One device whose disk was copied, so that two machines write under one replica, and nothing but
/// what they tell others shows it.
@Suite struct ClonedDeviceTests {
  /// Two machines that wrote different things under the same revisions: the same question and
  /// different ones of a response that both have, and a response of their own each.
  private func fork(_ twins: Twins) async throws -> RecordID {
    let author = twins.author
    let shared = try twins.run("a") { try $0.collect(["name": "Rosa"], by: author) }
    try await twins.sync("a")
    twins.copy("a", to: "b")
    for (name, age) in [("a", "31"), ("b", "32")] {
      try twins.run(name) { store in
        _ = try store.seal(store.collect(["age": age], by: author))
        try store.write(["age": age, "only_\(name)": age], to: shared, by: author)
        try store.seal(shared)
        try store.write(["late_\(name)": age], to: shared, by: author)
        try store.sealAll()
      }
    }
    return shared
  }

  /// Nothing is lost, nothing is invented, all hold the same, whoever comes first and how often.
  @Test(arguments: 0..<16)
  func twinsThatSyncInAnyOrderLoseNothing(order: Int) async throws {
    let server = try TestServer()
    let twins = try Twins(at: server)
    let third = try TestDevice(at: server, name: "beto")
    let shared = try await fork(twins)
    for turn in 0..<4 {
      let name = order >> turn & 1 == 0 ? "a" : "b"
      try await twins.sync(name)
      try twins.run(name) { try $0.write(["turn_\(turn)": name], to: shared, by: twins.author) }
      if turn == 1 { try await third.sync() }
    }
    for _ in 0..<2 {
      for name in ["a", "b"] { #expect(try await twins.sync(name).waiting == 0) }
    }
    try await third.sync()

    let everything = try server.store.everything()
    #expect(everything.count == 3)
    #expect(try third.store.everything() == everything)
    #expect(try server.store.quarantined().isEmpty)
    #expect(try StoreCheck.run(at: server.folder.path).isSound)
    for name in ["a", "b"] {
      try twins.run(name) { store in
        #expect(try StoreCheck.run(at: store.directory).isSound)
        #expect(try store.everything() == everything)
        #expect(try store.quarantined().isEmpty)
        let codes = Set(try store.logLines().map(\.code))
        #expect(codes.isSuperset(of: ["STORE-RENEWED", "REPLICA-FORKED"]))
      }
    }
    #expect(try server.store.said("age", of: shared) == [.text("31"), .text("32")])
    let record = try server.store.load(shared).record
    #expect(record.conflicts.map(\.key) == [answerKey("age")])
    for (name, age) in [("a", "31"), ("b", "32")] {
      #expect(record.value(of: answerKey("only_\(name)")) == .text(age))
      #expect(record.value(of: answerKey("late_\(name)")) == .text(age))
    }
    for turn in 0..<4 {
      let name = order >> turn & 1 == 0 ? "a" : "b"
      #expect(record.value(of: answerKey("turn_\(turn)")) == .text(name))
    }
  }

  /// Hubs that saw the twins apart, and met afterwards, hold the same bytes; the twins too.
  @Test(arguments: [["a", "b"], ["b", "a"]])
  func hubsThatSawTheTwinsApartAgree(order: [String]) async throws {
    let server = try TestServer()
    let twins = try Twins(at: server)
    let shared = try await fork(twins)
    let hubs = try ["hub1", "hub2", "hub3"].map { try TestDevice(at: server, name: $0) }
    var sticks: [String: [OutgoingRecord]] = [:]
    for name in order {
      sticks[name] = try twins.run(name) { try $0.outgoing(.all, limit: 100) }
    }
    let (first, second) = (try #require(sticks[order[0]]), try #require(sticks[order[1]]))
    try hubs[0].store.takeAll(of: first)
    try hubs[1].store.takeAll(of: second)
    for stick in [first, second] { try hubs[2].store.takeAll(of: stick) }
    for _ in 0..<2 {
      for (source, target) in [(0, 1), (1, 0), (2, 0), (0, 2)] {
        try hubs[target].store.takeAll(of: hubs[source].store.outgoing(.all, limit: 100))
      }
    }
    let everything = try hubs[0].store.everything()
    #expect(try hubs[1].store.everything() == everything)
    #expect(try hubs[2].store.everything() == everything)
    let stick = try hubs[0].store.outgoing(.all, limit: 100)
    for name in order {
      try twins.run(name) { store in
        try store.takeAll(of: stick)
        #expect(try store.everything() == everything)
        #expect(try store.said("age", of: shared) == [.text("31"), .text("32")])
        #expect(try store.quarantined().isEmpty)
      }
    }
    let replicas = try order.map { try twins.run($0) { try $0.replica } }
    #expect(replicas[0] != replicas[1])
  }

  /// What the twin decides and deletes speaks of what it had seen, and of nothing of its twin's.
  @Test func aTwinDoesNotClaimToHaveSeenItsTwinsAnswers() async throws {
    let server = try TestServer()
    let twins = try Twins(at: server, name: "ana")
    let sara = Author(name: "sara", role: .supervisor)
    let row = AnswerKey(question: "/data/child", rows: [.minted(7)])
    let name = AnswerKey(question: "/data/child/name", rows: [.minted(7)])
    let id = try twins.run("a") { store in
      let id = try store.collect(by: twins.author)
      try store.save(
        [(.row(row), .row(position: 1)), (.answer(name), .text("Eva"))], to: id,
        author: twins.author, shown: store.load(id).record)
      try store.seal(id)
      return id
    }
    try await twins.sync("a")
    twins.copy("a", to: "b")
    try twins.run("a") { store in
      for text in ["Eva M.", "Eva María"] {
        try store.save(
          [(.answer(name), .text(text))], to: id, author: twins.author,
          shown: store.load(id).record)
        try store.seal(id)
      }
    }
    try twins.run("b") { store in
      let shown = try store.load(id).record
      try store.save(
        [(.row(row), .deleted(context: shown.context))], to: id, author: twins.author,
        shown: shown)
      try store.seal(id)
      try store.decide(
        .approve, on: id, comment: "bien", author: sara, shown: store.load(id).record.context)
    }
    for turn in ["a", "b", "a", "b"] { try await twins.sync(turn) }
    let record = try server.store.load(id).record
    #expect(RowPresences(record).presence(of: row) == .deletedButEdited(position: 1))
    #expect(record.status.stage == .approved && record.status.isStale)
    #expect(record.conflicts.isEmpty)
    #expect(record.value(of: .answer(name)) == .text("Eva María"))
  }

  /// Somebody who gets one response only meets no revision twice: of one twin it has the second
  /// seal, of the other the first.
  @Test(arguments: [["a", "b"], ["b", "a"]])
  func twinsThatAreSeenOnlyInPartAreToldApart(order: [String]) async throws {
    let server = try TestServer()
    let twins = try Twins(at: server)
    let author = twins.author
    let (first, second) = try twins.run("a") { store in
      (try store.collect(by: author), try store.collect(by: author))
    }
    try await twins.sync("a")
    twins.copy("a", to: "b")
    try twins.run("a") { store in
      try store.write(["age": "1"], to: first, by: author)
      try store.seal(first)
      try store.write(["age": "2"], to: second, by: author)
      try store.sealAll()
    }
    try twins.run("b") { store in
      try store.write(["age": "3"], to: second, by: author)
      try store.sealAll()
    }
    let hub = try TestDevice(at: server, name: "hub")
    for name in order {
      let records = try twins.run(name) { try $0.outgoing(.all, limit: 100) }
      try hub.store.takeAll(of: records.filter { $0.id == second })
    }
    #expect(try hub.store.said("age", of: second) == [.text("2"), .text("3")])
    for name in order { try await twins.sync(name) }
    try await hub.sync()
    for name in order { try await twins.sync(name) }
    try await hub.sync()
    #expect(try hub.store.everything() == server.store.everything())
    for name in order {
      let held = try twins.run(name) { try $0.everything() }
      #expect(try held == server.store.everything())
    }
    #expect(try server.store.said("age", of: second) == [.text("2"), .text("3")])
  }

  @Test func anOldBundleThatArrivesLateProvesNothing() async throws {
    let server = try TestServer()
    let twins = try Twins(at: server)
    let author = twins.author
    let (id, replica) = try twins.run("a") { store in
      let id = try store.collect(["age": "1"], by: author)
      try store.seal(id)
      return (id, try store.replica)
    }
    let old = try twins.run("a") { try $0.outgoing(.all, limit: 100) }
    try twins.run("a") { store in
      try store.write(["age": "2"], to: id, by: author)
      try store.seal(id)
    }
    try await twins.sync("a")
    try twins.run("a") { store in
      try store.takeAll(of: old)
      #expect(try store.replica == replica)
      #expect(try store.firstForked(of: replica) == nil)
    }
    try server.store.takeAll(of: old)
    #expect(try server.store.firstForked(of: replica) == nil)
    #expect(try server.store.said("age", of: id) == [.text("2")])
  }

  /// A twin's response that somebody has on the screen takes the answer it was shown.
  @Test func anAnswerGivenWhileTheForkIsNoticedSupersedesWhatWasShown() async throws {
    let server = try TestServer()
    let twins = try Twins(at: server)
    let shared = try await fork(twins)
    try await twins.sync("a")
    let author = twins.author
    let shown = try twins.run("b") { try $0.load(shared).record }
    try twins.run("b") { store in
      try store.save(
        [(answerKey("only_b"), .text("99"))], to: shared, author: author, shown: shown)
    }
    try await twins.sync("b")
    try twins.run("b") { store in
      #expect(try store.said("only_b", of: shared) == [.text("99")])
      // Typed twice on the same old screen, over the same answer.
      try store.save(
        [(answerKey("only_b"), .text("100"))], to: shared, author: author, shown: shown)
      #expect(try store.said("only_b", of: shared) == [.text("100")])
    }
  }
}
