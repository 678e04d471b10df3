import Campo
import CurlTransport
import Messages
import SQLiteStore
import SyncProtocol
import SyncService

/// How a device's messages reach the server of its world: through their bytes, and through whatever
/// faults are planned for it.
///
/// Unchecked, because everything of a run happens on one task.
final class SimulatedLink: SyncLink, @unchecked Sendable {
  /// More exchanges than these in one synchronization, and it never ends.
  private static let mostExchanges = 60

  private let world: World
  private let device: Device
  private(set) var violation: Violation?
  private var exchanges = 0

  init(_ world: World, _ device: Device) {
    self.world = world
    self.device = device
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
      // What is sent was sealed just before.
      try world.enterSeals(of: device, as: [request.replica, device.store.replica])
      answer = try world.carry(bytes, of: device)
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
      return try world.server.service.definition(hash: hash)
    } catch {
      throw .refused(error.response, status: error.status)
    }
  }

  private func broken(_ violation: Violation) -> SyncError {
    self.violation = violation
    return .cancelled
  }
}
