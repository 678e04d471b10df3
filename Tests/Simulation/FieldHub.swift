import Hub

/// A laptop that serves devices in the field, and syncs with what is above it.
final class FieldHub: Sender {
  let server: Server
  let areas: [String]
  /// The hub that it follows; nil where that is the office's server.
  weak var above: FieldHub?
  var token = ""
  var tokenFrom: Server?
  var planned: [(fault: Fault, bits: UInt64)] = []
  /// Faults that changed it, or a device that handed over to it, for good.
  var marks: Set<Fault> = []
  var since: [Operation: Int] = [:]

  init(_ server: Server, areas: [String], above: FieldHub?) {
    self.server = server
    self.areas = areas
    self.above = above
  }

  /// The product's, which holds what the service held when it was last started.
  var hub: Hub { Hub(server.service) }

  var power: PowerSwitch { server.power }
  var plannedCrash: Fault { server.plannedCrash }

  func restart() throws { try server.restart() }

  /// What somebody did is here now, and goes on from here.
  func takeOver(_ sender: some Sender) {
    since.merge(sender.since, uniquingKeysWith: +)
    marks.formUnion(sender.marks)
  }
}
