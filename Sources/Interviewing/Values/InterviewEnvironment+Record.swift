internal import Foundation
public import Replication

extension InterviewEnvironment {
  /// The world as it was when a record was last sealed, by its author's clock: what a check or an
  /// export evaluates in, so that the same record gets the same verdict on any day and machine.
  ///
  /// - Parameter now: milliseconds since 1970 UTC, for a record that has never been sealed.
  public init(asLastWritten record: Record, orNow now: @escaping @Sendable () -> Int64) {
    let written = record.stamps.values.map(\.time.milliseconds).max()
    self.init(
      now: { written ?? now() }, timeZone: .gmt, random: SeededGenerator(seed: record.id.low))
  }
}
