import Messages
import Replication
import Testing

@testable import SyncProtocol

/// Every message with a value of each field.
private let messages: [any (WireMessage & Hashable)] = [
  EnrolRequest(code: "ABCD-1234", replica: deviceA),
  EnrolResponse(
    token: "t", author: berta, areas: ["S-01", "S-02"], server: deviceB, epoch: 1),
  sampleRequest, sampleResponse, briefRequest, brief(sampleRequest.batch), briefResponse,
  DefinitionResponse(hash: "ab", bytes: [1, 2, 3]),
  ErrorResponse(code: "AUTH-TOKEN", message: Message(es: "no", en: "no")),
]

private func roundTrip<Message: WireMessage & Hashable>(_ message: Message) throws -> Bool {
  try Message(decoding: message.encoded()) == message
}

private func decode(_ type: any WireMessage.Type, _ bytes: [UInt8]) -> WireError? {
  do throws(WireError) {
    _ = try type.init(decoding: bytes)
    return nil
  } catch {
    return error
  }
}

@Test(arguments: messages.indices) func messageComesBackAsItWas(index: Int) throws {
  #expect(try roundTrip(messages[index]))
}

@Test func unchangedListOfQuestionnairesDiffersFromEmptyOne() throws {
  var response = sampleResponse
  for definitions in [nil, []] as [[DefinitionSummary]?] {
    response.definitions = definitions
    #expect(try SyncResponse(decoding: response.encoded()).definitions == definitions)
  }
}

@Test(arguments: messages.indices) func fieldOfNewerVersionIsPassedOver(index: Int) {
  let message = messages[index]
  // Tag 900, three bytes.
  let extended = message.encoded() + [0x84, 0x07, 3, 1, 2, 3]
  #expect(decode(type(of: message), extended) == nil)
}

@Test(arguments: messages.indices) func everyTruncationFailsAndNoneTraps(index: Int) {
  let bytes = messages[index].encoded()
  // A cut between two fields may leave a shorter message of only repeated fields less; it must
  // not trap.
  for length in bytes.indices { _ = decode(type(of: messages[index]), Array(bytes[..<length])) }
  #expect(decode(type(of: messages[index]), Array(bytes.prefix(3))) != nil)
}

@Test(arguments: messages.indices) func changedBytesNeverTrap(index: Int) {
  let bytes = messages[index].encoded()
  for position in bytes.indices {
    for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
      var garbled = bytes
      garbled[position] = value
      _ = decode(type(of: messages[index]), garbled)
    }
  }
}

@Test func randomBytesNeverTrap() {
  var generator = SystemRandomNumberGenerator()
  for _ in 0..<2_000 {
    let count = Int.random(in: 0...64, using: &generator)
    let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for message in messages {
      _ = decode(type(of: message), [WireFormat.version, type(of: message).kind.rawValue] + noise)
    }
  }
}

@Test func wrongKindVersionAndNothingAreNamed() {
  let request = sampleRequest.encoded()
  #expect(decode(SyncResponse.self, request) == .notThisMessage)
  #expect(decode(SyncRequest.self, []) == .notThisMessage)
  #expect(decode(SyncRequest.self, [9] + request.dropFirst()) == .newerVersion(9))
  #expect(decode(SyncRequest.self, Array("<html>".utf8)) == .newerVersion(60))
}

@Test func lengthBeyondTheMessageIsRefusedBeforeAnythingIsSetAside() {
  // Tag 1 with a length of 2^62.
  let bytes: [UInt8] = [1, 3, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]
  #expect(decode(SyncRequest.self, bytes) == .truncated)
}

@Test func moreAreasThanTheLimitAreRefused() {
  var request = sampleRequest
  let cursor = request.cursors[0]
  request.cursors = Array(repeating: cursor, count: SyncLimits.areas + 1)
  #expect(
    decode(SyncRequest.self, request.encoded())
      == .tooLarge(field: "cursor", limit: SyncLimits.areas))
}

@Test func everyWireErrorSpeaksBothLanguages() {
  let errors: [WireError] = [
    .notThisMessage, .newerVersion(2), .truncated, .missing(field: "x"), .invalid(field: "x"),
    .tooLarge(field: "x", limit: 1),
  ]
  #expect(Set(errors.map(\.code)).count == errors.count)
  for error in errors { #expect(error.message.spanish != error.message.english) }
}

@Test func textPastTheLimitIsCutAndNotRefused() throws {
  var response = sampleResponse
  let long = String(repeating: "ñ", count: SyncLimits.textBytes)
  response.verdicts[0].violations[0].message = Message(es: long, en: "short")
  let decoded = try SyncResponse(decoding: response.encoded())
  let cut = decoded.verdicts[0].violations[0].message.spanish
  #expect(cut.hasSuffix("ñ…") && cut.utf8.count <= SyncLimits.textBytes)
}
