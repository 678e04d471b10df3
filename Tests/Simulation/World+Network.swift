import Campo
import CurlTransport
import Interviewing
import Replication
import SyncProtocol
import SyncService

extension World {
  /// Takes a request to the server and its answer back, or what a fault leaves of them.
  func carry(_ bytes: [UInt8], of device: Device) throws -> [UInt8] {
    guard let next = device.planned.first, next.fault.isOfNetwork else {
      return try arrive(bytes, device.token)
    }
    device.planned.removeFirst()
    strike(next.fault, device)
    let isAnswer = next.bits & 1 == 1
    switch next.fault {
    case .drop:
      if isAnswer { _ = try arrive(bytes, device.token) }
      throw SyncError.transport(.connectionLost(host: "server"))
    case .duplicate:
      let first = try arrive(bytes, device.token)
      let second = try arrive(bytes, device.token)
      return isAnswer ? first : second
    case .delay, .reorder:
      inFlight.append(
        InFlight(bytes: bytes, token: device.token, isOvertaken: next.fault == .reorder))
      throw SyncError.transport(.timeout(host: "server"))
    default:
      let cut = { (whole: [UInt8]) in
        Array(whole.prefix(Int((next.bits >> 1) % UInt64(max(1, whole.count)))))
      }
      if isAnswer { return cut(try arrive(bytes, device.token)) }
      return try arrive(cut(bytes), device.token)
    }
  }

  /// A request reaches the server; those that it overtook come after it, the last first.
  private func arrive(_ bytes: [UInt8], _ token: String) throws -> [UInt8] {
    let answer = try serve(bytes, token)
    let late = inFlight.filter(\.isOvertaken)
    inFlight.removeAll(where: \.isOvertaken)
    for request in late.reversed() { try deliver(request) }
    return answer
  }

  /// What was on its way arrives; nobody waits for the answer any more.
  func deliver(_ request: InFlight) throws {
    do { _ = try serve(request.bytes, request.token) } catch is SyncError {}
  }

  private func serve(_ bytes: [UInt8], _ token: String) throws -> [UInt8] {
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
      for device in devices { strike(serverCrash, device) }
      try server.restart()
      try lookAtServer(handedOver)
      throw SyncError.transport(.connectionLost(host: "server"))
    }
    try lookAtServer(handedOver)
    return answer
  }
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
