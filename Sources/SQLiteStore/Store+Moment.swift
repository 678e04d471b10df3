import GRDB

/// A connection by which all of a piece of work is read.
final class Moment: @unchecked Sendable {
  // No lock is needed: only the thread that took it sees it, and that waits for the work.

  let store: Store
  let database: Database
  /// What was found damaged, to be noted when nothing is read any more.
  var damages: [DamagedValue] = []

  init(of store: Store, _ database: Database) {
    self.store = store
    self.database = database
  }
}

extension Store {
  @TaskLocal private static var taken: Moment?

  /// The connection that reads already where this is called.
  var moment: Moment? { Self.taken.flatMap { $0.store === self ? $0 : nil } }

  /// Whatever `body` reads of this store it reads as it was at one moment, by one connection: the way to a
  /// connection takes longer than most questions. It must not write.
  public func atOneMoment<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let (value, damages) = try read { database in
      let moment = Moment(of: self, database)
      let value = try Self.$taken.withValue(moment) { try body() }
      return (value, moment.damages)
    }
    try note(damages)
    return value
  }
}
