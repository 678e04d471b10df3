import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Requests are let in by what is remembered of their tokens, and answered by what the store says of them.
struct CallersTests {
  @Test func aDeviceThatIsRevokedWhileItsRequestWaitsIsRefusedAndItsNeighboursAreNot() throws {
    let server = try TestServer()
    let (ana, beto) = (
      try TestDevice(at: server, name: "ana"), try TestDevice(at: server, name: "beto")
    )
    let admissions = try [ana, beto].map {
      try server.service.admit(authorization: "Bearer \($0.token)")
    }
    try server.store.revoke(enrolment: admissions[0].enrolment)
    let callers = server.service.callers(of: admissions)
    #expect(callers[0] == .failure(.tokenRefused))
    #expect(try callers[1].get().author.name == "beto")
    // What was remembered of it is forgotten: its next request is not let in.
    #expect(throws: ServiceError.tokenRefused) {
      try server.service.admit(authorization: "Bearer \(ana.token)")
    }
  }

  @Test func aTokenThatAnotherTookThePlaceOfIsNoCallersThoughItIsRemembered() throws {
    let server = try TestServer()
    let device = ReplicaID(high: 1, low: 2)
    let code = try server.service.makeCode(
      for: Author(name: "ana", role: .enumerator), areas: ["S-01"])
    let lost = try server.service.enrol(EnrolRequest(code: code.text, replica: device)).token
    let waiting = try server.service.admit(authorization: "Bearer \(lost)")
    let kept = try server.service.enrol(EnrolRequest(code: code.text, replica: device)).token
    #expect(server.service.callers(of: [waiting])[0] == .failure(.tokenRefused))
    #expect(try server.service.caller(authorization: "Bearer \(kept)").replica == device)
  }
}
