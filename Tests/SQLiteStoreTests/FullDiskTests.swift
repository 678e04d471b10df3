import Foundation
import Processes
import Replication
import SQLiteStore
import Testing

/// A file system of 2 MiB in memory, so that a disk really runs full.
final class SmallDisk: Sendable {
  let path: String

  static let isAvailable = geteuid() == 0

  init() throws {
    path = NSTemporaryDirectory() + "campo-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path)
  }

  deinit {
    try? Self.run("umount", "-l", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Takes up space until nothing is left.
  func fill() {
    guard FileManager.default.createFile(atPath: path + "/filler", contents: nil) else { return }
    guard let handle = FileHandle(forWritingAtPath: path + "/filler") else { return }
    for size in [65_536, 4096, 512] {
      while (try? handle.write(contentsOf: Data(count: size))) != nil {}
    }
    try? handle.close()
  }

  func makeRoom() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

  private static func run(_ command: String, _ arguments: String...) throws {
    let result = try CommandResult.of("/usr/bin/env", [command] + arguments)
    if result.status != 0 { throw CocoaError(.featureUnsupported) }
  }
}

@Suite(.enabled(if: SmallDisk.isAvailable, "only root can mount a small file system"))
struct FullDiskTests {
  let world = TestWorld()

  @Test func savingOnAFullDiskSaysSoAndLosesNothingSavedBefore() throws {
    let disk = try SmallDisk()
    let place = disk.path + "/store"
    let store = try Store.create(at: place, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    disk.fill()
    var saved = 0
    do {
      while saved < 10_000 {
        try store.answer(id, "/data/q\(saved)", String(repeating: "x", count: 1000))
        saved += 1
      }
      Issue.record("the disk never filled up")
    } catch let error as StoreError {
      #expect(error.code == "STORE-FULL", "\(error)")
    }
    try disk.makeRoom()
    let again = try Store.open(at: place, environment: world.environment)
    let pending = try again.load(id).pending
    for number in 0..<saved { #expect(pending?.writes[answer("/data/q\(number)")] != nil) }
    try store.answer(id, "/data/after", "1")
    #expect(try again.load(id).pending?.writes[answer("/data/after")] != nil)
  }

  @Test func aStoreThatDoesNotFitIsNotLeftHalfMade() throws {
    let disk = try SmallDisk()
    disk.fill()
    #expect {
      try Store.create(at: disk.path + "/store", environment: world.environment)
    } throws: { error in
      (error as? StoreError)?.code == "STORE-FULL"
    }
    try disk.makeRoom()
    #expect(!Store.exists(at: disk.path + "/store"))
    _ = try Store.create(at: disk.path + "/store", environment: world.environment)
  }
}
