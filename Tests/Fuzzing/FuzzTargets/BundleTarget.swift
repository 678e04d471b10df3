import Messages
import SyncProtocol

/// A bundle from a stranger's stick, encrypted to us or not: whatever pieces it is read in, it says the
/// same, and what could be read is written so that it reads as the same.
enum BundleTarget {
  /// Of the committed vector of an encrypted bundle (Docs/sealed-vector.json).
  private static let secret = [UInt8](1...32)
  private static let pieces = [7, 4_096]

  private struct Reading {
    var parts: [BundlePart] = []
    var error: BundleError?
  }

  static func run(_ input: [UInt8]) {
    // Byte by byte, no part is lost that stands before what is wrong.
    let first = reading(input, inPiecesOf: 1)
    for size in pieces + [max(1, input.count)] {
      let other = reading(input, inPiecesOf: size)
      precondition(other.error == first.error, "in pieces of \(size) another error")
      precondition(first.error != nil || other.parts == first.parts, "and other parts")
    }
    if let error = first.error {
      precondition(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
    }
    if case .header(let header)? = first.parts.first { expectSame(header, first.parts) }
  }

  private static func reading(_ input: [UInt8], inPiecesOf size: Int) -> Reading {
    guard let opener = BundleOpener(secret: secret) else { fatalError("the secret is a key") }
    var unsealer = BundleUnsealer(with: [opener])
    var reader = BundleReader()
    var reading = Reading()
    do throws(BundleError) {
      for start in stride(from: 0, to: input.count, by: size) {
        let piece = Array(input[start..<min(start + size, input.count)])
        reading.parts += try reader.read(unsealer.read(piece))
      }
      reading.parts += try reader.read(unsealer.finish())
      try reader.finish()
    } catch {
      reading.error = error
    }
    return reading
  }

  /// Signatures are left out: the signer's key is elsewhere.
  private static func expectSame(_ header: BundleHeader, _ parts: [BundlePart]) {
    var writer = BundleWriter()
    var bytes = writer.begin(header)
    for part in parts {
      switch part {
      case .header, .signature: continue
      case .definition(let definition): bytes += writer.definition(definition)
      case .seals(let entries): bytes += writer.seals(entries)
      case .record(let record): bytes += writer.record(record)
      case .attachment(let piece): bytes += writer.attachment(piece)
      case .unknown(let kind, let payload): bytes += writer.unknown(kind: kind, bytes: payload)
      }
    }
    let again = reading(bytes + writer.end(), inPiecesOf: pieces[pieces.count - 1])
    precondition(again.error == nil, "written, and not readable: \(again.error as Any)")
    precondition(divided(again.parts) == divided(parts), "written, and another bundle")
  }

  /// Runs of seal entries may be divided in other places.
  private static func divided(_ parts: [BundlePart]) -> [BundlePart] {
    parts.flatMap { part -> [BundlePart] in
      switch part {
      case .seals(let entries): entries.map { BundlePart.seals([$0]) }
      case .signature: []
      default: [part]
      }
    }
  }
}
