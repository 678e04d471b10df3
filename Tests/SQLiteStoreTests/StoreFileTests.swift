import Foundation
import GRDB
import Replication
import SQLiteStore
import SyncProtocol
import Synchronization
import Testing

/// The file: durability, damage, a full disk, a copy.
@Suite struct StoreFileTests {
  let folder = TemporaryFolder()
  let world = TestWorld()
  private var file: String { folder.path + "/campo.sqlite" }

  @Test func aNewStoreIsItsOwnersAlone() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    for (name, mode) in [
      ("", 0o700), ("/campo.sqlite", 0o600), ("/campo.sqlite-wal", 0o600),
      ("/campo.sqlite-shm", 0o600),
    ] {
      let found = try FileManager.default.attributesOfItem(atPath: folder.path + name)
      #expect(found[.posixPermissions] as? Int == mode, "\(name)")
    }
    try store.close()
  }

  @Test func everyCommitIsSyncedToTheDisk() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    #expect(try store.durability() == Durability(synchronous: 2, journalMode: "wal"))
  }

  @Test func creatingOverAStoreTouchesNothing() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    #expect(throws: StoreError(.alreadyExists, at: folder.path)) {
      try Store.create(at: folder.path, environment: world.environment)
    }
    #expect(try store.load(id).pending != nil)
  }

  @Test func ofManyThatCreateAtOnceOneSucceeds() throws {
    let made = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      do throws(StoreError) {
        let world = TestWorld(seed: UInt64(index) * 100)
        _ = try Store.create(at: folder.path, environment: world.environment)
        made.withLock { $0 += 1 }
      } catch {
        #expect(error.kind == .alreadyExists, "\(error)")
      }
    }
    #expect(made.withLock { $0 } == 1)
    _ = try Store.open(at: folder.path, environment: world.environment)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!files.contains { $0.contains(".new") })
  }

  @Test func aMissingStoreIsNotMade() {
    #expect(throws: StoreError(.notFound, at: folder.path)) { try Store.open(at: folder.path) }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aFolderThatCannotBeMadeIsAClearError() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let place = folder.path + "/file"
    try Data([1]).write(to: URL(fileURLWithPath: place))
    #expect(throws: StoreError(.notAccessible, at: place + "/store")) {
      try Store.create(at: place + "/store", environment: world.environment)
    }
  }

  @Test(arguments: [Data(), Data("not a store".utf8), Data(repeating: 0x5A, count: 8192)])
  func aFileThatIsNoStoreIsRefusedUnaltered(content: Data) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try content.write(to: URL(fileURLWithPath: file))
    #expect(throws: StoreError(.corrupt, at: file)) { try Store.open(at: folder.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == content)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["campo.sqlite"])
  }

  @Test func aTruncatedFileIsRefusedUnaltered() throws {
    try Store.create(at: folder.path, environment: world.environment).close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    let half = whole.prefix(whole.count / 2)
    try half.write(to: URL(fileURLWithPath: file))
    #expect(throws: StoreError(.corrupt, at: file)) { try Store.open(at: folder.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == half)
  }

  @Test func pagesOverwrittenInTheMiddleAreNeverTakenForData() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    for _ in 0..<200 {
      let id = try store.createResponse(definition: definition, area: "a", author: ana)
      try store.answer(id, "/data/name", String(repeating: "Rosa ", count: 50))
    }
    try store.sealAll()
    try store.close()
    let handle = try #require(FileHandle(forWritingAtPath: file))
    let size = try handle.seekToEnd()
    for offset in stride(from: UInt64(8192), to: size, by: 12_288) {
      try handle.seek(toOffset: offset + 700)
      handle.write(Data(repeating: 0xA5, count: 600))
    }
    try handle.close()
    do {
      let damaged = try Store.open(at: folder.path, environment: world.environment)
      for summary in try damaged.summaries() { _ = try damaged.load(summary.id) }
      Issue.record("damage went unnoticed")
    } catch {
      #expect(["STORE-CORRUPT", "STORE-DAMAGED"].contains(error.code), "\(error)")
    }
  }

  @Test func aStoreOfANewerVersionIsRefused() throws {
    try Store.create(at: folder.path, environment: world.environment).close()
    let queue = try DatabaseQueue(path: file)
    try queue.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 from tomorrow')")
    }
    try queue.close()
    #expect(throws: StoreError(.newer, at: file)) { try Store.open(at: folder.path) }
  }

  @Test func aFullStoreSaysSoAndKeepsWhatItHas() throws {
    var environment = world.environment
    let store = try Store.create(at: folder.path, environment: environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    try store.close()
    environment.pageLimit = 80
    let small = try Store.open(at: folder.path, environment: environment)
    var saved = 0
    do {
      while saved < 10_000 {
        try small.answer(id, "/data/q\(saved)", String(repeating: "x", count: 2000))
        saved += 1
      }
      Issue.record("the store never filled up")
    } catch let error as StoreError {
      #expect(error.code == "STORE-FULL")
    }
    #expect(saved > 0)
    try small.close()
    let again = try Store.open(at: folder.path, environment: world.environment)
    let pending = try again.load(id).pending
    for number in 0..<saved {
      #expect(pending?.writes[answer("/data/q\(number)")] != nil)
    }
    #expect(pending?.writes[answer("/data/q\(saved)")] == nil)
    try again.answer(id, "/data/after", "1")
  }

  @Test func aCopyWritesUnderAReplicaOfItsOwn() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    try store.seal(id)
    let (replica, epoch) = (try store.replica, try store.epoch)
    try store.close()
    let copyFolder = TemporaryFolder()
    try FileManager.default.copyItem(atPath: folder.path, toPath: copyFolder.path)
    let copy = try Store.open(
      at: copyFolder.path, environment: TestWorld(seed: 1000).environment)
    #expect(try copy.replica != replica)
    #expect(try copy.epoch == epoch + 1)
    #expect(try copy.logLines().map(\.code) == ["STORE-RENEWED"])
    #expect(try copy.load(id).record.context[replica] == 1)
    #expect(try copy.chain().revision == 0)
    let again = try Store.open(at: folder.path, environment: world.environment)
    #expect(try again.replica == replica)
  }

  @Test func anotherMachineIsAnotherReplica() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let replica = try store.replica
    try store.close()
    let other = TestWorld(seed: 1000, machine: "other")
    let renewed = try Store.open(at: folder.path, environment: other.environment).replica
    #expect(renewed != replica)
    #expect(try Store.open(at: folder.path, environment: other.environment).replica == renewed)
  }

  @Test func twoConnectionsWriteAtOnceWithoutLosingAnything() throws {
    let first = try Store.create(at: folder.path, environment: world.environment)
    let second = try Store.open(at: folder.path, environment: world.environment)
    let id = try first.createResponse(definition: definition, area: "a", author: ana)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let store = index == 0 ? first : second
      for number in 0..<50 {
        do { try store.answer(id, "/data/q\(index)-\(number)", "1") } catch {
          Issue.record(error)
        }
      }
    }
    try first.sealAll()
    #expect(try second.load(id).record.registers.count == 102)
  }
}
