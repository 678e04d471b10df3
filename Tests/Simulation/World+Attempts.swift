import Replication

/// What came of something that a crash may have cut short.
struct Attempt<Value> {
  /// Nil where the device crashed.
  let value: Value?
  /// Transactions that were on the disk by then.
  let committed: Int
}

extension World {
  /// Does something on a device; where that crashes, starts the device again. Any other failure
  /// breaks a promise.
  func attempt<Value>(on device: Device, _ body: () throws -> Value) throws -> Attempt<Value> {
    device.power.start()
    do {
      return Attempt(value: try body(), committed: device.power.committed)
    } catch {
      guard device.power.isDead else {
        throw Violation("an operation failed that should not", "\(error)")
      }
      return try crashed(device)
    }
  }

  func crashed<Value>(_ sender: any Sender) throws -> Attempt<Value> {
    let committed = sender.power.committed
    strike(sender.plannedCrash, sender)
    try sender.restart()
    return Attempt(value: nil, committed: committed)
  }

  /// Notes that a fault struck a device or hub, and with it all that was done there since its last
  /// whole exchange.
  func strike(_ fault: Fault, _ sender: any Sender) {
    table.struck(fault)
    for (operation, times) in sender.since { table.meet(operation, fault, times: times) }
  }

  /// Notes that a device or hub is another one for good.
  func mark(_ fault: Fault, _ sender: any Sender) {
    sender.marks.insert(fault)
    for (operation, times) in sender.since { table.meet(operation, fault, times: times) }
  }
}
