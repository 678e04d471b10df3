import Campo
import CurlTransport
import Interviewing
import Replication
import SyncProtocol
import SyncService

extension World {
  /// Takes a request to a server and its answer back, or what a fault leaves of them.
  func carry(_ bytes: [UInt8], of sender: any Sender, to server: Server) throws -> [UInt8] {
    let token = sender.token
    guard let next = sender.planned.first, next.fault.isOfNetwork else {
      return try arrive(bytes, token, at: server)
    }
    sender.planned.removeFirst()
    strike(next.fault, sender)
    let isAnswer = next.bits & 1 == 1
    switch next.fault {
    case .drop:
      if isAnswer { _ = try arrive(bytes, token, at: server) }
      throw SyncError.transport(.connectionLost(host: server.name))
    case .duplicate:
      let first = try arrive(bytes, token, at: server)
      let second = try arrive(bytes, token, at: server)
      return isAnswer ? first : second
    case .delay, .reorder:
      inFlight.append(
        InFlight(
          body: .sync(bytes, token: token), server: server, isOvertaken: next.fault == .reorder))
      throw SyncError.transport(.timeout(host: server.name))
    default:
      if isAnswer { return try arrive(bytes, token, at: server).cut(next.bits >> 1) }
      return try arrive(bytes.cut(next.bits >> 1), token, at: server)
    }
  }

  /// A request reaches a server; those that it overtook come after it, the last first.
  private func arrive(_ bytes: [UInt8], _ token: String, at server: Server) throws -> [UInt8] {
    let answer = try serve(bytes, token, at: server)
    let isLate = { (request: InFlight) in request.isOvertaken && request.server === server }
    let late = inFlight.filter(isLate)
    inFlight.removeAll(where: isLate)
    for request in late.reversed() { try deliver(request) }
    return answer
  }

  /// What was on its way arrives; nobody waits for the answer any more.
  func deliver(_ request: InFlight) throws {
    do {
      switch request.body {
      case .sync(let bytes, let token): _ = try serve(bytes, token, at: request.server)
      case .file(let file): _ = try serve(file, at: request.server)
      }
    } catch is SyncError {}
  }

  private func serve(_ bytes: [UInt8], _ token: String, at server: Server) throws -> [UInt8] {
    let service = server.service
    let request: SyncRequest
    do { request = try SyncRequest(decoding: bytes) } catch {
      let refusal = ServiceError.malformed(error)
      throw SyncError.refused(refusal.response, status: refusal.status)
    }
    let answer: [UInt8]
    var handedOver: Set<RecordID> = []
    do {
      let caller = try service.caller(authorization: "Bearer \(token)")
      handedOver = Set(try service.unpacked(request, from: caller).batch.records.map(\.id))
      answer = try service.sync(request, from: caller).encoded()
    } catch {
      guard server.power.isDead else {
        throw SyncError.refused(error.response, status: error.status)
      }
      for sender in senders { strike(server.plannedCrash, sender) }
      try server.restart()
      try look(at: handedOver, on: server)
      throw SyncError.transport(.connectionLost(host: server.name))
    }
    try look(at: handedOver, on: server)
    return answer
  }

  var senders: [any Sender] { devices + hubs }
}

extension Fault {
  /// Strikes a message on its way.
  var isOfNetwork: Bool {
    switch self {
    case .drop, .duplicate, .reorder, .truncate, .delay: true
    default: false
    }
  }
}
