import Crypto
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Devices that hand over at once what concerns the same responses.
@Test func everyVerdictIsOnTheStateThatIsKept() async throws {
  let server = try TestServer()
  try server.publish()
  let ana = try TestDevice(at: server, name: "ana")
  let others = try ["beto", "carla", "delia"].map { try TestDevice(at: server, name: $0) }
  let ids = try (0..<40).map { _ in try ana.collect(["name": "Rosa", "age": "34"]) }
  try await ana.sync()
  for other in others { try await other.sync() }
  for (number, id) in ids.enumerated() {
    try ana.write(["age": number.isMultiple(of: 2) ? "340" : "35"], to: id)
    for other in others { try other.write(["name": other.author.name], to: id) }
  }
  try await withThrowingTaskGroup(of: Void.self) { group in
    for device in others + [ana] { group.addTask { try await device.sync() } }
    try await group.waitForAll()
  }
  for (number, id) in ids.enumerated() {
    let record = try server.store.load(id).record
    #expect(record.context.dots.count == 4)
    let verdict = try #require(try server.service.verdict(on: id))
    #expect(verdict.contextDigest == digest(of: record.context))
    #expect(verdict.state == (number.isMultiple(of: 2) ? .invalid : .valid))
  }
}

/// Of its canonical bytes, as a verdict names the state it is about.
private func digest(of context: VersionVector) -> [UInt8] {
  Array(SHA256.hash(data: RecordCoder.encode(context)))
}
