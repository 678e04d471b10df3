/// Who wrote, as enrolled: a short name, unique within a server, and what they may decide.
public struct Author: Hashable, Sendable {
  /// What an author may do, in ascending order.
  public enum Role: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    case enumerator = 1
    case supervisor = 2
    /// The office.
    case coordinator = 3

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// As enrolled.
  public var name: String
  /// As enrolled.
  public var role: Role

  public init(name: String, role: Role) {
    self.name = name
    self.role = role
  }
}

/// Milliseconds since 1970 UTC by a device's own clock: for display and ties, never for order.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Since 1970 UTC.
  public var milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
}

/// Who sealed a dot and when.
public struct Stamp: Hashable, Sendable {
  /// Who sealed.
  public var author: Author
  /// When, by the clock of the device that sealed.
  public var time: WallTime
  public init(author: Author, time: WallTime) {
    self.author = author
    self.time = time
  }
}
