import CLibXML2

/// What libxml2 tells of a piece of a document, kept until the scanner hands it on.
///
/// libxml2 reaches it through a pointer.
struct XMLEvents {
  typealias Name = UnsafePointer<xmlChar>

  struct Attribute {
    /// The local name, interned.
    let name: Name
    /// Where its value stands in `bytes`.
    let value: Range<Int>
  }

  struct Event {
    let node: XMLScanner.Node
    /// Of an element: the local name, interned.
    var name: Name?
    /// Of a start: where its attributes stand in `attributes`.
    var attributes = 0..<0
    /// Of a text: where it stands in `bytes`.
    var text = 0..<0
    let line: Int
  }

  private(set) var events: [Event] = []
  private(set) var attributes: [Attribute] = []
  private(set) var bytes: [UInt8] = []
  /// No office program writes a document type; it is how entity bombs begin.
  private(set) var hasDocumentType = false
  private(set) var isTooDeep = false
  private var depth = 0

  /// Set once the parser is there, which is made with a pointer to this.
  var parser: xmlParserCtxtPtr?

  /// Forgets what was handed on.
  mutating func clear() {
    events.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  private var line: Int { (parser?.pointee.input?.pointee.line).map(Int.init) ?? 1 }

  /// - Parameter values: as libxml2 has them: five pointers an attribute, of which the first is the
  ///   local name and the last two are the bounds of the value.
  private mutating func start(_ name: Name, count: Int, _ values: UnsafeMutablePointer<Name?>?) {
    depth += 1
    if depth > ReadingLimits.xmlDepth {
      isTooDeep = true
      return xmlStopParser(parser)
    }
    let first = attributes.count
    for index in 0..<count {
      guard let name = values?[5 * index], let from = values?[5 * index + 3],
        let to = values?[5 * index + 4]
      else { continue }
      let value = append(UnsafeBufferPointer(start: from, count: to - from))
      attributes.append(Attribute(name: name, value: value))
    }
    events.append(
      Event(node: .start, name: name, attributes: first..<attributes.count, line: line))
  }

  private mutating func end(_ name: Name) {
    depth -= 1
    events.append(Event(node: .end, name: name, line: line))
  }

  private mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    let range = append(piece)
    if let last = events.indices.last, events[last].node == .text {
      events[last].text = events[last].text.lowerBound..<range.upperBound
    } else {
      events.append(Event(node: .text, text: range, line: line))
    }
  }

  private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: piece)
    return start..<bytes.count
  }

  private mutating func refuseDocumentType() {
    hasDocumentType = true
    xmlStopParser(parser)
  }

  /// What libxml2 calls; comments and instructions are left out, and no tree is built.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      guard let name else { return }
      XMLEvents.of(context)?.pointee.start(name, count: Int(count), attributes)
    }
    handler.endElementNs = { context, name, _, _ in
      if let name { XMLEvents.of(context)?.pointee.end(name) }
    }
    handler.characters = { context, bytes, count in
      XMLEvents.of(context)?.pointee.text(
        UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in
      XMLEvents.of(context)?.pointee.refuseDocumentType()
    }
    handler.reference = { context, _ in XMLEvents.of(context)?.pointee.refuseDocumentType() }
    return handler
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLEvents>? {
    context?.assumingMemoryBound(to: XMLEvents.self)
  }
}
