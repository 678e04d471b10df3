import Foundation
import GRDB
import RecordCoding
public import Replication

extension Store {
  /// The lines of the seal log that speak of a record, under the names that hold here.
  package func sealLines(of id: RecordID) throws(StoreError) -> [SealEntry] {
    try read { try self.sealEntries($0, of: id) }
  }

  /// For each replica which revisions have arrived here, by the seal log and the records held.
  public func coverage() throws(StoreError) -> [Coverage] { try surveyCoverage().coverage() }

  /// The survey of a store's folder, or of a server's data, which is only read.
  package static func surveyCoverage(
    at directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> CoverageSurvey {
    let store = try reading(at: directory, environment)
    defer { store.endReading() }
    return try store.surveyCoverage()
  }

  private func surveyCoverage() throws(StoreError) -> CoverageSurvey {
    try read { database in
      var survey = CoverageSurvey()
      let seals = try Row.fetchCursor(
        database,
        sql: """
          SELECT replica.id, seal.revision, seal.entry FROM seal
          JOIN replica ON replica.n = seal.replica
          """)
      while let row = try seals.next() { survey.add(try self.sealEntry(of: row)) }
      let records = try Row.fetchCursor(database, sql: "SELECT id, state FROM record")
      while let row = try records.next() {
        survey.add(try self.record(database, RecordID(data: row[0]), sealed: row[1]))
      }
      let purged = try Row.fetchCursor(database, sql: "SELECT id, context FROM purged")
      while let row = try purged.next() {
        survey.add(
          try RecordID(data: row[0]), context: try RecordCoder.decodeContext(Array(row[1] as Data)))
      }
      return survey
    }
  }
}
