import Foundation
import QuestionnaireLanguage

/// Builds a `Tree` from an XML text: what the XPath cases are asked about. Elements and texts
/// only; the cases' documents have neither doctype nor processing instructions that matter.
struct XMLTree {
  private var rest: Substring
  private var tree: Tree?
  private var open: [Int] = []
  private var texts: [String] = []

  static func tree(_ xml: String) -> Tree? {
    var builder = XMLTree(rest: Substring(xml))
    while builder.next() {}
    return builder.tree
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func next() -> Bool {
    guard let mark = rest.firstIndex(of: "<") else { return false }
    if !texts.isEmpty { texts[texts.count - 1] += Self.plain(rest[..<mark]) }
    rest = rest[rest.index(after: mark)...]
    if rest.hasPrefix("!--") {
      guard let end = rest.range(of: "-->") else { return false }
      rest = rest[end.upperBound...]
      return true
    }
    guard let end = rest.firstIndex(of: ">") else { return false }
    let tag = rest[..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("?") || tag.hasPrefix("!") { return true }
    if tag.hasPrefix("/") {
      close()
    } else {
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
      start(String(name))
      if tag.hasSuffix("/") { close() }
    }
    return true
  }

  private mutating func start(_ name: String) {
    if tree == nil {
      tree = Tree(root: name)
      open = [0]
    } else if let parent = open.last, let node = tree?.append(name, to: parent) {
      open.append(node)
    }
    texts.append("")
  }

  private mutating func close() {
    guard let node = open.popLast(), let text = texts.popLast() else { return }
    if tree?.nodes[node].children.isEmpty == true { tree?.nodes[node].value = .text(text) }
  }

  private static func plain(_ text: Substring) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
      .reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
