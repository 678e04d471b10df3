import Foundation
import Testing

@testable import SyncProtocol

/// Docs/sealed-vector.json: an encrypted file that every version opens.
@Suite struct SealedVectorTests {
  private struct Vector: Decodable {
    var secret: String
    var plain: String
    var file: String
  }

  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/sealed-vector.json")

  private func bytes(_ digits: String) throws -> [UInt8] {
    let pairs = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
    return try pairs.map { try #require(UInt8($0, radix: 16)) }
  }

  @Test func theVectorOpens() throws {
    let vector = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: Self.path))
    let opener = try #require(BundleOpener(secret: bytes(vector.secret)))
    var unsealer = BundleUnsealer(with: [opener])
    let plain = try unsealer.read(bytes(vector.file)) + unsealer.finish()
    #expect(plain == (try bytes(vector.plain)))
  }
}
