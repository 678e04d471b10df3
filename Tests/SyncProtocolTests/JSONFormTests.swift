import Messages
import RecordCoding
import Replication
import Testing

@testable import SyncProtocol

/// What happens on the way through JSON, for every message with a value of each field.
private func comesBack<Message: WireMessage & Hashable>(_ message: Message) throws -> Bool {
  try Message(decoding: message.encoded(as: .json), as: .json) == message
}

private func failure(_ json: String) -> WireError? {
  do throws(WireError) {
    _ = try EnrolRequest(decoding: Array(json.utf8), as: .json)
    return nil
  } catch {
    return error
  }
}

private let enrolment = """
  {"code":"7KQ4M-Z2X9D","kind":"EnrolRequest",\
  "replica":"000000000000000a0000000000000001","version":1}
  """

extension Record {
  fileprivate mutating func write(
    _ values: [RegisterKey: AnswerValue], by author: Author, _ dot: Dot
  ) {
    var pending = PendingWrites(author: author)
    for (key, value) in values { pending.save(value, to: key, shown: self) }
    seal(pending, as: dot, at: WallTime(milliseconds: 5))
  }
}

extension SyncRequest {
  fileprivate func holding(_ record: Record) -> SyncRequest {
    var request = self
    request.batch.records = [record.encoded]
    return request
  }
}

@Suite struct JSONFormTests {
  /// A verdict may quote what was typed: lists of many things, with every comma of them.
  @Test func commasWithinTextsAreNoStructure() throws {
    let text = String(repeating: ",[{", count: SyncLimits.textBytes / 3 - 1) + #"\","#
    let notice = QuarantineNotice(
      record: RecordID(high: 1, low: 1), digest: [1], code: "A",
      message: Message(es: text, en: text))
    var response = SyncResponse(server: deviceA, epoch: 1)
    response.quarantined = Array(repeating: notice, count: 40)
    let commas = response.encoded(as: .json).filter { $0 == UInt8(ascii: ",") }.count
    try #require(commas > 100_000 && 3 * commas > SyncLimits.fields)
    #expect(try comesBack(response))
  }

  /// Foundation alone would read it, and what is a text in it cannot be told by its bytes.
  @Test func onlyUTF8IsJSON() {
    let wide = enrolment.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(throws: WireError.notThisMessage) { try EnrolRequest(decoding: wide, as: .json) }
  }

  @Test func everyMessageComesBackAsItWas() throws {
    let key = [UInt8](repeating: 7, count: SyncLimits.signingKeyBytes)
    #expect(try comesBack(EnrolRequest(code: "ABCD-1234", replica: deviceA)))
    #expect(try comesBack(EnrolRequest(code: "A", replica: deviceA, signingKey: key)))
    #expect(
      try comesBack(
        EnrolResponse(
          token: "t", author: berta, areas: ["S-01", "S-02"], server: deviceB, epoch: .max,
          receiptKey: [1, 2], knowsSigningKey: true,
          officeKey: OfficeKey(key: key, signature: [8]),
          certificate: DeviceCertificate(author: berta, key: key, signature: [9]))))
    #expect(try comesBack(sampleRequest))
    var ofHub = sampleRequest
    ofHub.enrolments = [7, 8]
    ofHub.redemptions = [
      Redemption(codeHash: [1], tokenHash: [2], replica: deviceA, signingKey: key)
    ]
    ofHub.signingKey = key
    ofHub.readsPlain = true
    ofHub.wantsOfficeKey = true
    ofHub.wantsCertificate = true
    #expect(try comesBack(ofHub))
    var toHub = sampleResponse
    toHub.root = RootHistory(server: deviceB, epoch: 9)
    toHub.enrolments = [
      SignedEnrolment(
        author: berta, areas: ["S-01"], codeHash: [1], codeExpires: WallTime(milliseconds: -5),
        replica: deviceA, tokenHashes: [[3], [4]], isRevoked: true, isHub: true, signature: [5],
        signingKey: SigningKeyWord(key: key, signature: [6], certificateSignature: [7]))
    ]
    toHub.knowsSigningKey = true
    toHub.officeKey = OfficeKey(key: key, signature: [8])
    toHub.certificate = DeviceCertificate(author: berta, key: key, signature: [9])
    toHub.notices = [ServerNotice(code: "A", message: Message(es: "a", en: "b"))]
    toHub.plain = PlainOutcomes(bits: [5], sequences: [9, 3], signature: [1, 2])
    toHub.plain.found = [
      FoundVerdict(
        place: 2, state: .invalid, violations: sampleVerdict.violations.map(\.unworded))
    ]
    toHub.plain.sequencesAreRuns = true
    toHub.signedReceipts = [
      SignedReceipt(
        server: deviceB, epoch: 1, area: "S-01", sequence: 2, record: RecordID(high: 1, low: 2),
        context: VersionVector([deviceA: 3]), signature: [9],
        path: [SignedReceipt.Step(isLeft: true, hash: Array(repeating: 7, count: 32))])
    ]
    #expect(try comesBack(toHub))
    #expect(try comesBack(briefRequest) && comesBack(brief(sampleRequest.batch)))
    #expect(try comesBack(briefResponse))
    #expect(try comesBack(sampleResponse))
    #expect(try comesBack(DefinitionResponse(hash: "ab", bytes: [1, 2, 3])))
    #expect(
      try comesBack(ErrorResponse(code: "A", message: Message(es: "\"ñ\\\n\u{1}😀", en: ""))))
  }

  /// What a script reads of a record: what counts is its bytes.
  @Test func aRecordSaysInJSONWhatItHolds() throws {
    let row = AnswerKey(question: "/data/member", rows: [.minted(0xAB)])
    let gone = AnswerKey(question: "/data/member", rows: [.ordinal(2)])
    let age = { RegisterKey.answer(AnswerKey(question: "/data/member/age", rows: $0)) }
    var first = Record(id: RecordID(high: 1, low: 2), kind: .response)
    first.write(
      [
        .field(RegisterKey.Field.area): .text("S-01"), answer("name"): .text("Rosa"),
        .row(row): .row(position: 1), age(row.rows): .missing("refused"),
        .row(gone): .row(position: 2), age(gone.rows): .text("7"),
      ], by: ana, Dot(replica: deviceA, revision: 1))
    var left = first
    left.write(
      [answer("name"): .text("Rosa María"), .row(gone): .deleted(context: first.context)],
      by: ana, Dot(replica: deviceA, revision: 2))
    var right = first
    right.write([answer("name"): .cleared], by: berta, Dot(replica: deviceB, revision: 1))
    var response = SyncResponse(server: deviceB, epoch: 1)
    response.changes.records = [left.merged(with: right).encoded]
    let json = String(decoding: response.encoded(as: .json), as: UTF8.self)
    let answers = """
      "answers":[{"question":"/data/member/age","rows":["r00000000000000ab"],\
      "says":[{"author":"ana","missing":"refused"}]},\
      {"question":"/data/name","says":[{"author":"ana","text":"Rosa María"},\
      {"author":"berta","cleared":1}]}]
      """
    #expect(json.contains(answers))
    #expect(json.contains(#""fields":{"area":"S-01"},"kind":1,"round":0,"stale":0,"#))
    #expect(json.contains(#""status":"in_progress""#))
    #expect(try comesBack(response))
    // Bytes of a newer version are handed on as they are.
    response.changes.records = [EncodedRecord(id: RecordID(high: 1, low: 2), bytes: [9, 9])]
    #expect(try comesBack(response))
    #expect(!String(decoding: response.encoded(as: .json), as: UTF8.self).contains("reading"))
  }

  @Test func answersOfDeletedRowsAreLeftOutHoweverManyThereAre() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    let rows = (1...1_000).map { AnswerKey(question: "/data/member", rows: [.ordinal($0)]) }
    let names = rows.map { AnswerKey(question: "/data/member/name", rows: $0.rows) }
    record.write(
      Dictionary(uniqueKeysWithValues: names.map { (.answer($0), .text("Rosa")) }), by: ana,
      Dot(replica: deviceA, revision: 1))
    record.write(
      Dictionary(
        uniqueKeysWithValues: rows.dropLast().map { (.row($0), .deleted(context: record.context)) }),
      by: ana, Dot(replica: deviceA, revision: 2))
    let json = String(decoding: sampleRequest.holding(record).encoded(as: .json), as: UTF8.self)
    let answers = """
      "answers":[{"question":"/data/member/name","rows":["1000"],\
      "says":[{"author":"ana","text":"Rosa"}]}]
      """
    #expect(json.contains(answers))
  }

  @Test func aRecordMayComeAsOneText() throws {
    let record = try #require(sampleRequest.batch.records.first)
    var writer = ByteWriter()
    writer.write(record)
    let text = JSONNode.text(FieldShape.base64(writer.bytes))
    #expect(try Batch(Fields(["record": .list([text])])).records == [record])
  }

  @Test func seededBytesNumbersAndTextsComeBackAsTheyWere() throws {
    var generator = SeededNumbers(state: 7)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...64, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let number = UInt64.random(in: 0 ... .max, using: &generator) >> UInt64(bytes.count % 64)
      let text = String(decoding: bytes, as: UTF8.self)
      var request = sampleRequest
      request.catalogue = bytes
      request.changesBytes = number
      request.cursors = Array(
        repeating: Cursor(
          server: ReplicaID(high: number, low: ~number), epoch: number, area: text,
          sequence: number, feedHash: bytes), count: bytes.count % 4)
      request.batch.packed = [bytes]
      #expect(try comesBack(request))
    }
  }

  @Test func anEnrolmentReadsAsDocumented() throws {
    let request = EnrolRequest(code: "7KQ4M-Z2X9D", replica: ReplicaID(high: 10, low: 1))
    #expect(String(decoding: request.encoded(as: .json), as: UTF8.self) == enrolment)
    #expect(try EnrolRequest(decoding: Array(enrolment.utf8), as: .json) == request)
  }

  @Test func aListOfOneIsStillAList() throws {
    let json = String(decoding: sampleRequest.encoded(as: .json), as: UTF8.self)
    #expect(json.contains("\"cursor\":[{"))
  }

  @Test func largeNumbersAreTexts() {
    let response = SyncResponse(server: deviceB, epoch: .max)
    let json = String(decoding: response.encoded(as: .json), as: UTF8.self)
    #expect(json.contains("\"epoch\":\"18446744073709551615\""))
  }

  @Test func unknownMembersAreReadOver() {
    let more = #","new":{"a":[1.5e3,-2,true,null,"\ud83d\ude00"]}}"#
    #expect(failure(enrolment.dropLast() + more) == nil)
  }

  @Test func whatIsWrongIsNamed() {
    #expect(failure("<html>") == .notThisMessage)
    #expect(failure("[]") == .notThisMessage)
    #expect(failure(enrolment + "x") == .notThisMessage)
    #expect(failure(enrolment.replacing(":1}", with: ":2}")) == .newerVersion(2))
    #expect(failure(enrolment.replacing("Enrol", with: "Sync")) == .notThisMessage)
    #expect(failure(enrolment.replacing("code", with: "kode")) == .missing(field: "code"))
    #expect(failure(enrolment.replacing("000a", with: "000g")) == .invalid(field: "replica"))
    #expect(failure(enrolment.replacing("7KQ4M", with: #"\ud800"#)) == .notThisMessage)
  }

  @Test func everyTruncationFails() {
    let bytes = Array(enrolment.utf8)
    for length in bytes.indices {
      #expect(failure(String(decoding: bytes[..<length], as: UTF8.self)) != nil)
    }
  }

  @Test func depthAndNumberOfValuesAreBounded() {
    #expect(failure(String(repeating: "[", count: 100_000)) == .notThisMessage)
    #expect(
      failure(String(repeating: "{\"a\":", count: 1_000_000))
        == .tooLarge(field: "fields", limit: SyncLimits.fields))
    let many = "[" + String(repeating: "0,", count: SyncLimits.fields) + "0]"
    #expect(failure(many) == .tooLarge(field: "fields", limit: SyncLimits.fields))
    // After a text that seems to end in an escaped quote.
    #expect(
      failure(#"["\\","# + many.dropFirst())
        == .tooLarge(field: "fields", limit: SyncLimits.fields))
  }

  @Test func theMediaTypeOfAHeaderMayHaveParameters() {
    #expect(WireForm(mediaType: "Application/JSON; charset=utf-8") == .json)
    #expect(WireForm(mediaType: "application/vnd.campo") == .binary)
    #expect(WireForm(mediaType: "application/json, text/plain") == .json)
    #expect(WireForm(mediaType: "text/html") == nil)
  }
}

/// SplitMix64.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
