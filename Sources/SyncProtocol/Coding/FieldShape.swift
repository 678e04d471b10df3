internal import Foundation
internal import RecordCoding

/// How a field's payload stands in JSON.
enum FieldShape {
  /// A number, or its digits as a text.
  case number
  case text
  /// 32 hexadecimal digits.
  case id
  /// Base64 (RFC 4648 §4).
  case bytes
  /// An object with the record's identity and bytes; or both in Base64, as versions before wrote them.
  case record

  private static let idDigits = 32

  /// The payload that a JSON value stands for; nil where it has another shape.
  func payload(_ node: JSONNode) -> [UInt8]? {
    switch (self, node) {
    case (.number, .number(let value)): Self.varint(value)
    case (.number, .text(let digits)):
      digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        ? UInt64(digits).map(Self.varint) : nil
    case (.text, .text(let text)): Array(text.utf8)
    case (.id, .text(let text)):
      text.utf8.count == Self.idDigits ? [UInt8](hexadecimal: text) : nil
    case (.bytes, .text(let text)), (.record, .text(let text)):
      Data(base64Encoded: text).map { Array($0) }
    case (.record, .object(let members)): EncodedRecord.payload(members)
    default: nil
    }
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(varint: value)
    return writer.bytes
  }

  static func base64(_ bytes: some Collection<UInt8>) -> String {
    Data(bytes).base64EncodedString()
  }
}
