/// The fields of an answer's header, as libcurl hands over its lines.
struct ResponseHeader {
  /// More than any server of ours sends; further ones are passed over. libcurl itself bounds a line
  /// and the whole.
  private static let fieldLimit = 64

  /// By their names in small letters; of one that comes twice the last.
  private(set) var fields: [String: String] = [:]
  /// The empty line came: libcurl takes a connection that ends between two lines for a whole answer.
  private(set) var isWhole = false

  /// Takes a line: a field, or the status line with which an answer begins anew (after an interim one,
  /// or a proxy's).
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      fields = [:]
      isWhole = false
      return
    }
    if line.allSatisfy(\.isNewline) { isWhole = true }
    guard let colon = line.firstIndex(of: ":") else { return }
    let name = line[..<colon].lowercased()
    guard fields.count < Self.fieldLimit || fields[name] != nil else { return }
    let value = line[line.index(after: colon)...]
    fields[name] = String(value.drop { $0 == " " }.prefix { !$0.isNewline })
  }
}
