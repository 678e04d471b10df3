/// The sheets of an `.xls` file (Excel 97 to 2003, and Excel 95).
struct BiffWorkbook {
  struct Entry {
    let name: String
    let offset: Int
  }

  private let stream: ArraySlice<UInt8>
  /// Texts of Excel 97: in Unicode, and shared.
  private var isUnicode = true
  private var page = CodePage.latin1
  private var strings: [String] = []
  private var formats = BiffFormats()
  private(set) var sheets: [Entry] = []

  init(_ bytes: [UInt8]) throws(QuestionnaireReadingError) {
    let file = try CompoundFile(bytes)
    var stream = try file.stream("Workbook")
    if stream == nil { stream = try file.stream("Book") }
    guard let stream else {
      // A password makes such a file of an .xlsx.
      let isEncrypted = try file.stream("EncryptedPackage") != nil
      throw QuestionnaireReadingError(isEncrypted ? .encryptedWorkbook : .notAWorkbook)
    }
    self.stream = stream
    try readGlobals()
    guard !sheets.isEmpty else { throw QuestionnaireReadingError(.truncatedWorkbook) }
  }

  func read(_ entry: Entry) throws(QuestionnaireReadingError) -> Sheet {
    var reader = BiffSheetReader(
      name: entry.name, records: BiffRecords(stream.dropFirst(entry.offset)), strings: strings,
      formats: formats, page: isUnicode ? nil : page)
    return try reader.read()
  }

  private mutating func readGlobals() throws(QuestionnaireReadingError) {
    typealias Kind = BiffRecords.Kind
    var records = BiffRecords(stream)
    guard let first = records.next(), first.kind == Kind.beginOfFile,
      let version = first.body.u16(0), version == 0x600 || version == 0x500
    else { throw QuestionnaireReadingError(.oldWorkbook) }
    isUnicode = version == 0x600
    while let record = records.next(), record.kind != Kind.endOfFile {
      let body = record.body
      switch record.kind {
      case Kind.filePass: throw QuestionnaireReadingError(.encryptedWorkbook)
      case Kind.codePage:
        guard !isUnicode, let number = body.u16(0) else { continue }
        guard let known = CodePage(number) else {
          throw QuestionnaireReadingError(.oldEncoding, "\(number)")
        }
        page = known
      case Kind.dateMode: formats.epoch1904 = body.u16(0) == 1
      case Kind.format:
        guard let number = body.u16(0) else { continue }
        let code = text(of: [body.dropFirst(2)], wideLength: isUnicode)
        formats.addFormat(number, code: code ?? "")
      case Kind.style: formats.addStyle(format: body.u16(2) ?? 0)
      case Kind.sharedStrings: try readStrings([body] + records.continuations())
      case Kind.boundSheet: addSheet(body)
      default: continue
      }
    }
  }

  private func text(of chunks: [ArraySlice<UInt8>], wideLength: Bool) -> String? {
    var text = BiffText(chunks)
    return isUnicode
      ? text.unicode(wideLength: wideLength) : text.bytes(wideLength: wideLength, in: page)
  }

  /// Charts, macros and modules have no rows.
  private mutating func addSheet(_ body: ArraySlice<UInt8>) {
    guard sheets.count < ReadingLimits.sheets, let offset = body.u32(0),
      let kind = body.dropFirst(5).first, kind == 0,
      let name = text(of: [body.dropFirst(6)], wideLength: false)
    else { return }
    sheets.append(Entry(name: name, offset: Int(offset)))
  }

  /// Strings that the file lacks are missed by the cells that name them.
  private mutating func readStrings(
    _ chunks: [ArraySlice<UInt8>]
  ) throws(QuestionnaireReadingError) {
    guard let first = chunks.first, let count = first.u32(4) else { return }
    var text = BiffText([first.dropFirst(8)] + chunks.dropFirst())
    for _ in 0..<count {
      guard strings.count < ReadingLimits.sharedStrings else {
        throw QuestionnaireReadingError(.tooManyCells, "SST")
      }
      guard let string = text.unicode(wideLength: true) else { return }
      strings.append(string.trimmedOfSpaces)
    }
  }
}
