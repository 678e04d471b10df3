import Interviewing

/// What befalls one connection on its way through a `FaultProxy`.
enum LinkFault: Hashable, Sendable {
  enum Direction: CaseIterable, Sendable { case toServer, toClient }

  case none
  /// It ends in both directions once so many bytes have passed in one of them.
  case cut(Direction, after: Int)
  /// The same, and what either side has not read yet is lost.
  case reset(Direction, after: Int)
  /// Everything comes so much later.
  case delay(milliseconds: Int)
  case throttle(bytesPerSecond: Int)
  /// Each request reaches the server once more, over a connection of its own, whose answer nobody gets.
  case duplicate(Order)
  /// Nobody answers its request, which reaches the server after the next one that overtakes it.
  case late
  /// The requests of the late connections before reach the server after the first one of this, the
  /// newest of them first.
  case overtaking
  /// No encoding can be agreed on, and bodies go in chunks of few bytes, their length untold.
  case rewritten
  /// The request is answered with a page that asks to log in, as the networks of hotels do.
  case portal

  enum Order: Sendable { case copyFirst, copyLast }
}

extension LinkFault {
  /// Some for the first connections of a synchronization, fewer than it bears.
  static func several(seed: UInt64, cutWithin bytes: Int) -> [LinkFault] {
    var random = SeededGenerator(seed: seed)
    var faults = (0..<3).map { _ in any(cutWithin: bytes, by: &random) }
    if faults.contains(.late) { faults.append(.overtaking) }
    return faults
  }

  private static func any(
    cutWithin bytes: Int, by random: inout SeededGenerator
  ) -> LinkFault {
    let direction: Direction = Bool.random(using: &random) ? .toServer : .toClient
    let place = Int.random(in: 0..<bytes, using: &random)
    return switch Int.random(in: 0..<8, using: &random) {
    case 0: .cut(direction, after: place)
    case 1: .reset(direction, after: place)
    case 2: .delay(milliseconds: 1 + place % 20)
    case 3: .throttle(bytesPerSecond: 10_000 + place * 100)
    case 4: .duplicate(place % 2 == 0 ? .copyFirst : .copyLast)
    case 5: .late
    case 6: .rewritten
    default: .portal
    }
  }
}
