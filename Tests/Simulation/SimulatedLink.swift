import Campo
import CurlTransport
import Messages
import Replication
import SyncProtocol
import SyncService

/// How messages reach a server of a world: through their bytes, and through whatever faults are
/// planned for whoever sends them.
///
/// Unchecked, because everything of a run happens on one task.
final class SimulatedLink: SyncLink, @unchecked Sendable {
  /// More exchanges than these in one synchronization, and it never ends.
  private static let mostExchanges = 60

  private let world: World
  private let sender: any Sender
  private let server: Server
  /// Told of the replica as which something is sent, before it is.
  private let sending: (ReplicaID) throws -> Void
  private(set) var violation: Violation?
  private var exchanges = 0

  init(
    _ world: World, from sender: any Sender, to server: Server,
    sending: @escaping (ReplicaID) throws -> Void = { _ in }
  ) {
    self.world = world
    self.sender = sender
    self.server = server
    self.sending = sending
  }

  var traffic: Traffic { Traffic() }

  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    exchanges += 1
    if exchanges > Self.mostExchanges {
      throw broken(Violation("a synchronization does not end"))
    }
    let bytes = request.encoded()
    if bytes.count > SyncLimits.requestBytes
      || request.batch.records.count > SyncLimits.batchRecords
      || request.batch.seals.count > SyncLimits.batchSeals
    {
      throw broken(Violation("a request is larger than the limit", "\(bytes.count)"))
    }
    let answer: [UInt8]
    do {
      try sending(request.replica)
      answer = try world.carry(bytes, of: sender, to: server)
    } catch let error as SyncError {
      throw error
    } catch let error as Violation {
      throw broken(error)
    } catch {
      throw broken(Violation("the simulation failed", "\(error)"))
    }
    if answer.count > SyncLimits.responseBytes {
      throw broken(Violation("an answer is larger than the limit", "\(answer.count)"))
    }
    do { return try SyncResponse(decoding: answer) } catch { throw .answer(error) }
  }

  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    do {
      return try server.service.definition(hash: hash)
    } catch {
      throw .refused(error.response, status: error.status)
    }
  }

  private func broken(_ violation: Violation) -> SyncError {
    self.violation = violation
    return .cancelled
  }
}
