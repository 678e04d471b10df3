import RecordCoding
import Replication
import Testing

@testable import SyncProtocol

/// The bytes that Docs/SyncProtocol.md shows.
@Test func aRequestWithNothingToDoReadsAsDocumented() {
  let bytes = """
    0103 2125 01010f 020103 03080102030405060708 040865666768696a6b6c 0509281011121314151617
    """
  #expect(briefRequest.encoded() == [UInt8](hexadecimal: bytes.filter { $0 != " " }))
  var answer = SyncResponse(server: deviceB, epoch: 2)
  answer.isBrief = true
  #expect(answer.encoded() == [1, 4])
}

@Test func theWholeOfABriefRequestIsTheRequest() throws {
  for batch in [Batch(), sampleRequest.batch] {
    let request = SyncRequest(
      replica: deviceA, chain: Chain(revision: 3, hash: Array(1...32)), cursors: [provedCursor],
      batch: batch, catalogue: Array(1...32), changesBytes: 9, readsPlain: true, wordsVerdicts: true
    )
    let wire = try SyncRequest(decoding: request.brief.encoded())
    var whole = wire.whole(
      of: (deviceA, request.chain), cursors: [provedCursor], catalogue: request.catalogue)
    whole.standing = nil
    #expect(whole == request)
  }
}

@Test func onlyCursorsThatShowWhoIsMeantAreFollowed() {
  var request = sampleRequest
  request.cursors = [provedCursor]
  #expect(request.followed(in: ["S-01"]) == request)
  #expect(request.followed(in: ["S-01", "S-02"]) == nil)
  #expect(request.followed(in: []) == nil)
  request.cursors[0].feedHash = [1]
  #expect(request.followed(in: ["S-01"]) == nil)
  request.cursors[0] = Cursor(server: deviceB, epoch: 2, area: "S-01", sequence: 0)
  #expect(request.followed(in: ["S-01"]) == nil)
  // Of an area that is followed no more, and of the server before.
  var other = provedCursor
  other.area = "S-02"
  var earlier = provedCursor
  earlier.server = deviceA
  request.cursors = [provedCursor, other, earlier]
  #expect(request.followed(in: ["S-01"])?.cursors == [provedCursor])
}

@Test func areasAreCountedByTheirBytes() {
  #expect(Standing.counted(["é", "z", "Z", "e\u{301}", "a"]) == ["Z", "a", "e\u{301}", "z", "é"])
}
