import Foundation
import GRDB
import RecordCoding
public import Replication

/// Something that is said about a record and is no part of it: a verdict, a receipt.
public struct StoredDocument: Hashable, Sendable {
  /// A small number of the writer's choice that stands in clear: what lists show.
  public var status: Int
  /// What it says, in the form of whoever wrote it.
  public var bytes: [UInt8]

  public init(status: Int, bytes: [UInt8]) {
    self.status = status
    self.bytes = bytes
  }
}

extension Store {
  /// Keeps a document about a record, instead of the last of its kind.
  /// - Parameter announcing: whether the record gets a new number in its area's feed, so that
  ///   those who follow it receive the document.
  /// - Throws: `.noRecord`.
  public func put(
    _ document: StoredDocument, kind: String, about id: RecordID, announcing: Bool = false
  ) throws(StoreError) {
    try write { database in
      if announcing {
        let row = try self.existingRow(database, id)
        try self.put(database, document, kind: kind, about: id, row.number)
        try self.update(database, row)
      } else {
        let number = try self.existingNumber(database, id)
        try self.put(database, document, kind: kind, about: id, number)
      }
    }
  }

  /// Keeps documents of one kind about several records, all or none, each instead of the last;
  /// those about records that are not here are passed over.
  /// - Parameter announced: of these the records get a new number in their feeds.
  public func put(
    _ documents: [(id: RecordID, document: StoredDocument)], kind: String,
    announcing announced: Set<RecordID> = []
  ) throws(StoreError) {
    if documents.isEmpty { return }
    try write { database in
      for (id, document) in documents {
        guard let number = try self.recordNumber(database, id) else { continue }
        try self.put(database, document, kind: kind, about: id, number)
        if announced.contains(id) { try self.announce(database, id) }
      }
    }
  }

  /// Gives a record a new number in its feed; a damaged one is handed on when it is whole again.
  private func announce(_ database: Database, _ id: RecordID) throws {
    do {
      try update(database, existingRow(database, id))
    } catch let damage as DamagedValue {
      try note(database, damage)
    }
  }

  /// The last document of a kind about a record; nil where there is none.
  /// - Throws: `.noRecord`.
  public func document(kind: String, about id: RecordID) throws(StoreError) -> StoredDocument? {
    try read { try self.documents($0, record: self.existingNumber($0, id))[kind] }
  }

  static func documentPlace(_ number: Int64, _ kind: String) -> ValueCipher.Place {
    var writer = ByteWriter()
    writer.write(zigzag: number)
    writer.write(text: kind)
    return ValueCipher.Place(table: "document", row: writer.bytes)
  }

  func put(
    _ database: Database, _ document: StoredDocument, kind: String, about id: RecordID,
    _ number: Int64
  ) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO document (record, kind, status, bytes) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      number, kind, document.status, sealed(document.bytes, Self.documentPlace(number, kind)),
    ])
  }

  func documents(_ database: Database, record number: Int64) throws -> [String: StoredDocument] {
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT kind, status, bytes FROM document WHERE record = ?"),
      arguments: [number])
    var documents: [String: StoredDocument] = [:]
    for row in rows {
      let kind: String = row[0]
      documents[kind] = StoredDocument(
        status: row[1], bytes: try opened(row[2], Self.documentPlace(number, kind)))
    }
    return documents
  }
}
