import Foundation
import GRDB
import RecordCoding
import Replication
import SyncProtocol

// Who may sync, and under which names forked replicas go.

extension StoreCheck {
  private static let idBytes = 16

  mutating func checkEnrolments() throws {
    try forEachRow(
      "SELECT n, name, role, areas, codeHash, replica, certificate, signingKey FROM enrolment"
    ) { check, row in
      let role = Author.Role(rawValue: UInt8(clamping: row.int(2) ?? 0))
      let hasPerson = row.text(1) != nil && role != nil && row.text(3) != nil
      let hasCode = row.data(4)?.isEmpty == false
      let hasDevice = row.isNull(5) || row.data(5)?.count == Self.idBytes
      let hasWord = row.isNull(6) || row.data(6).map(Self.isCertificate) == true
      let hasKey = row.isNull(7) || row.data(7)?.count == SyncLimits.signingKeyBytes
      let isWhole = hasPerson && hasCode && hasDevice && hasWord && hasKey
      if !isWhole { check.add(.value, at: "enrolment \(row.int(0) ?? 0)") }
    }
  }

  /// Whoever has a token has an enrolment.
  mutating func checkTokens() throws {
    try forEachRow(
      """
      SELECT token.hash, token.replica, enrolment.n FROM token
      LEFT JOIN enrolment ON enrolment.n = token.enrolment
      """
    ) { check, row in
      let isWhole =
        row.data(0)?.isEmpty == false && row.data(1)?.count == Self.idBytes && row.int(2) != nil
      if !isWhole { check.add(.value, at: "token \(Self.name(row.data(0)))") }
    }
  }

  mutating func checkForks() throws {
    for table in ["fork", "own"] {
      try forEachRow("SELECT replica, revision FROM \(table)") { check, row in
        if !Self.isDot(row, at: 0) { check.add(.value, at: "\(table) \(Self.name(row.data(0)))") }
      }
    }
  }

  /// Each name is a dot, and another than the one that it stands for.
  mutating func checkRenamed() throws {
    try forEachRow("SELECT replica, revision, name, nameRevision FROM renamed") { check, row in
      let isWhole = Self.isDot(row, at: 0) && Self.isDot(row, at: 2)
      if !isWhole || (row.data(0) == row.data(2) && row.int(1) == row.int(3)) {
        check.add(.value, at: "renamed \(Self.name(row.data(0))):\(row.int(1) ?? 0)")
      }
    }
  }

  private static func isDot(_ row: DoubtfulRow, at column: Int) -> Bool {
    row.data(column)?.count == idBytes && (row.int(column + 1) ?? 0) != 0
  }

  private static func isCertificate(_ bytes: Data) -> Bool {
    do throws(WireError) {
      _ = try SignedEnrolment(fieldBytes: Array(bytes))
      return true
    } catch {
      return false
    }
  }

  private static func name(_ bytes: Data?) -> String {
    bytes.map { Array($0).hexadecimal } ?? "?"
  }
}
