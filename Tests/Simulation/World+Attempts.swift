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

  func crashed<Value>(_ device: Device) throws -> Attempt<Value> {
    let committed = device.power.committed
    strike(device.plannedCrash, device)
    try device.restart()
    return Attempt(value: nil, committed: committed)
  }

  /// Notes that a fault struck a device, and with it all that was done there since its last whole
  /// exchange.
  func strike(_ fault: Fault, _ device: Device) {
    table.struck(fault)
    for (operation, times) in device.since { table.meet(operation, fault, times: times) }
  }

  /// Notes that a device is another one for good.
  func mark(_ fault: Fault, _ device: Device) {
    device.marks.insert(fault)
    for (operation, times) in device.since { table.meet(operation, fault, times: times) }
  }
}
