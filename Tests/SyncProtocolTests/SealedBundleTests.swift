import Foundation
import Replication
import Testing

@testable import SyncProtocol

private func opener(_ byte: UInt8) throws -> BundleOpener {
  try #require(BundleOpener(secret: Array(repeating: byte, count: BundleOpener.secretBytes)))
}

private func sealed(_ plain: [UInt8], to recipients: [BundleRecipient]) -> [UInt8] {
  var sealer = BundleSealer(to: recipients)
  return sealer.begin() + sealer.write(plain) + sealer.end()
}

/// - Parameter piece: the file comes in pieces of so many bytes.
private func opened(
  _ file: [UInt8], with openers: [BundleOpener], piece: Int = .max
) throws(BundleError) -> [UInt8] {
  var unsealer = BundleUnsealer(with: openers)
  var plain: [UInt8] = []
  var rest = file[...]
  while !rest.isEmpty {
    plain += try unsealer.read(Array(rest.prefix(piece)))
    rest = rest.dropFirst(piece)
  }
  return try plain + unsealer.finish()
}

private func failure(_ file: [UInt8], with openers: [BundleOpener]) -> BundleError? {
  do throws(BundleError) {
    _ = try opened(file, with: openers)
    return nil
  } catch {
    return error
  }
}

/// Bytes that look like nothing else.
private func content(_ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
}

/// A file of several chunks, and where its first begins.
private func chunked(to opener: BundleOpener) -> (file: [UInt8], plain: [UInt8], start: Int) {
  let plain = content(2 * SealedChunk.plainBytes + 100)
  let file = sealed(plain, to: [opener.recipient])
  return (file, plain, file.count - plain.count - 3 * SealedChunk.tagBytes)
}

@Suite struct SealedBundleTests {
  @Test(
    arguments: [
      0, 1, SealedChunk.plainBytes - 1, SealedChunk.plainBytes, SealedChunk.plainBytes + 1,
      3 * SealedChunk.plainBytes,
    ])
  func whatIsEncryptedComesOutAsItWas(count: Int) throws {
    let office = try opener(1)
    let file = sealed(content(count), to: [office.recipient])
    for piece in [17, 4_096, Int.max] {
      #expect(try opened(file, with: [office], piece: piece) == content(count))
    }
  }

  @Test func eachRecipientOpensItAndNobodyElse() throws {
    let (office, luz, thief) = (try opener(1), try opener(2), try opener(3))
    let file = sealed(content(50), to: [office.recipient, luz.recipient])
    for reader in [office, luz] {
      #expect(try opened(file, with: [thief, reader]) == content(50))
    }
    let recipients = [office.recipient, luz.recipient]
    #expect(failure(file, with: [thief]) == .notForUs(recipients))
    #expect(failure(file, with: []) == .notForUs(recipients))
  }

  @Test func whatIsNotEncryptedPassesThrough() throws {
    let plain = BundleLayout.magic + [BundleLayout.version] + content(100)
    for piece in [1, 7, Int.max] { #expect(try opened(plain, with: [], piece: piece) == plain) }
    #expect(try opened([0x43, 0x41], with: []) == [0x43, 0x41])
  }

  @Test func nothingOfTheContentStandsInTheFile() throws {
    let name = Array("Rosa Quispe".utf8)
    let file = sealed(content(30) + name + content(30), to: [try opener(1).recipient])
    #expect(Data(file).range(of: Data(name)) == nil)
  }

  @Test func aCutIsNoticedWhereverItIs() throws {
    let office = try opener(1)
    let (file, _, start) = chunked(to: office)
    let boundaries = [start, start + SealedChunk.sealedBytes, start + 2 * SealedChunk.sealedBytes]
    for end in boundaries {
      #expect(failure(Array(file[..<end]), with: [office]) == .truncated(offset: end))
    }
    for end in boundaries.map({ $0 + 1 }) + [start - 1, file.count - 1] {
      #expect(failure(Array(file[..<end]), with: [office]) != nil, "up to byte \(end)")
    }
  }

  @Test func chunksThatChangedPlacesAreNoticed() throws {
    let office = try opener(1)
    let (file, _, start) = chunked(to: office)
    let first = start..<start + SealedChunk.sealedBytes
    let second = first.upperBound..<first.upperBound + SealedChunk.sealedBytes
    let swapped = file[..<start] + file[second] + file[first] + file[second.upperBound...]
    #expect(failure(Array(swapped), with: [office]) == .unopened(offset: start))
    let withoutOne = file[..<start] + file[second] + file[second.upperBound...]
    #expect(failure(Array(withoutOne), with: [office]) == .unopened(offset: start))
    let twice = file[..<first.upperBound] + file[first] + file[first.upperBound...]
    #expect(failure(Array(twice), with: [office]) == .unopened(offset: first.upperBound))
  }

  @Test func everyChangedByteIsNoticed() throws {
    let office = try opener(1)
    let file = sealed(content(40), to: [office.recipient, try opener(2).recipient])
    for position in BundleLayout.magic.count..<file.count {
      var garbled = file
      garbled[position] ^= 0x55
      // Bytes that are no longer an encrypted bundle's are for the reader of bundles to refuse.
      var reader = BundleReader()
      var code: String?
      do throws(BundleError) {
        _ = try reader.read(opened(garbled, with: [office]))
        try reader.finish()
      } catch {
        code = error.code
      }
      #expect(code != nil, "byte \(position)")
    }
  }

  /// Who takes a recipient out, or puts himself in, changes what every chunk is authenticated with.
  @Test func theListOfRecipientsIsAuthenticated() throws {
    let (office, luz) = (try opener(1), try opener(2))
    let both = sealed(content(40), to: [office.recipient, luz.recipient])
    // Magic, version, then a length of two bytes before two slots of equal length.
    let start = BundleLayout.magic.count + 1
    let slots = Array(both[(start + 2)..<(both.count - 40 - SealedChunk.tagBytes)])
    let alone = Array(slots.prefix(slots.count / 2))
    let file =
      both[..<start] + [UInt8(alone.count)] + alone + both.suffix(40 + SealedChunk.tagBytes)
    let place = start + 1 + alone.count
    #expect(failure(Array(file), with: [office]) == .unopened(offset: place))
  }

  @Test func aBundleWithoutAKeyAtHandIsNotMerged() throws {
    let office = try opener(1)
    let bundle = Bundle(
      header: BundleHeader(
        producer: deviceA, author: ana, created: WallTime(milliseconds: 5), definitions: []))
    let file = sealed(bundle.written(), to: [office.recipient])
    #expect(throws: BundleError.notForUs([office.recipient])) { try Bundle(reading: file) }
    #expect(try Bundle(reading: opened(file, with: [office])) == bundle)
  }

  @Test func aKeyFilesLineComesBack() throws {
    let recipient = try opener(1).recipient
    #expect(BundleRecipient(line: "  \(recipient.line)\r\n") == recipient)
    #expect(BundleRecipient(line: String(recipient.line.dropLast())) == nil)
    #expect(BundleRecipient(line: "ssh-ed25519 AAAA") == nil)
    // A point of low order: whatever is agreed on with it is known to everybody.
    #expect(BundleRecipient(key: [UInt8](repeating: 0, count: BundleRecipient.keyBytes)) == nil)
  }
}
