import Campo
import Foundation

/// Reads lines of standard input, from a terminal or a pipe, up to a bound each.
struct LineReader {
  /// The longest line a person or a script may send, in bytes.
  static let lineLimit = 64 * 1024

  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// The next line without its end; nil at the end of the input.
  ///
  /// A last line that no line feed ends counts only if it is not empty.
  mutating func next() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[..<end]
        buffer.removeSubrange(...end)
        return Self.text(line)
      }
      if isAtEnd {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : Self.text(buffer[...])
      }
      guard buffer.count <= Self.lineLimit else {
        throw UsageError(
          es: "Una línea de la entrada pasa de \(Self.lineLimit) bytes.",
          en: "A line of the input is longer than \(Self.lineLimit) bytes.")
      }
      try readMore()
    }
  }

  private mutating func readMore() throws {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    switch count {
    case 0: isAtEnd = true
    case 1...: buffer.append(contentsOf: chunk[..<count])
    default:
      // A terminal that went away is an end like any other.
      if errno == EIO {
        isAtEnd = true
      } else if errno != EINTR {
        throw FileError(.read, path: "-", number: errno)
      }
    }
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let bare = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return String(decoding: bare, as: UTF8.self)
  }
}
