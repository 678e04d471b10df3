/// Bounds how large a YAML document is for a parser, and how large it grows once its aliases are
/// written out, before a parser sees it: a few lines of nested aliases can stand for gigabytes.
///
/// An upper bound from the text alone. An anchored node ends no later than the next line that is
/// not indented deeper than the anchor's line; what looks like an anchor inside a text only
/// matters if the same name also looks like an alias.
enum YAMLExpansion {
  /// The line where the bound passes the limit; nil for a document that stays below.
  static func lineThatPassesLimit(_ bytes: [UInt8]) -> Int? {
    var bound = Bound()
    var lineNumber = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      bound.read(line)
      if bound.size > ReadingLimits.yamlExpandedBytes || bound.nodes > ReadingLimits.yamlNodes {
        return lineNumber
      }
    }
    return nil
  }

  private struct Bound {
    private(set) var size = 0
    /// Every node but the first follows one of these signs or a line's end.
    private(set) var nodes = 0
    private var sizes: [ArraySlice<UInt8>: Int] = [:]
    private var open: [(name: ArraySlice<UInt8>, indent: Int, start: Int)] = []

    mutating func read(_ line: ArraySlice<UInt8>) {
      let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
      guard indent < line.count else { return }
      nodes += 1
      while let last = open.last, last.indent >= indent {
        sizes[last.name] = size - last.start
        open.removeLast()
      }
      var previous = UInt8(ascii: " ")
      var index = line.startIndex
      while index < line.endIndex {
        let byte = line[index]
        let isAnchor = byte == UInt8(ascii: "&")
        if isAnchor || byte == UInt8(ascii: "*"), Self.mayPrecede(previous) {
          let name = line[(index + 1)...].prefix(while: Self.isNameByte)
          if !name.isEmpty {
            if isAnchor { open.append((name, indent, size)) } else { add(name) }
            index = name.endIndex
            previous = UInt8(ascii: "x")
            continue
          }
        }
        size += 1
        if Self.opensNode(byte) { nodes += 1 }
        previous = byte
        index += 1
      }
    }

    private mutating func add(_ name: ArraySlice<UInt8>) {
      let stillOpen = open.last { $0.name == name }.map { size - $0.start }
      let (sum, overflow) = size.addingReportingOverflow(1 + (stillOpen ?? sizes[name] ?? 0))
      size = overflow ? Int.max / 2 : min(sum, Int.max / 2)
    }

    private static func opensNode(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "?"), UInt8(ascii: "-"):
        true
      default: false
      }
    }

    private static func mayPrecede(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "\t"):
        true
      default: false
      }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: byte >= 0x80
      }
    }
  }
}
