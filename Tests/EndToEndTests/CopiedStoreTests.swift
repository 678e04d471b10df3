import Foundation
import Testing

/// Devices whose disks were copied or put back, with the real programs.
@Suite struct CopiedStoreTests {
  private let team: SyncedTeam
  private let ana: String
  private let id: String

  init() throws {
    team = try SyncedTeam()
    ana = try team.device("ana")
    id = try team.collect(#"{"/data/members": 2}"#, on: ana)
    try team.sync(ana)
  }

  /// Runs as the machine whose disk is `image`, and returns the disk after it.
  private func run(_ image: DiskImage, _ body: () throws -> Void) throws -> DiskImage {
    try image.putBack(into: ana)
    try body()
    return try DiskImage(of: ana)
  }

  @Test func aCopiedFolderIsNoticedWhenItIsOpened() throws {
    let copy = team.folder.path("copy.campo")
    try DiskImage(of: ana).write(to: copy)
    try team.answer(#"{"/data/members": 3}"#, to: id, on: ana)
    try team.answer(#"{"/data/members": 4}"#, to: id, on: copy)
    for store in [ana, copy, ana, copy] { try team.sync(store) }
    #expect(try team.log(of: copy).contains("STORE-RENEWED"))
    #expect(try !team.log(of: ana).contains("STORE-RENEWED"))
    #expect(try team.conflicts(on: ana) == ["/data/members": ["3", "4"]])
    #expect(try team.everything(on: copy) == team.everything(on: ana))
    try team.expectSound(ana, copy)
  }

  /// Two phones with one disk image: nothing tells them apart but what they send.
  @Test(arguments: [[0, 1, 0, 1], [1, 1, 0, 0, 1], [0, 0, 1, 0]])
  func twinsThatOnlyTheServerTellsApartLoseNothing(order: [Int]) throws {
    let beto = try team.device("beto")
    var disks = [try DiskImage(of: ana), try DiskImage(of: ana)]
    for (index, members) in ["3", "4"].enumerated() {
      disks[index] = try run(disks[index]) {
        _ = try team.collect(#"{"/data/members": \#(members)}"#, on: ana)
        try team.answer(#"{"/data/members": \#(members)}"#, to: id, on: ana)
        try team.answer(#"{"/data/income": \#(members)}"#, to: id, on: ana)
      }
    }
    for index in order + [0, 1, 0] {
      disks[index] = try run(disks[index]) { try team.sync(ana) }
    }
    try team.sync(beto)
    let everything = try team.everything(on: beto)
    #expect(everything.count == 3)
    for disk in disks {
      _ = try run(disk) {
        #expect(try team.everything(on: ana) == everything)
        #expect(try team.log(of: ana).contains("REPLICA-FORKED"))
        try team.expectSound(ana, beto)
      }
    }
    #expect(
      try team.conflicts(on: beto) == ["/data/members": ["3", "4"], "/data/income": ["3", "4"]])
  }

  /// By bundles through somebody who meets both, without the server.
  @Test func twinsThatMeetByBundlesLoseNothing() throws {
    let beto = try team.device("beto")
    var disks = [try DiskImage(of: ana), try DiskImage(of: ana)]
    for (index, members) in ["3", "4"].enumerated() {
      let stick = team.folder.path("\(index).bundle")
      disks[index] = try run(disks[index]) {
        try team.answer(#"{"/data/members": \#(members)}"#, to: id, on: ana)
        try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", stick])
      }
      try succeed(BuiltProducts.campo, ["bundle", "import", beto, stick])
    }
    #expect(try team.conflicts(on: beto) == ["/data/members": ["3", "4"]])
    let back = team.folder.path("back.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", beto, "-o", back])
    for disk in disks {
      _ = try run(disk) {
        try succeed(BuiltProducts.campo, ["bundle", "import", ana, back])
        #expect(try team.conflicts(on: ana) == ["/data/members": ["3", "4"]])
        #expect(try team.log(of: ana).contains("STORE-RENEWED"))
      }
    }
  }

  @Test func aBackupThatIsPutBackAfterAnUploadLosesNothing() throws {
    let backup = try DiskImage(of: ana)
    try team.answer(#"{"/data/members": 3}"#, to: id, on: ana)
    let lost = try team.collect(#"{"/data/members": 5}"#, on: ana)
    try team.sync(ana)
    try backup.putBack(into: ana)
    try team.answer(#"{"/data/members": 4}"#, to: id, on: ana)
    let after = try team.collect(#"{"/data/members": 6}"#, on: ana)
    try team.sync(ana)
    #expect(Set(try team.everything(on: ana).keys) == [id, lost, after])
    #expect(try team.conflicts(on: ana) == ["/data/members": ["3", "4"]])
    #expect(try team.log(of: ana).contains("STORE-RENEWED"))
    let beto = try team.device("beto")
    try team.sync(beto)
    #expect(try team.everything(on: beto) == team.everything(on: ana))
    try team.expectSound(ana, beto)
  }
}
