import Foundation
import GRDB
import Messages
import RecordCoding
public import Replication
public import SyncProtocol

/// Bytes that arrived and could not be used, kept as they came.
public struct QuarantinedRecord: Hashable, Sendable {
  public let id: RecordID
  /// As they arrived.
  public let bytes: [UInt8]
  /// Why they could not be used.
  public let reason: QuarantineReason
  /// Who sent it.
  public let source: String
  public let time: WallTime
}

extension QuarantineReason {
  static let otherIdentity = QuarantineReason(
    code: "RECORD-IDENTITY",
    message: Message(
      es: "Los datos son de otro registro que el anunciado; avise a quien mantiene Campo.",
      en: "The data are of another record than announced; tell Campo's maintainers."))

  static let contradicted = QuarantineReason(
    code: "SEAL-CONTRADICTED",
    message: Message(
      es: "Una línea del registro de sellos que llegó con la respuesta no puede ser cierta, o no "
        + "se puede comparar; la respuesta se guarda aparte. Avise a quien mantiene Campo.",
      en: "A line of the seal log that came with the response cannot be true, or cannot be "
        + "compared; the response is kept apart. Tell Campo's maintainers."))

  static let erasing = QuarantineReason(
    code: "RECORD-CONTRADICTED",
    message: Message(
      es: "Lo que llegó dice haber visto respuestas que aquí están, y ya no las trae ni dice qué "
        + "las reemplazó; se guarda aparte y aquí no se quitó nada. Avise a quien mantiene Campo.",
      en: "What arrived claims to have seen answers that are here, and neither holds them nor says "
        + "what took their place; it is kept apart, and nothing was taken away here. Tell Campo's "
        + "maintainers."))

  static let damaged = QuarantineReason(
    code: "STORE-DAMAGED",
    message: Message(
      es: "Esta copia se dañó en el disco; se reemplazó por la que llegó y se guarda aparte.",
      en: "This copy was damaged on the disk; the one that arrived took its place."))

  static let damagedPending = QuarantineReason(
    code: "STORE-DAMAGED",
    message: Message(
      es: "Lo que aquí se guardó de la respuesta sin sellar está dañado; lo que llegó se guarda "
        + "aparte.",
      en: "What was saved of the response here and is not sealed is damaged; what arrived is kept "
        + "apart."))

  static let tooLarge = QuarantineReason(
    code: "RECORD-TOO-LARGE",
    message: Message(
      es: "La respuesta unida pasaría de \(CodingLimits.recordBytes) bytes; se guarda aparte.",
      en: "The merged response would pass \(CodingLimits.recordBytes) bytes; it is kept apart."))
}

extension Store {
  /// What is kept in quarantine, oldest first, after the `skipping` first ones.
  public func quarantined(
    skipping: Int = 0, limit: Int = 100
  ) throws(StoreError) -> [QuarantinedRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT record, digest, source, code, spanish, english, time, bytes FROM quarantine
          ORDER BY n LIMIT ? OFFSET ?
          """,
        arguments: [limit, skipping]
      ).map { row in
        QuarantinedRecord(
          id: try RecordID(data: row[0]),
          bytes: try self.opened(row[7], Self.quarantinePlace(row[1])),
          reason: QuarantineReason(code: row[3], message: Message(es: row[4], en: row[5])),
          source: row[2], time: WallTime(milliseconds: row[6]))
      }
    }
  }

  /// Lets go of what was set aside under a code and has been taken since, byte for byte the same.
  public func dropQuarantined(
    _ taken: [EncodedRecord], setAsideAs code: String
  ) throws(StoreError) {
    if taken.isEmpty { return }
    try write { database in
      let statement = try database.cachedStatement(
        sql: "DELETE FROM quarantine WHERE digest = ? AND code = ?")
      for record in taken {
        try statement.execute(arguments: [Data(sha256(record.bytes)), code])
      }
    }
  }

  static func quarantinePlace(_ digest: Data) -> ValueCipher.Place {
    ValueCipher.Place(table: "quarantine", row: Array(digest))
  }

  func quarantine(
    _ database: Database, _ encoded: EncodedRecord, from origin: MergeOrigin,
    _ reason: QuarantineReason
  ) throws -> MergeOutcome {
    let digest = Data(sha256(encoded.bytes))
    let source =
      switch origin {
      case .peer(let name), .client(let name, _): name
      case .upstream: "upstream"
      }
    try database.execute(
      sql: """
        INSERT INTO quarantine (record, digest, source, code, spanish, english, time, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
        """,
      arguments: [
        encoded.id.data, digest, source, reason.code, reason.message.spanish,
        reason.message.english, environment.now().milliseconds,
        sealed(encoded.bytes, Self.quarantinePlace(digest)),
      ])
    return MergeOutcome(quarantined: encoded.id, reason)
  }
}
