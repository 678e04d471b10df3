import GRDB
import RecordCoding

extension StoreError {
  /// The store's own error for whatever reading or writing the file threw.
  init(_ error: any Error, at place: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DamagedValue:
      self.init(.damaged(what: error.table, row: error.row), at: place)
    case let error as OutgrownRecord:
      self.init(.recordFull(error.id, limit: CodingLimits.recordBytes), at: place)
    case let error as DatabaseError: self.init(Self.kind(of: error, at: place), at: place)
    default: self.init(.unexpected("\(error)"), at: place)
    }
  }

  private static func kind(of error: DatabaseError, at place: String) -> Kind {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
    case .SQLITE_FULL: .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
      StoreFile.isDiskFull(at: place) ? .diskFull : .notAccessible
    case .SQLITE_IOERR:
      // Growing the shared-memory file fails as an I/O error where the disk is full.
      StoreFile.isDiskFull(at: place)
        ? .diskFull : .inputOutput(error.extendedResultCode.rawValue)
    default: .unexpected(error.description)
    }
  }
}
