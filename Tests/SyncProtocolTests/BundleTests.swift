import Replication
import SyncProtocol
import Testing

private let header = BundleHeader(
  producer: deviceA, author: ana, created: WallTime(milliseconds: -5), definitions: ["ab", "cd"])

private let sample = Bundle(
  header: header, definitions: [DefinitionResponse(hash: "ab", bytes: [1, 2, 3])],
  batch: Batch(records: [record(1).encoded, record(2).encoded], seals: [seal(record(1))]))

private func failure(_ bytes: [UInt8]) -> BundleError? {
  do throws(BundleError) {
    _ = try Bundle(reading: bytes)
    return nil
  } catch {
    return error
  }
}

@Test func bundleComesBackAsItWasWritten() throws {
  #expect(try Bundle(reading: sample.written()) == sample)
  let empty = Bundle(header: header)
  #expect(try Bundle(reading: empty.written()) == empty)
}

@Test(arguments: [1, 2, 7, 64]) func bundleReadsInPiecesOfAnySize(size: Int) throws {
  let bytes = sample.written()
  var reader = BundleReader()
  var parts: [BundlePart] = []
  for start in stride(from: 0, to: bytes.count, by: size) {
    parts += try reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
  }
  try reader.finish()
  var whole = BundleReader()
  #expect(try whole.read(bytes) == parts)
  #expect(parts.count == 5)
}

@Test func everyTruncationIsNoticed() {
  let bytes = sample.written()
  #expect(failure([]) == .notABundle)
  for length in 1..<bytes.count {
    #expect(failure(Array(bytes[..<length]))?.code == "BUNDLE-TRUNCATED")
  }
}

@Test func everyChangedByteIsNoticed() {
  let bytes = sample.written()
  for position in bytes.indices {
    var garbled = bytes
    garbled[position] ^= 0x55
    #expect(failure(garbled) != nil, "byte \(position)")
  }
}

@Test func otherFilesAreNamedAsWhatTheyAre() {
  #expect(failure(Array("PK\u{3}\u{4} a workbook".utf8)) == .notABundle)
  #expect(failure(sample.written() + [0])?.code == "BUNDLE-CORRUPT")
  var newer = sample.written()
  newer[7] = 9
  #expect(failure(newer) == .newerVersion(9))
}

@Test func sectionBeyondTheLimitIsRefusedBeforeItIsRead() {
  var writer = BundleWriter()
  let bytes = writer.begin(header)
  #expect(failure(bytes + [4, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F])?.code == "BUNDLE-TOO-LARGE")
}

@Test func sectionOfNewerVersionIsKeptAndForwarded() throws {
  var writer = BundleWriter()
  let bytes = writer.begin(header) + writer.unknown(kind: 77, bytes: [1, 2]) + writer.end()
  let bundle = try Bundle(reading: bytes)
  #expect(bundle.unknown.map(\.kind) == [77])
  #expect(bundle.written() == bytes)
}

@Test func longSealLogIsSplitIntoSections() throws {
  let entries = (1...10_000).map { seal(record(1), revision: $0) }
  let bundle = Bundle(header: header, batch: Batch(seals: entries))
  #expect(try Bundle(reading: bundle.written()).batch.seals == entries)
}

@Test func mergeJoinsRecordsAndReportsDisagreement() throws {
  let original = record(1, ["name": "Rosa", "age": "30"])
  var byA = original
  byA.write(["name": "Rosa María"], by: deviceA, revision: 2)
  var byB = original
  byB.write(["name": "Rosita", "age": "31"], by: deviceB, revision: 1)
  let first = Bundle(
    header: header, batch: Batch(records: [byA.encoded, record(2).encoded], seals: [seal(byA)]))
  let second = Bundle(
    header: header,
    batch: Batch(records: [byB.encoded], seals: [seal(byA), seal(byB, by: deviceB)]))
  let bundles = [first, second]
  let merge = { (bundles: [Bundle]) in
    Bundle.merge(bundles, producer: deviceB, author: berta, created: WallTime(milliseconds: 9))
  }
  let (bundle, report) = merge(bundles)
  #expect(report.records == 2)
  #expect(report.merged == [original.id])
  #expect(report.conflicts.map(\.key) == [answer("name")])
  #expect(Set(report.conflicts[0].values) == [.text("Rosa María"), .text("Rosita")])
  #expect(bundle.batch.records.contains(byA.merged(with: byB).encoded))
  #expect(bundle.batch.seals.count == 2)
  #expect(merge(bundles.reversed() + bundles).bundle == bundle)
}

/// Two copies of device A sealed revision 2, each with an answer of its own: contexts are equal.
@Test func mergeKeepsBothCopiesOfAClonedDevice() throws {
  let original = record(1)
  let first = seal(original)
  let states = ["31", "32"].map { age in
    var copy = original
    copy.write(["age": age], by: deviceA, revision: 2)
    return copy
  }
  let bundles = states.enumerated().map { index, state in
    var line = seal(state, revision: 2)
    line.chain[0] = UInt8(index)
    return Bundle(
      header: header,
      batch: Batch(records: [state.encoded, record(2).encoded], seals: [first, line]))
  }
  let merge = { (bundles: [Bundle]) in
    Bundle.merge(bundles, producer: deviceB, author: berta, created: WallTime(milliseconds: 9))
  }
  let (bundle, report) = merge(bundles)
  #expect(report.forked == [original.id] && report.merged == [original.id])
  #expect(report.conflicts.map(\.key) == [answer("age")])
  #expect(Set(report.conflicts[0].values) == [.text("31"), .text("32")])
  #expect(report.records == 2)
  #expect(bundle.batch.seals.count == 3)
  #expect(merge(bundles.reversed()).bundle == bundle)
  #expect(merge([bundle] + bundles).bundle == bundle)
  #expect(merge([merge([bundle]).bundle, bundles[1]]).bundle == bundle)
}

@Test func mergeKeepsWhatItCannotRead() {
  let strange = EncodedRecord(id: RecordID(high: 1, low: 1), bytes: [0xFF, 1])
  let bundle = Bundle(header: header, batch: Batch(records: [strange, record(1).encoded]))
  let (merged, report) = Bundle.merge(
    [bundle, bundle], producer: deviceB, author: berta, created: WallTime(milliseconds: 9))
  #expect(report.unreadable == [strange.id])
  #expect(merged.batch.records.contains(strange))
  #expect(merged.batch.records.count == 2)
}
