import Hub
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService

/// Permissions: the office gives a code, whoever is met takes it for a token.
extension World {
  /// Good for a hub too whose clock is years ahead of the office's.
  private static let codeDays = 21 * 366

  /// Gives a device a new permission, at the office's server.
  func enrol(_ device: Device, in areas: [String]) throws {
    device.code = nil
    try server.power.sparing {
      let code = try server.service.makeCode(for: device.author, areas: areas)
      try keep(redeemed(code.text, at: server, by: device), from: server, on: device)
    }
  }

  /// The office gives a device's owner a code, which is brought to whoever the device meets next.
  func giveCode(to device: Device, in areas: [String]) throws {
    try server.power.sparing {
      let code = try server.service.makeCode(
        for: device.author, areas: areas, days: Self.codeDays)
      device.code = Device.Code(text: code.text, areas: areas)
    }
  }

  /// Brings the code that a device's owner has, if any. A hub that has not heard of it refuses it, and
  /// so does whoever heard of it from another replica first.
  /// - Parameter isAnswerLost: the device hears nothing, and brings it again, elsewhere perhaps.
  func bringCode(of device: Device, to server: Server, isAnswerLost: Bool) throws {
    guard let code = device.code else { return }
    let answer: EnrolResponse
    do {
      answer = try server.power.sparing { try redeemed(code.text, at: server, by: device) }
    } catch ServiceError.codeRefused {
      // The office knows all codes: somebody else brought this one.
      if server === self.server {
        try enrol(device, in: code.areas)
        try device.reassign(to: code.areas)
      }
      return
    }
    if isAnswerLost { return }
    device.code = nil
    try keep(answer, from: code.isShared ? nil : server, on: device)
    try device.reassign(to: code.areas)
  }

  /// Makes a hub of an empty store, or gives one another permission.
  func enrol(_ hub: FieldHub, at server: Server) throws {
    let author = Author(name: hub.server.name, role: .supervisor)
    let code = try self.server.power.sparing {
      try self.server.service.makeCode(for: author, areas: hub.areas, isHub: true)
    }
    let answer = try server.power.sparing {
      try server.service.enrol(
        EnrolRequest(code: code.text, replica: hub.server.store.replica, asHub: true))
    }
    try hub.power.sparing { try Hub.keep(answer, in: hub.server.store) }
    hub.token = answer.token
    hub.tokenFrom = server
  }

  private func redeemed(
    _ code: String, at server: Server, by device: Device
  ) throws -> EnrolResponse {
    try server.service.enrol(EnrolRequest(code: code, replica: device.store.replica))
  }

  /// As the client keeps what a server said at enrolment.
  private func keep(_ answer: EnrolResponse, from server: Server?, on device: Device) throws {
    device.token = answer.token
    device.tokenFrom = server
    device.marks.remove(.previousVersion)
    try device.power.sparing {
      try device.store.set(.receiptKey, to: answer.receiptKey.hexadecimal)
      let root = answer.root ?? RootHistory(server: answer.server, epoch: answer.epoch)
      try device.store.noteReceiptRoot(root, isOwnWord: answer.root == nil)
    }
  }
}
