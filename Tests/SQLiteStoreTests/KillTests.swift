import Foundation
import Replication
import SQLiteStore
import Testing

@Suite struct KillTests {
  /// A child process saves answers, notes each in a file as soon as its save has returned, and is
  /// killed at a moment of chance.
  @Test func everySaveThatReturnedSurvivesAKill() async throws {
    let folder = TemporaryFolder()
    let place = folder.path
    let store = try Store.create(at: place)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    let text = id.description
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [place = place as String, text = text as String] in
      let id = try #require(RecordID(text))
      let store = try Store.open(at: place)
      let notes = open(place + "/notes", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      for number in 0... {
        if number == 5 {
          Thread.detachNewThread {
            usleep(UInt32.random(in: 1_000...200_000))
            kill(getpid(), SIGKILL)
          }
        }
        try store.answer(id, "/data/q\(number)", "\(number)")
        if number % 40 == 39 { try store.seal(id) }
        let note = "\(number)\n"
        write(notes, note, note.utf8.count)
      }
    }
    let notes = (try? String(contentsOfFile: place + "/notes", encoding: .utf8)) ?? ""
    let again = try Store.open(at: place)
    let stored = try again.load(id)
    let record = stored.record.including(stored.pending)
    #expect(!notes.isEmpty)
    for number in notes.split(separator: "\n") {
      #expect(record.value(of: answer("/data/q\(number)")) == .text(String(number)))
    }
    #expect(try again.replica == store.replica)
  }
}
