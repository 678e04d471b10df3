import Crypto
import Foundation
import RecordCoding
import Replication
import SyncProtocol
import Testing

@testable import RecordPacking

/// What another implementation can hold itself against: Docs/packed-vectors.json.
@Suite struct VectorTests {
  struct Vector: Codable {
    struct Member: Codable {
      /// Canonical bytes, and lines of seal logs, in hexadecimal.
      var record: String
      var lines: [String]
      /// Of a change: the state that the reader holds, and the lines about it.
      var held: Held?
    }
    struct Held: Codable {
      var record: String
      var lines: [String]
    }
    var name: String
    /// Who hands over: replica, the end of its log, author and area if the message names them.
    var replica: String
    var revision: UInt64
    var chain: String
    var author: String?
    var area: String?
    var members: [Member]
    var packed: String
  }

  static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Docs")

  @Test func everyVectorPacksAndUnpacksToTheByte() throws {
    let file = Self.docs.appendingPathComponent("packed-vectors.json")
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
    #expect(vectors.count >= 3)
    for vector in vectors {
      let sender = try vector.sender
      let members = try vector.members.map { try Self.member($0.record, $0.lines) }
      let held = try vector.members.compactMap(\.held).map { try Self.member($0.record, $0.lines) }
      let packed = unhex(vector.packed)
      if held.isEmpty {
        #expect(
          try PackedGroup.pack(members, Form.layout, from: sender) == packed, "\(vector.name)")
        let back = try PackedGroup.unpack(packed, Form.layout, from: sender)
        #expect(back.map(\.member) == members, "\(vector.name)")
      } else {
        let changes = zip(members, held).map {
          PackedChanges.Change(member: $0, seen: $1.record.context)
        }
        #expect(
          try PackedChanges.pack(changes, Form.layout, from: sender) == packed, "\(vector.name)")
        let back = try PackedChanges.unpack(packed, Form.layout, from: sender) { id in
          held.first { $0.record.id == id }
        }
        #expect(back.map(\.encoded.bytes) == members.map { RecordCoder.encode($0.record) })
      }
    }
  }

  private static func member(
    _ record: String, _ lines: [String]
  ) throws -> PackedGroup.Member {
    var known = KnownKeys()
    return PackedGroup.Member(
      record: try RecordCoder.decode(unhex(record), sharing: &known),
      lines: try lines.map { line in
        var reader = ByteReader(unhex(line))
        return try reader.readSealEntry()
      })
  }

  /// The words that every reader knows are part of the format.
  @Test func theKnownWordsAreThoseOfVersionOne() throws {
    let lists = [KnownWords.common, KnownWords.given, KnownWords.surnames, KnownWords.answers]
    let digest = SHA256.hash(data: Data(lists.flatMap { $0 }.joined(separator: [10])))
    #expect(
      digest.map { String(format: "%02x", $0) }.joined()
        == "0923faa7c6ac377d63c7134916adc0281f6cd12aaed04e4f0b1a1d3a144f1235")
  }
}

extension VectorTests.Vector {
  var sender: PackingSender {
    get throws {
      let id = unhex(replica)
      let high = id[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let low = id[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return PackingSender(
        replica: ReplicaID(high: high, low: low),
        chain: Chain(revision: revision, hash: unhex(chain)),
        author: author.map { Author(name: $0, role: .enumerator) }, area: area)
    }
  }
}

func unhex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue).map(UInt8.init)
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
