import Foundation
public import Replication

/// Where a process that works with a store may end.
public enum StoreMoment: Sendable {
  case reading
  /// Everything of the transaction is done, and nothing of it is on the disk.
  case committing
  /// It is on the disk, and nobody has been told.
  case committed
}

/// What a store takes from the world around it; a simulation passes its own.
public struct StoreEnvironment: Sendable {
  /// The device's clock.
  public var now: @Sendable () -> WallTime
  /// 128 random bits.
  public var randomBits: @Sendable () -> (high: UInt64, low: UInt64)
  /// What names this machine and stays the same over its restarts.
  public var machine: @Sendable () -> String
  /// The number of the file at a path, which stays with it and which no copy of it has; nil where
  /// there is none. A simulation says which copies nobody can tell from the first.
  public var fileNumber: @Sendable (_ path: String) -> UInt64? = { StoreFile.inode(of: $0) }
  /// What every stored value passes through.
  public var cipher: ValueCipher
  /// The most pages of 4 KiB the file may take; nil for as many as the disk holds.
  public var pageLimit: UInt32?
  /// Called at the ends of each transaction; what it throws ends the process's work there, as a
  /// crash would. For simulations.
  public var passing: @Sendable (StoreMoment) throws -> Void = { _ in }

  public init(
    now: @escaping @Sendable () -> WallTime,
    randomBits: @escaping @Sendable () -> (high: UInt64, low: UInt64),
    machine: @escaping @Sendable () -> String,
    cipher: ValueCipher = .plain, pageLimit: UInt32? = nil
  ) {
    self.now = now
    self.randomBits = randomBits
    self.machine = machine
    self.cipher = cipher
    self.pageLimit = pageLimit
  }

  /// This machine's clock, randomness and name.
  public static var system: StoreEnvironment {
    StoreEnvironment(
      now: { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
      randomBits: { (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)) },
      machine: { Self.machineName })
  }

  /// The operating system's machine id, or its host name where there is none.
  private static var machineName: String {
    let id = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
    let name = id?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return name.isEmpty ? ProcessInfo.processInfo.hostName : name
  }
}
