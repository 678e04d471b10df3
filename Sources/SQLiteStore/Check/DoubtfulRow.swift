import Foundation
import GRDB

/// A row of a file that may be damaged: what is not of the wanted type is nil, never a trap.
struct DoubtfulRow {
  private let row: Row

  init(_ row: Row) { self.row = row }

  func int(_ column: Int) -> Int64? { Int64.fromDatabaseValue(value(column)) }

  func text(_ column: Int) -> String? { String.fromDatabaseValue(value(column)) }

  /// Bytes of a blob; not of a text, which a damaged file may hold in its stead.
  func data(_ column: Int) -> Data? {
    if case .blob(let data) = value(column).storage { data } else { nil }
  }

  func isNull(_ column: Int) -> Bool { value(column).isNull }

  private func value(_ column: Int) -> DatabaseValue { row[column] }
}
