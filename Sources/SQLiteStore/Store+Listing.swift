import Foundation
import GRDB
public import Replication

public import struct Replication.Record

/// What a list shows of a record, without opening it.
public struct RecordSummary: Hashable, Sendable {
  /// Its place in the store: pass the last one's to go on after it.
  public let position: Int64
  public let id: RecordID
  /// What it is about.
  public let kind: Record.Kind
  /// The questionnaire's canonical hash; empty where it names none.
  public let definition: String
  /// Whose feed it stands in.
  public let area: String
  /// As `Record.status` says.
  public let stage: RecordStatus.Stage
  /// An answer lies outside what the decision was made on.
  public let isStale: Bool
  /// Registers on which people disagree, and rows deleted by one and edited by another.
  public let conflicts: Int
  /// The upstream is not known to have it as it is.
  public let isUnsent: Bool
  /// There are saved writes that are not sealed.
  public let isPending: Bool
  /// `StoredDocument.status` by kind of document.
  public let documents: [String: Int]
}

extension Store {
  /// Records in the order they came to this store.
  /// - Parameters:
  ///   - area: only those of this area; nil for all.
  ///   - position: 0, or the last one's place of the page before.
  public func summaries(
    area: String? = nil, after position: Int64 = 0, limit: Int = .max
  ) throws(StoreError) -> [RecordSummary] {
    try read { database in
      try Row.fetchAll(
        database, sql: Self.summariesQuery, arguments: [position, area, area, limit]
      ).map { try self.summary(database, $0) }
    }
  }

  /// One record's summary; nil where there is none.
  public func summary(of id: RecordID) throws(StoreError) -> RecordSummary? {
    try read { database in
      guard let number = try self.recordNumber(database, id) else { return nil }
      return try Row.fetchOne(
        database, sql: Self.summariesQuery, arguments: [number - 1, nil, nil, 1]
      ).map { try self.summary(database, $0) }
    }
  }

  private static let summariesQuery = """
    SELECT record.n, record.id, record.kind, record.definition, area.name, record.stage,
      record.stale, record.conflicts, record.unsent,
      EXISTS (SELECT 1 FROM pending WHERE pending.record = record.n)
    FROM record JOIN area ON area.n = record.area
    WHERE record.n > ? AND (? IS NULL OR area.name = ?) ORDER BY record.n LIMIT ?
    """

  private func summary(_ database: Database, _ row: Row) throws -> RecordSummary {
    let statuses = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT kind, status FROM document WHERE record = ?"),
      arguments: [row[0] as Int64])
    return RecordSummary(
      position: row[0], id: try RecordID(data: row[1]),
      kind: Record.Kind(rawValue: row[2]), definition: row[3], area: row[4],
      stage: RecordStatus.Stage(rawValue: row[5]) ?? .inProgress, isStale: row[6],
      conflicts: row[7], isUnsent: row[8], isPending: row[9],
      documents: Dictionary(
        statuses.map { ($0[0] as String, $0[1] as Int) }, uniquingKeysWith: { _, last in last }))
  }
}
