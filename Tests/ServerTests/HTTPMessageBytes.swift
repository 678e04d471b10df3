import Processes

/// One message of HTTP/1.1 as it came: its head, with the empty line, and its body.
struct HTTPMessageBytes: Sendable {
  var head: [UInt8]
  var body: [UInt8]

  var bytes: [UInt8] { head + body }

  /// The next message of a connection; nil where none comes whole.
  /// - Parameter rest: what was read and belongs to the next one.
  init?(from connection: LoopbackSocket, _ rest: inout [UInt8]) {
    func more() -> Bool {
      let bytes = connection.received(limit: 16_384)
      rest += bytes
      return !bytes.isEmpty
    }
    var end = rest.firstRange(of: Self.headEnd)
    while end == nil {
      guard more() else { return nil }
      end = rest.firstRange(of: Self.headEnd)
    }
    let headCount = end?.upperBound ?? 0
    head = Array(rest[..<headCount])
    body = []
    let length = header("content-length").flatMap { Int($0) } ?? 0
    while rest.count < headCount + length {
      guard more() else { return nil }
    }
    body = Array(rest[headCount..<headCount + length])
    rest.removeFirst(headCount + length)
  }

  private func header(_ name: String) -> String? {
    lines.first { Self.name(of: $0) == name }
      .map { $0.drop { $0 != ":" }.dropFirst().trimming(while: \.isWhitespace) }
  }

  /// The same without lines of these names, in lower case, and with its body in chunks of so many bytes.
  func rewritten(without names: Set<String>, chunk: Int) -> [UInt8] {
    var kept = lines.filter { !names.contains(Self.name(of: $0)) }
    var chunks: [UInt8] = []
    if kept.contains(where: { Self.name(of: $0) == "content-length" }) {
      kept.removeAll { Self.name(of: $0) == "content-length" }
      kept.append("transfer-encoding: chunked")
      var left = body[...]
      while !left.isEmpty {
        let next = left.prefix(chunk)
        chunks += Array("\(String(next.count, radix: 16))\r\n".utf8) + next + Self.lineEnd
        left = left.dropFirst(chunk)
      }
      chunks += Array("0\r\n\r\n".utf8)
    }
    return Array(kept.joined(separator: "\r\n").utf8) + Self.headEnd + chunks
  }

  /// Of the head: the first line, and a line a header.
  private var lines: [String] {
    String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  private static func name(of line: String) -> String { line.prefix { $0 != ":" }.lowercased() }

  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]
}

extension StringProtocol {
  fileprivate func trimming(while isOutside: (Character) -> Bool) -> String {
    String(drop(while: isOutside).reversed().drop(while: isOutside).reversed())
  }
}
