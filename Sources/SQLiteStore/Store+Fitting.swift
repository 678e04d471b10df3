import RecordCoding
import Replication

// What no reader would take is refused before it is written: it would be damage to this store and
// hold the record back everywhere else.

extension Store {
  func requireFitting(_ value: AnswerValue, at key: RegisterKey) throws(StoreError) {
    guard key.fitsInRecord else {
      throw StoreError(.nameTooLong(limit: CodingLimits.nameBytes), at: directory)
    }
    guard value.fitsInRecord else {
      throw StoreError(.valueTooLarge(key, limit: CodingLimits.textBytes), at: directory)
    }
  }

  func requireFitting(_ author: Author) throws(StoreError) {
    guard author.name.utf8.count <= CodingLimits.nameBytes else {
      throw StoreError(.nameTooLong(limit: CodingLimits.nameBytes), at: directory)
    }
  }

  func requireFitting(comment: String) throws(StoreError) {
    guard comment.utf8.count <= CodingLimits.textBytes else {
      throw StoreError(.commentTooLarge(limit: CodingLimits.textBytes), at: directory)
    }
  }
}

extension RegisterKey {
  fileprivate var fitsInRecord: Bool {
    switch self {
    case .field(let name): name.utf8.count <= CodingLimits.nameBytes
    case .answer(let cell), .row(let cell):
      cell.question.utf8.count <= CodingLimits.nameBytes
        && cell.rows.count <= CodingLimits.rowDepth
    case .unknown(_, let bytes): bytes.count <= CodingLimits.opaqueBytes
    }
  }
}

extension AnswerValue {
  fileprivate var fitsInRecord: Bool {
    switch self {
    case .text(let text): text.utf8.count <= CodingLimits.textBytes
    case .missing(let code): code.utf8.count <= CodingLimits.nameBytes
    case .attachment(let file):
      file.sha256.count == 32 && file.type.utf8.count <= CodingLimits.nameBytes
        && file.name.utf8.count <= CodingLimits.nameBytes
    case .unknown(_, let bytes): bytes.count <= CodingLimits.opaqueBytes
    case .cleared, .row, .deleted: true
    }
  }
}
