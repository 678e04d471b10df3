/// An XML document as the tree that `instance()` shows: its own elements, their texts trimmed as
/// JavaRosa trims them. Attributes are left out: no path reads them.
struct XMLDocumentTree: ~Copyable {
  private struct OpenElement {
    var node: Int
    var text = ""
    /// How many children of each name there are.
    var counts: [String: Int] = [:]
  }

  private var scanner: XMLScanner
  private var tree: Tree?
  private var open: [OpenElement] = []

  static func tree(_ bytes: [UInt8]) throws(DataFileError) -> Tree {
    let scanner: XMLScanner
    do { scanner = try XMLScanner(bytes, name: "") } catch { throw DataFileError(.xml) }
    var builder = XMLDocumentTree(scanner)
    while let node = try builder.next() { try builder.take(node) }
    guard let tree = builder.tree else { throw DataFileError(.xml) }
    return tree
  }

  private init(_ scanner: consuming XMLScanner) { self.scanner = scanner }

  private mutating func next() throws(DataFileError) -> XMLScanner.Node? {
    do throws(QuestionnaireReadingError) {
      return try scanner.next()
    } catch {
      let isDocumentType = error.code == ReadingProblem.documentType.rawValue
      throw DataFileError(isDocumentType ? .documentType : .xml, line: scanner.line)
    }
  }

  private mutating func take(_ node: XMLScanner.Node) throws(DataFileError) {
    switch node {
    case .start: try start()
    case .text: if !open.isEmpty { open[open.count - 1].text += scanner.text }
    case .end: end()
    }
  }

  private mutating func start() throws(DataFileError) {
    guard open.count < DataFileLimits.depth else { throw DataFileError(.depth, line: scanner.line) }
    let name = scanner.name.map { String(cString: $0) } ?? ""
    guard let parent = open.last?.node else {
      tree = Tree(root: name)
      open = [OpenElement(node: 0)]
      return
    }
    guard let count = tree?.nodes.count, count < DataFileLimits.cells else {
      throw DataFileError(.cells, line: scanner.line)
    }
    let position = open[open.count - 1].counts[name, default: 0]
    open[open.count - 1].counts[name] = position + 1
    if let node = tree?.append(name, to: parent, position: position) {
      open.append(OpenElement(node: node))
    }
  }

  private mutating func end() {
    guard let element = open.popLast() else { return }
    if tree?.nodes[element.node].children.isEmpty == true {
      tree?.nodes[element.node].value = .text(element.text.trimmedOfSpaces)
    }
  }
}
