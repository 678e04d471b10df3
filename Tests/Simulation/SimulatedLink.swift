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
final class SimulatedLink: SyncLink, AttachmentLink, @unchecked Sendable {
  /// More exchanges than these in one synchronization, and it never ends.
  private static let mostExchanges = 60
  /// Of all files together.
  private static let mostFileExchanges = 400

  private let world: World
  private let sender: any Sender
  private let server: Server
  /// Told of the replica as which something is sent, before it is.
  private let sending: (ReplicaID) throws -> Void
  private(set) var violation: Violation?
  private var exchanges = 0
  private var fileExchanges = 0

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
    let answer = try outcome {
      try sending(request.replica)
      return try world.carry(bytes, of: sender, to: server)
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

  // MARK: Files

  func state(of digest: AttachmentDigest) async throws(SyncError) -> AttachmentState {
    try carry(nil, of: digest)
  }

  func send(
    _ bytes: [UInt8], of digest: AttachmentDigest, at offset: UInt64, isLast: Bool
  ) async throws(SyncError) -> AttachmentState {
    try carry(FilePiece(bytes: bytes, offset: offset, isLast: isLast), of: digest)
  }

  func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64
  ) async -> AttachmentArrival {
    do {
      return try carrying {
        try world.fetch(digest, from: offset, count: count, by: sender, at: server)
      }
    } catch {
      return AttachmentArrival(bytes: [], size: nil, failure: error)
    }
  }

  private func carry(
    _ piece: FilePiece?, of digest: AttachmentDigest
  ) throws(SyncError) -> AttachmentState {
    try carrying { try world.carry(piece, of: digest, from: sender, to: server) }
  }

  private func carrying<Value>(_ body: () throws -> Value) throws(SyncError) -> Value {
    fileExchanges += 1
    if fileExchanges > Self.mostFileExchanges {
      throw broken(Violation("sending files does not end"))
    }
    return try outcome(body)
  }

  private func outcome<Value>(_ body: () throws -> Value) throws(SyncError) -> Value {
    do {
      return try body()
    } catch let error as SyncError {
      throw error
    } catch let error as Violation {
      throw broken(error)
    } catch {
      throw broken(Violation("the simulation failed", "\(error)"))
    }
  }

  private func broken(_ violation: Violation) -> SyncError {
    self.violation = violation
    return .cancelled
  }
}
