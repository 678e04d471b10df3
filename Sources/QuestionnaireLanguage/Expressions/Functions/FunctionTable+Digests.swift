import Crypto

extension FunctionTable {
  static let digests: [Function] = [
    Function("digest", 2, 3, [.text], .text) { run, values throws(EvaluationError) in
      let name = try run.text(values[1])
      let bytes = Array(try run.text(values[0]).utf8)
      guard let digest = Digest.bytes(of: bytes, algorithm: name) else {
        throw EvaluationError(.argument(function: "digest", name))
      }
      let encoding = values.count > 2 ? try run.text(values[2]).lowercased() : "base64"
      switch encoding {
      case "base64": return .text(Base64.text(digest))
      case "hex": return .text(digest.map { Digest.hexadecimal($0) }.joined())
      default: throw EvaluationError(.argument(function: "digest", encoding))
      }
    },
    Function("base64-decode", 1, 1, [.text], .text) { run, values throws(EvaluationError) in
      let text = try run.text(values[0])
      return .text(String(decoding: Base64.bytes(text), as: UTF8.self))
    },
  ]
}

enum Digest {
  static func bytes(of data: [UInt8], algorithm: String) -> [UInt8]? {
    switch algorithm.uppercased().filter({ $0 != "-" }) {
    case "MD5": Array(Insecure.MD5.hash(data: data))
    case "SHA1": Array(Insecure.SHA1.hash(data: data))
    case "SHA256": Array(SHA256.hash(data: data))
    case "SHA384": Array(SHA384.hash(data: data))
    case "SHA512": Array(SHA512.hash(data: data))
    default: nil
    }
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }

  /// A shuffle's seed from a text that is no number: the first eight bytes of its SHA-256.
  static func seed(_ text: String) -> Int64 {
    guard !text.isEmpty else { return 0 }
    let bytes = SHA256.hash(data: Array(text.utf8)).prefix(8)
    return Int64(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }
}
