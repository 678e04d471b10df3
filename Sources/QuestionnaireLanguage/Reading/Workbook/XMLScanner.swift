import CLibXML2

/// Reads one part of a workbook, or a document in memory, as a stream of XML nodes; nothing is
/// expanded or fetched. An empty element is a start and an end.
///
/// Element names are compared by the pointer libxml2 interns them under, never as text.
struct XMLScanner: ~Copyable {
  typealias Name = XMLEvents.Name

  enum Node {
    case start
    case end
    /// A text may come in pieces.
    case text
  }

  /// Where the bytes come from.
  private enum Source {
    case part(ZipPart)
    case bytes([UInt8], next: Int)
  }

  /// libxml2 wants to be set up once before several threads use it.
  private static let isReady: Void = xmlInitParser()

  private static let options = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)

  /// Bytes parsed at a time; what is said of them waits in `events`.
  private static let pieceBytes = 32 << 10

  private var source: Source
  private let sourceName: String
  private let parser: xmlParserCtxtPtr
  private let events: UnsafeMutablePointer<XMLEvents>
  private var piece: [UInt8]
  private var isAtEnd = false
  /// What ended the reading; what was read before it is handed on first.
  private var failure: QuestionnaireReadingError?
  /// The event after the current one.
  private var following = 0
  /// The elements of a rich text.
  private let textName, phoneticName: Name?

  init(_ part: ZipPart) throws(QuestionnaireReadingError) {
    try self.init(.part(part), name: part.name)
  }

  init(_ bytes: [UInt8], name: String) throws(QuestionnaireReadingError) {
    try self.init(.bytes(bytes, next: 0), name: name)
  }

  private init(_ source: Source, name: String) throws(QuestionnaireReadingError) {
    Self.isReady
    var handler = XMLEvents.handler
    let events = UnsafeMutablePointer<XMLEvents>.allocate(capacity: 1)
    events.initialize(to: XMLEvents())
    guard let parser = xmlCreatePushParserCtxt(&handler, events, nil, 0, nil) else {
      Self.free(events)
      throw QuestionnaireReadingError(.damagedPart, name)
    }
    xmlCtxtUseOptions(parser, Self.options)
    events.pointee.parser = parser
    self.events = events
    self.parser = parser
    self.source = source
    sourceName = name
    textName = xmlDictLookup(parser.pointee.dict, "t", -1)
    phoneticName = xmlDictLookup(parser.pointee.dict, "rPh", -1)
    if case .part = source {
      piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    } else {
      piece = []
    }
  }

  deinit {
    xmlFreeParserCtxt(parser)
    Self.free(events)
  }

  private static func free(_ events: UnsafeMutablePointer<XMLEvents>) {
    events.deinitialize(count: 1)
    events.deallocate()
  }

  /// Where it reads, from 1.
  var line: Int { max(1, current?.line ?? Int(parser.pointee.input?.pointee.line ?? 1)) }

  /// The interned name, equal by address to `name` of every element so called.
  func intern(_ name: String) -> Name? { xmlDictLookup(parser.pointee.dict, name, -1) }

  /// Moves on; nil at the end of the part.
  mutating func next() throws(QuestionnaireReadingError) -> Node? {
    while following == events.pointee.events.count {
      events.pointee.clear()
      following = 0
      if let failure { throw failure }
      if isAtEnd { return nil }
      parseMore()
    }
    following += 1
    return events.pointee.events[following - 1].node
  }

  private mutating func parseMore() {
    switch source {
    case .part(let part):
      let count = piece.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { part.read(into: $0, count: buffer.count) } ?? 0
      }
      failure = part.failure
      if failure == nil { parse(piece, 0..<count) }
    case .bytes(let bytes, let next):
      let end = min(bytes.count, next + Self.pieceBytes)
      parse(bytes, next..<end)
      source = .bytes(bytes, next: end)
    }
  }

  /// - Parameter range: empty at the end.
  private mutating func parse(_ bytes: [UInt8], _ range: Range<Int>) {
    isAtEnd = range.isEmpty
    let isLast: Int32 = isAtEnd ? 1 : 0
    let isDecoded = bytes.withUnsafeBytes { buffer in
      let piece = UnsafeRawBufferPointer(rebasing: buffer[range])
      return piece.withMemoryRebound(to: CChar.self) { characters in
        campo_parse_chunk(parser, characters.baseAddress, Int32(characters.count), isLast) != 0
      }
    }
    if events.pointee.hasDocumentType {
      failure = QuestionnaireReadingError(.documentType, sourceName)
    } else if events.pointee.isTooDeep || parser.pointee.wellFormed == 0 || !isDecoded {
      failure = QuestionnaireReadingError(.damagedPart, sourceName)
    }
  }

  private var current: XMLEvents.Event? {
    following > 0 ? events.pointee.events[following - 1] : nil
  }

  var name: Name? { current?.name }

  /// The current text.
  var text: String {
    guard let range = current?.text else { return "" }
    return String(decoding: events.pointee.bytes[range], as: UTF8.self)
  }

  /// Calls `body` for each attribute of the current element.
  func forEachAttribute(_ body: (_ name: Name, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    guard let range = current?.attributes else { return }
    events.pointee.bytes.withUnsafeBufferPointer { bytes in
      for attribute in events.pointee.attributes[range] {
        body(attribute.name, UnsafeBufferPointer(rebasing: bytes[attribute.value]))
      }
    }
  }

  /// One attribute as text, by local name; a name with a prefix finds its local part too.
  func attribute(_ wanted: String) -> String? {
    guard let key = intern(wanted) else { return nil }
    var found: String?
    forEachAttribute { name, value in
      if name == key, found == nil { found = String(decoding: value, as: UTF8.self) }
    }
    return found
  }
}

extension XMLScanner {
  /// The text of `<t>` elements up to the end of the current element, phonetic readings left out.
  mutating func richText(until element: Name?) throws(QuestionnaireReadingError) -> String {
    var result = ""
    var inText = false
    var inPhonetic = false
    while let node = try next() {
      switch node {
      case .start:
        if name == textName { inText = true } else if name == phoneticName { inPhonetic = true }
      case .end:
        if name == textName {
          inText = false
        } else if name == phoneticName {
          inPhonetic = false
        } else if name == element {
          return result
        }
      case .text:
        guard inText, !inPhonetic else { continue }
        if result.isEmpty { result = text } else { result += text }
      }
    }
    return result
  }
}
