import CLibXML2

/// Reads one part of a workbook, or a document in memory, as a stream of XML nodes; nothing is
/// expanded or fetched. An empty element is a start and an end.
///
/// Element names are compared by the pointer libxml2 interns them under, never as text.
final class XMLScanner {
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
  private let events = XMLEvents()
  private var piece: [UInt8]
  private var isAtEnd = false
  /// What ended the reading; what was read before it is handed on first.
  private var failure: QuestionnaireReadingError?
  /// The event after the current one.
  private var following = 0

  convenience init(_ part: ZipPart) throws(QuestionnaireReadingError) {
    try self.init(.part(part), name: part.name)
  }

  convenience init(_ bytes: [UInt8], name: String) throws(QuestionnaireReadingError) {
    try self.init(.bytes(bytes, next: 0), name: name)
  }

  private init(_ source: Source, name: String) throws(QuestionnaireReadingError) {
    Self.isReady
    var handler = XMLEvents.handler
    guard
      let parser = xmlCreatePushParserCtxt(
        &handler, Unmanaged.passUnretained(events).toOpaque(), nil, 0, nil)
    else { throw QuestionnaireReadingError(.damagedPart, name) }
    xmlCtxtUseOptions(parser, Self.options)
    events.parser = parser
    self.parser = parser
    self.source = source
    sourceName = name
    if case .part = source {
      piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    } else {
      piece = []
    }
  }

  deinit { xmlFreeParserCtxt(parser) }

  /// Where it reads, from 1.
  var line: Int { max(1, current?.line ?? Int(parser.pointee.input?.pointee.line ?? 1)) }

  /// The interned name, equal by address to `name` of every element so called.
  func intern(_ name: String) -> Name? { xmlDictLookup(parser.pointee.dict, name, -1) }

  /// Moves on; nil at the end of the part.
  func next() throws(QuestionnaireReadingError) -> Node? {
    while following == events.events.count {
      events.clear()
      following = 0
      if let failure { throw failure }
      if isAtEnd { return nil }
      parseMore()
    }
    following += 1
    return events.events[following - 1].node
  }

  private func parseMore() {
    switch source {
    case .part(let part):
      piece.withUnsafeMutableBytes { buffer in
        let count = buffer.baseAddress.map { part.read(into: $0, count: buffer.count) } ?? 0
        failure = part.failure
        if failure == nil { parse(UnsafeRawBufferPointer(buffer).prefix(count)) }
      }
    case .bytes(let bytes, let next):
      let end = min(bytes.count, next + Self.pieceBytes)
      bytes.withUnsafeBytes { parse($0[next..<end]) }
      source = .bytes(bytes, next: end)
    }
  }

  /// - Parameter bytes: none at the end.
  private func parse(_ bytes: Slice<UnsafeRawBufferPointer>) {
    isAtEnd = bytes.isEmpty
    UnsafeRawBufferPointer(rebasing: bytes).withMemoryRebound(to: CChar.self) { characters in
      _ = xmlParseChunk(
        parser, characters.baseAddress, Int32(characters.count), isAtEnd ? 1 : 0)
    }
    if events.hasDocumentType {
      failure = QuestionnaireReadingError(.documentType, sourceName)
    } else if events.isTooDeep || parser.pointee.wellFormed == 0 {
      failure = QuestionnaireReadingError(.damagedPart, sourceName)
    }
  }

  private var current: XMLEvents.Event? {
    following > 0 ? events.events[following - 1] : nil
  }

  var name: Name? { current?.name }

  /// The current text.
  var text: String {
    guard let range = current?.text else { return "" }
    return String(decoding: events.bytes[range], as: UTF8.self)
  }

  /// Calls `body` for each attribute of the current element.
  func forEachAttribute(_ body: (_ name: Name, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    guard let range = current?.attributes else { return }
    events.bytes.withUnsafeBufferPointer { bytes in
      for attribute in events.attributes[range] {
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
