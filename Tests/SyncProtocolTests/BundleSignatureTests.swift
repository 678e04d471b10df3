import Replication
import Testing

@testable import SyncProtocol

private let header = BundleHeader(
  producer: deviceA, author: ana, created: WallTime(milliseconds: 5), definitions: [])

private func signer(_ byte: UInt8) throws -> BundleSigner {
  try #require(BundleSigner(secret: Array(repeating: byte, count: BundleSigner.secretBytes)))
}

/// A file of one record, with what somebody does to the writer before its end.
private func file(
  _ name: String, _ finish: (inout BundleWriter) throws -> [UInt8]
) rethrows -> [UInt8] {
  var writer = BundleWriter()
  var bytes = writer.begin(header) + writer.record(record(1, ["name": name]).encoded)
  bytes += try finish(&writer)
  return bytes + writer.end()
}

private func signature(of bytes: [UInt8]) throws(BundleError) -> BundleSignature? {
  var reader = BundleReader()
  let parts = try reader.read(bytes)
  try reader.finish()
  for case .signature(let signature) in parts { return signature }
  return nil
}

@Suite struct BundleSignatureTests {
  @Test func aBundleSaysWithWhoseKeyItWasSigned() throws {
    let ana = try signer(1)
    let bytes = file("Rosa") { $0.signature(by: ana) }
    #expect(try signature(of: bytes) == .holds(key: ana.publicKey))
    #expect(try Bundle(reading: bytes).batch.records == [record(1, ["name": "Rosa"]).encoded])
    #expect(try signature(of: file("Rosa") { _ in [] }) == nil)
  }

  /// Whoever changes a bundle can write the digest at its end anew, not the signature.
  @Test func aSignatureOverOtherContentIsBroken() throws {
    var other = BundleWriter()
    _ = other.begin(header)
    let foreign = Array(other.signature(by: try signer(1)).dropFirst(2))
    let forged = file("Eva") { $0.unknown(kind: BundleLayout.seals, bytes: foreign) }
    #expect(try signature(of: forged) == .broken)
    #expect(throws: BundleError.signatureBroken) { try Bundle(reading: forged) }
  }

  @Test func nothingFollowsASignature() throws {
    let more = try file("Rosa") { writer in
      writer.signature(by: try signer(1)) + writer.record(record(2).encoded)
    }
    #expect(failureCode(more) == "BUNDLE-CORRUPT")
    let twice = try file("Rosa") { writer in
      writer.signature(by: try signer(1)) + writer.signature(by: try signer(2))
    }
    #expect(failureCode(twice) == "BUNDLE-CORRUPT")
  }

  /// Software that knows no signatures sees a run of no seals, and forwards nothing of it.
  @Test func forOlderSoftwareASignatureIsNothing() throws {
    var writer = BundleWriter()
    _ = writer.begin(header)
    let section = writer.signature(by: try signer(1))
    #expect(section[0] == BundleLayout.seals)
    #expect(try Batch(Fields(section.dropFirst(2))).isEmpty)
  }

  @Test func everyTruncationAndEveryChangedByteIsNoticed() throws {
    let bytes = try file("Rosa") { $0.signature(by: try signer(1)) }
    for position in bytes.indices {
      #expect(failureCode(Array(bytes[..<position])) != nil)
      var garbled = bytes
      garbled[position] ^= 0x55
      #expect(failureCode(garbled) != nil, "byte \(position)")
    }
  }

  @Test func aMergeIsNotSigned() throws {
    let bytes = try file("Rosa") { $0.signature(by: try signer(1)) }
    let (merged, _) = Bundle.merge(
      [try Bundle(reading: bytes)], producer: deviceB, author: berta,
      created: WallTime(milliseconds: 6))
    #expect(try signature(of: merged.written()) == nil)
    #expect(merged.batch.records.count == 1)
  }

  private func failureCode(_ bytes: [UInt8]) -> String? {
    do throws(BundleError) {
      _ = try Bundle(reading: bytes)
      return nil
    } catch {
      return error.code
    }
  }
}
