import GRDB

/// A connection by which all of a piece of work is read, and written where it is a transaction.
final class Moment: @unchecked Sendable {
  // No lock is needed: only the thread that took it sees it, and that waits for the work.

  let store: Store
  let database: Database
  /// Of whoever only reads.
  let memory = MomentMemory()
  /// Whether it is the transaction that writes.
  let isWriting: Bool
  /// What failed first within the transaction: nothing of it is kept, whoever caught the error.
  var failure: StoreError?
  /// What was found damaged, to be noted when nothing is read any more.
  var damages: [DamagedValue] = []

  init(of store: Store, _ database: Database, isWriting: Bool = false) {
    self.store = store
    self.database = database
    self.isWriting = isWriting
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
    // What is found damaged is noted by whoever took the connection.
    if moment != nil { return try body() }
    let (value, damages) = try read { database in
      let moment = Moment(of: self, database)
      let value = try Self.$taken.withValue(moment) { try body() }
      return (value, moment.damages)
    }
    try note(damages)
    return value
  }

  /// Whatever `body` writes of this store is one transaction, and what it reads it reads there: on the disk
  /// when this returns, without a trace when anything in it throws. Each sync of the disk costs a
  /// phone some hundredths of a second.
  public func inOneTransaction<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    if let moment, moment.isWriting { return try body() }
    return try write { database in
      let moment = Moment(of: self, database, isWriting: true)
      let value = try Self.$taken.withValue(moment) { try body() }
      if let failure = moment.failure { throw failure }
      for damage in moment.damages { try self.note(database, damage) }
      return value
    }
  }
}
