import CLibXML2

/// Reads one part of a workbook, or a document in memory, as a stream of XML nodes; nothing is
/// expanded or fetched.
///
/// Element names are compared by the pointer libxml2 interns them under, never as text.
final class XMLScanner {
  typealias Name = UnsafePointer<xmlChar>

  enum Node {
    case start
    case end
    case text
    case other
  }

  /// libxml2 wants to be set up once before several threads use it.
  private static let isReady: Void = xmlInitParser()

  private static let options = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_COMPACT.rawValue)

  /// Nil for a document in memory.
  private let part: ZipPart?
  private let source: String
  private let reader: xmlTextReaderPtr
  /// A document in memory, which libxml2 reads until the scanner goes.
  private let storage: UnsafeMutableBufferPointer<CChar>?

  init(_ part: ZipPart) throws(QuestionnaireReadingError) {
    Self.isReady
    let context = Unmanaged.passUnretained(part).toOpaque()
    let reader = xmlReaderForIO(
      { context, buffer, count in
        guard let context, let buffer else { return -1 }
        let part = Unmanaged<ZipPart>.fromOpaque(context).takeUnretainedValue()
        return Int32(part.read(into: buffer, count: Int(count)))
      }, nil, context, nil, nil, Self.options)
    guard let reader else { throw QuestionnaireReadingError(.damagedPart, part.name) }
    self.part = part
    source = part.name
    storage = nil
    self.reader = reader
  }

  init(_ bytes: [UInt8], name: String) throws(QuestionnaireReadingError) {
    Self.isReady
    let storage = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = storage.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
    guard let size = Int32(exactly: bytes.count),
      let reader = xmlReaderForMemory(storage.baseAddress, size, nil, nil, Self.options)
    else {
      storage.deallocate()
      throw QuestionnaireReadingError(.damagedPart, name)
    }
    part = nil
    source = name
    self.storage = storage
    self.reader = reader
  }

  deinit {
    xmlFreeTextReader(reader)
    storage?.deallocate()
  }

  /// Where it reads, from 1.
  var line: Int { max(1, Int(xmlTextReaderGetParserLineNumber(reader))) }

  /// The interned name, equal by address to `name` of every element so called.
  func intern(_ name: String) -> Name? { xmlTextReaderConstString(reader, name) }

  /// Moves on; nil at the end of the part.
  func next() throws(QuestionnaireReadingError) -> Node? {
    switch xmlTextReaderRead(reader) {
    case 1: break
    case 0:
      if let failure = part?.failure { throw failure }
      return nil
    default: throw part?.failure ?? QuestionnaireReadingError(.damagedPart, source)
    }
    switch xmlTextReaderNodeType(reader) {
    case Int32(XML_READER_TYPE_ELEMENT.rawValue): return .start
    case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): return .end
    case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue),
      Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue):
      return .text
    case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue),
      Int32(XML_READER_TYPE_ENTITY_REFERENCE.rawValue):
      // No office program writes these; a document type is how entity bombs begin.
      throw QuestionnaireReadingError(.documentType, source)
    default: return .other
    }
  }

  var name: Name? { xmlTextReaderConstLocalName(reader) }
  var isEmpty: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }

  /// The text of the current node; valid until `next()`.
  var text: UnsafeBufferPointer<UInt8> {
    guard let value = xmlTextReaderConstValue(reader) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))
  }

  var textAsString: String { String(decoding: text, as: UTF8.self) }

  /// Calls `body` for each attribute of the current element.
  func forEachAttribute(_ body: (_ name: Name, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      if let name { body(name, text) }
    }
    xmlTextReaderMoveToElement(reader)
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
