import Foundation
import RecordCoding
import Replication
import SyncProtocol

/// What a row of a damaged file proved to be.
enum SalvagedRow {
  /// With the state as it is stored.
  case record(number: Int64, RecordID, state: [UInt8])
  case name(number: Int, String)
  /// Which file rows of pieces mean by a number, and whether it was there whole.
  case attachment(number: Int64, AttachmentDigest, isHeld: Bool)
  /// As it is stored: whether it is whole shows where its file is known.
  case piece(number: Int64, start: UInt64, sealed: [UInt8])
  case seal(SealEntry)
  case definition(StoredDefinition)
  case quarantined(EncodedRecord)
  case pending(number: Int64, place: Int64, PendingWrites)
  /// Of the index of identities, which has no checksum.
  case identity(number: Int64, RecordID)
  case authorName(String)
  case authorRole(String)
}

/// Finds the rows of our tables on single pages, and tells by their checksums what they are.
struct RowFinder {
  let carver: RowCarver
  let cipher: ValueCipher

  /// Everything but pending writes, deleted rows too: older states of a record lose nothing when
  /// they are merged.
  func lasting(on page: [UInt8]) -> [SalvagedRow] {
    var found: [SalvagedRow] = []
    for place in page.places(of: Self.idType) where place > 0 && place + 1 < page.count {
      let before = page[place - 1]
      if before == 0 {
        let rows = carver.rows(on: page, headerAt: place - 2, hasNumber: true)
        found += rows.compactMap { record($0) ?? quarantined($0) ?? name($0) }
      } else if (1...9).contains(before), place > 2, (1...9).contains(page[place - 2]) {
        found += carver.rows(on: page, headerAt: place - 3, hasNumber: false).compactMap(seal)
      }
      if before == 3, (1...9).contains(page[place + 1]) {
        found += carver.rows(on: page, headerAt: place - 1, hasNumber: false).compactMap(identity)
      }
    }
    for place in page.places(of: Self.digestType) where place > 1 && page[place - 1] == 0 {
      found += carver.rows(on: page, headerAt: place - 2, hasNumber: true).compactMap(attachment)
    }
    for place in page.places(of: Self.emptyText)
    where place > 2 && page[place - 2] == 0 && (1...9).contains(page[place - 1]) {
      found += carver.rows(on: page, headerAt: place - 3, hasNumber: true).compactMap(piece)
    }
    for place in page.places(of: Self.hashType[0])
    where place + 1 < page.count && page[place + 1] == Self.hashType[1] {
      found += carver.rows(on: page, headerAt: place - 1, hasNumber: true).compactMap(definition)
    }
    for place in page.places(of: Self.settingType) where place > 0 && page[place - 1] == 3 {
      found += carver.rows(on: page, headerAt: place - 1, hasNumber: false).compactMap(setting)
    }
    return found
  }

  /// Pending writes that a page lists; where the page is damaged, whatever looks like them.
  func pending(on image: RawPages.Image) -> [SalvagedRow] {
    if let rows = carver.listedRows(on: image) { return rows.compactMap(pending) }
    let page = image.bytes
    return page.indices.dropLast(3).flatMap { start -> [SalvagedRow] in
      guard page[start] >= 4, page[start] < 16, (1...9).contains(page[start + 1]),
        (1...9).contains(page[start + 2])
      else { return [] }
      return carver.rows(on: page, headerAt: start, hasNumber: false).compactMap(pending)
    }
  }

  /// A blob of 16 bytes.
  private static let idType: UInt8 = 44
  /// A text of 64 bytes.
  private static let hashType: [UInt8] = [0x81, 0x0D]
  /// A blob of 32 bytes.
  private static let digestType: UInt8 = 76
  /// The source of the pieces of a whole file.
  private static let emptyText: UInt8 = 13
  private static let nameSetting = "setting.author.name"
  private static let roleSetting = "setting.author.role"
  /// A text of their 19 bytes.
  private static let settingType: UInt8 = 51

  private func opened(_ sealed: [UInt8]?, _ table: String, _ row: [UInt8]) -> [UInt8]? {
    guard let sealed else { return nil }
    return cipher.open(sealed, ValueCipher.Place(table: table, row: row))
  }

  private func record(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 12, let number = row.number, let bytes = row.blob(1),
      let id = RecordID(bytes: bytes), let state = opened(row.blob(11), "record", bytes)
    else { return nil }
    return .record(number: number, id, state: state)
  }

  private func name(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 3, let number = row.number.flatMap(Int.init(exactly:)), number > 0,
      let digest = row.blob(1), let sealed = row.blob(2),
      let bytes = cipher.open(sealed, Store.namePlace(number)),
      let name = String(validating: bytes, as: UTF8.self),
      Array(Store.nameDigest(of: name)) == digest
    else { return nil }
    return .name(number: number, name)
  }

  private func attachment(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 5, let number = row.number, number > 0,
      let digest = row.blob(1).flatMap({ AttachmentDigest($0) }), row.int(2) != nil
    else { return nil }
    return .attachment(number: number, digest, isHeld: row.int(3) != nil)
  }

  private func piece(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 7, let number = row.int(1), row.text(2) == "", let start = row.int(3),
      start >= 0, let sealed = row.blob(6)
    else { return nil }
    return .piece(number: number, start: UInt64(start), sealed: sealed)
  }

  private func quarantined(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 9, let bytes = row.blob(1), let id = RecordID(bytes: bytes),
      let digest = row.blob(2), let arrived = opened(row.blob(8), "quarantine", digest)
    else { return nil }
    return .quarantined(EncodedRecord(id: id, bytes: arrived))
  }

  private func definition(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 6, let hash = row.text(0), let source = row.blob(5),
      sha256(source).hexadecimal == hash
    else { return nil }
    return .definition(
      StoredDefinition(
        hash: hash, name: row.text(1) ?? "", version: row.text(2) ?? "",
        title: row.text(3) ?? "", bytes: source))
  }

  /// The line says itself which it is; the checksum covers that.
  private func seal(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 4, let sealed = row.blob(3), sealed.count > 9 else { return nil }
    do throws(RecordDecodingError) {
      var reader = ByteReader(Array(sealed[9...]))
      let entry = try reader.readSealEntry()
      let place = Store.sealPlace(entry.dot)
      return cipher.open(sealed, place) == nil ? nil : .seal(entry)
    } catch {
      return nil
    }
  }

  private func pending(_ row: RawRow) -> SalvagedRow? {
    guard row.count >= 3, let number = row.int(0), let place = row.int(1),
      let sealed = row.blob(2),
      let plain = cipher.open(sealed, Store.pendingPlace(number, place))
    else { return nil }
    do throws(RecordDecodingError) {
      var reader = ByteReader(plain)
      let pending = try reader.readPendingWrites()
      try reader.expectEnd()
      return .pending(number: number, place: place, pending)
    } catch {
      return nil
    }
  }

  private func identity(_ row: RawRow) -> SalvagedRow? {
    guard row.count == 2, let id = row.blob(0).flatMap(RecordID.init(bytes:)),
      let number = row.int(1), number > 0
    else { return nil }
    return .identity(number: number, id)
  }

  private func setting(_ row: RawRow) -> SalvagedRow? {
    guard row.count == 2, let name = row.text(0),
      let value = opened(row.blob(1), "setting", Array(name.utf8)),
      let text = String(validating: value, as: UTF8.self)
    else { return nil }
    switch name {
    case Self.nameSetting: return .authorName(text)
    case Self.roleSetting: return .authorRole(text)
    default: return nil
    }
  }
}

extension [UInt8] {
  /// Where a byte stands, ascending.
  fileprivate func places(of byte: UInt8) -> [Int] {
    withUnsafeBytes { bytes in
      var places: [Int] = []
      guard let base = bytes.baseAddress else { return places }
      var from = 0
      while from < bytes.count, let hit = memchr(base + from, Int32(byte), bytes.count - from) {
        let place = base.distance(to: UnsafeRawPointer(hit))
        places.append(place)
        from = place + 1
      }
      return places
    }
  }
}

extension RecordID {
  fileprivate init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    do throws(RecordDecodingError) {
      var reader = ByteReader(bytes)
      self = try reader.readRecordID()
    } catch {
      return nil
    }
  }
}
