import Foundation
import Processes
import Testing

/// A sync in the background while a question is on the screen, with the real programs.
@Suite struct SyncWhileInterviewingTests {
  /// The screen shows 2; the sync brings 3; the person types 5: it replaces the 2 and stands beside
  /// the 3.
  @Test func whatASyncBringsIsNotOverwrittenUnseen() throws {
    let team = try SyncedTeam()
    let (ana, beto) = (try team.device("ana"), try team.device("beto"))
    let id = try team.collect(#"{"/data/members": 2}"#, on: ana)
    for store in [ana, beto] { try team.sync(store) }

    let terminal = try InteractiveCommand(
      BuiltProducts.campo, ["interview", beto, team.form, "--response", id])
    try terminal.wait(for: "¿Tiene agua?")
    terminal.type(":ir /data/members")
    try terminal.wait(for: "¿Cuántas personas viven aquí?")
    try team.answer(#"{"/data/members": 3}"#, to: id, on: ana)
    for store in [ana, beto] { try team.sync(store) }
    terminal.type("5")
    try terminal.wait(for: "¿Tiene agua?")
    terminal.type(":salir")
    #expect(terminal.finish().status == 0)

    for store in [beto, ana] { try team.sync(store) }
    for store in [ana, beto] {
      #expect(try team.conflicts(on: store) == ["/data/members": ["3", "5"]])
    }
    try team.expectSound(ana, beto)
  }
}
