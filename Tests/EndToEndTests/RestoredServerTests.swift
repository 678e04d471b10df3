import Foundation
import Testing

/// A server whose data folder was put back to an old copy, with the real programs.
@Suite struct RestoredServerTests {
  /// Nothing is lost and all hold the same, whether the copy comes into the same file or another.
  @Test(arguments: [true, false])
  func devicesOfferAgainWhatARestoredServerLost(inPlace: Bool) throws {
    let team = try SyncedTeam()
    let (ana, beto) = (try team.device("ana"), try team.device("beto"))
    let carla = try team.device("carla")
    let id = try team.collect(#"{"/data/members": 2}"#, on: ana)
    for store in [ana, beto] { try team.sync(store) }
    team.server.stop()
    let backup = try DiskImage(of: team.server.data)
    try team.server.start()

    try team.answer(#"{"/data/members": 3}"#, to: id, on: ana)
    try team.answer(#"{"/data/members": 4}"#, to: id, on: beto)
    let lost = try team.collect(#"{"/data/members": 5}"#, on: beto)
    for store in [ana, beto, ana] { try team.sync(store) }
    let before = try team.everything(on: ana)
    #expect(Set(before.keys) == [id, lost])

    team.server.stop()
    if inPlace {
      try backup.putBack(into: team.server.data)
    } else {
      try FileManager.default.moveItem(
        atPath: team.server.data, toPath: team.folder.path("lost server"))
      try backup.write(to: team.server.data)
    }
    try team.server.start()
    // Only ana comes back: what beto wrote is with her too.
    try team.sync(ana)
    try team.sync(carla)
    #expect(try team.everything(on: carla) == before)
    #expect(try team.log(of: ana).contains("SYNC-SERVER-RESTORED"))
    let after = try team.collect(#"{"/data/members": 6}"#, on: beto)
    for store in [beto, ana, carla] { try team.sync(store) }
    #expect(Set(try team.everything(on: carla).keys) == [id, lost, after])
    for store in [ana, beto] {
      #expect(try team.everything(on: store) == team.everything(on: carla))
    }
    #expect(try team.conflicts(on: carla) == ["/data/members": ["3", "4"]])
    try team.expectSound(ana, beto, carla)
  }
}
