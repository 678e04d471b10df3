/// Who syncs with a server: a person's device, or a hub with what is above it.
protocol Sender: AnyObject {
  var token: String { get }
  /// Who gave the token, and must know it as long as he is not put back; nil where nobody must.
  var tokenFrom: Server? { get set }
  /// Of its own store.
  var power: PowerSwitch { get }
  /// Which crash is planned for it.
  var plannedCrash: Fault { get }
  /// Faults that its next exchange meets.
  var planned: [(fault: Fault, bits: UInt64)] { get set }
  /// Faults that changed it for good.
  var marks: Set<Fault> { get set }
  /// What was done on it, or on devices that handed it over, since the last whole exchange.
  var since: [Operation: Int] { get set }

  /// Starts the programs again: nothing stays of what was only in memory.
  func restart() throws
}
