/// Which styles show a number as a date; the styles part is read when a number first needs it.
struct LazyCellFormats {
  private enum Meaning {
    case number
    case date
    case duration
  }

  private let archive: ZipArchive
  private let part: String?
  private let epoch1904: Bool
  private var meanings: [Meaning]?

  init(_ archive: ZipArchive, part: String?, epoch1904: Bool) {
    self.archive = archive
    self.part = part
    self.epoch1904 = epoch1904
  }

  /// What a numeric cell shows: `1` for 1.0, an ISO date and time where its style is a date's.
  mutating func text(
    ofNumber raw: String, style: Int
  ) throws(QuestionnaireReadingError) -> String {
    let meaning = try meaning(ofStyle: style)
    if meaning == .number, raw.utf8.count <= 15, raw.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      return raw
    }
    guard let number = Double(raw), number.isFinite else { return raw }
    switch meaning {
    case .number: return SpreadsheetNumber.text(number)
    case .date: return SpreadsheetDate.text(ofSerial: number, epoch1904: epoch1904)
    case .duration: return SpreadsheetDate.durationText(ofDays: number)
    }
  }

  private mutating func meaning(ofStyle style: Int) throws(QuestionnaireReadingError) -> Meaning {
    guard style > 0 else { return .number }
    if meanings == nil { meanings = try read() }
    guard let meanings, meanings.indices.contains(style) else { return .number }
    return meanings[style]
  }

  private func read() throws(QuestionnaireReadingError) -> [Meaning] {
    guard let part, let file = try archive.open(part) else { return [] }
    var scanner = try XMLScanner(file)
    let (format, cellFormats, cellFormat) = (
      scanner.intern("numFmt"), scanner.intern("cellXfs"), scanner.intern("xf")
    )
    var custom: [Int: Meaning] = [:]
    var result: [Meaning] = []
    var inCellFormats = false
    while let node = try scanner.next() {
      if node == .start, scanner.name == format {
        if let id = scanner.attribute("numFmtId").flatMap({ Int($0) }),
          let code = scanner.attribute("formatCode")
        {
          custom[id] = Self.meaning(ofCode: code)
        }
      } else if node == .start, scanner.name == cellFormats {
        inCellFormats = true
      } else if node == .end, scanner.name == cellFormats {
        inCellFormats = false
      } else if node == .start, inCellFormats, scanner.name == cellFormat {
        let id = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        result.append(custom[id] ?? Self.meaning(ofBuiltIn: id))
      }
    }
    return result
  }

  /// ECMA-376 18.8.30: formats without a code of their own in the file.
  private static func meaning(ofBuiltIn id: Int) -> Meaning {
    switch id {
    case 14...22, 45, 47: .date
    case 46: .duration
    default: .number
    }
  }

  /// A code is a date's when its first section has one of d m h y s outside quotes and brackets.
  private static func meaning(ofCode code: String) -> Meaning {
    var previous: UInt8 = 0
    var quoted = false
    var bracket: [UInt8]?
    var date = false
    for byte in code.utf8 {
      defer { previous = byte }
      if quoted {
        quoted = byte != UInt8(ascii: "\"")
      } else if bracket != nil {
        if byte == UInt8(ascii: "]") {
          if let first = bracket?.first, "hmsHMS".utf8.contains(first) { return .duration }
          bracket = nil
        } else {
          bracket?.append(byte)
        }
      } else if byte == UInt8(ascii: ";") {
        break
      } else if byte == UInt8(ascii: "\"") {
        quoted = true
      } else if byte == UInt8(ascii: "[") {
        bracket = []
      } else if "dmhysDMHYS".utf8.contains(byte), previous != UInt8(ascii: "\\"),
        previous != UInt8(ascii: "_")
      {
        date = true
      }
    }
    return date ? .date : .number
  }
}
