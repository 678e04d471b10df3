internal import Messages
internal import RecordCoding
internal import Replication

extension SignedEnrolment: FieldCoded {
  private static let name = Tag(1, "name")
  private static let role = Tag(2, "role")
  private static let area = Tag(3, "area", repeated: true)
  private static let codeHash = Tag(4, "codeHash")
  private static let codeExpires = Tag(5, "codeExpires")
  private static let replica = Tag(6, "replica")
  private static let tokenHash = Tag(7, "tokenHash", repeated: true)
  private static let isRevoked = Tag(8, "isRevoked")
  private static let isHub = Tag(9, "isHub")
  private static let signature = Tag(10, "signature")
  private static let signingKey = Tag(28, "signingKey")
  private static let signingKeySignature = Tag(29, "signingKeySignature")
  private static let certificateSignature = Tag(38, "certificateSignature")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.name, author.name)
    writer.number(Self.role, UInt64(author.role.rawValue))
    for area in areas { writer.text(Self.area, area) }
    writer.bytes(Self.codeHash, codeHash)
    writer.number(Self.codeExpires, UInt64(bitPattern: codeExpires.milliseconds))
    if let replica { writer.replica(Self.replica, replica) }
    for hash in tokenHashes { writer.bytes(Self.tokenHash, hash) }
    if isRevoked { writer.number(Self.isRevoked, 1) }
    if isHub { writer.number(Self.isHub, 1) }
    writer.bytes(Self.signature, signature)
    if let signingKey {
      writer.bytes(Self.signingKey, signingKey.key)
      writer.bytes(Self.signingKeySignature, signingKey.signature)
      if !signingKey.certificateSignature.isEmpty {
        writer.bytes(Self.certificateSignature, signingKey.certificateSignature)
      }
    }
  }

  package init(_ fields: Fields) throws(WireError) {
    let role = Author.Role(rawValue: UInt8(clamping: try fields.number(Self.role)))
    guard let role else { throw .invalid(field: Self.role.name) }
    let tokens = try fields.payloads(Self.tokenHash, limit: SyncLimits.tokens) {
      (reader) throws(RecordDecodingError) in Array(try reader.readRaw(reader.remaining))
    }
    guard tokens.allSatisfy({ $0.count <= SyncLimits.hashBytes }) else {
      throw .tooLarge(field: Self.tokenHash.name, limit: SyncLimits.hashBytes)
    }
    self.init(
      author: Author(name: try fields.text(Self.name), role: role),
      areas: try fields.texts(Self.area, limit: SyncLimits.areas),
      codeHash: try fields.hash(Self.codeHash),
      codeExpires: WallTime(
        milliseconds: Int64(bitPattern: try fields.number(Self.codeExpires))),
      replica: try fields.has(Self.replica) ? fields.replica(Self.replica) : nil,
      tokenHashes: tokens,
      isRevoked: try fields.flag(Self.isRevoked), isHub: try fields.flag(Self.isHub),
      signature: try fields.hash(Self.signature),
      signingKey: try fields.has(Self.signingKey)
        ? SigningKeyWord(
          key: fields.signingKey(Self.signingKey),
          signature: fields.hash(Self.signingKeySignature),
          certificateSignature: fields.has(Self.certificateSignature)
            ? fields.hash(Self.certificateSignature) : []) : nil)
  }
}

extension Redemption: FieldCoded {
  private static let codeHash = Tag(1, "codeHash")
  private static let tokenHash = Tag(2, "tokenHash")
  private static let replica = Tag(3, "replica")
  private static let signingKey = Tag(28, "signingKey")

  package func write(to writer: inout FieldWriter) {
    writer.bytes(Self.codeHash, codeHash)
    writer.bytes(Self.tokenHash, tokenHash)
    writer.replica(Self.replica, replica)
    if !signingKey.isEmpty { writer.bytes(Self.signingKey, signingKey) }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      codeHash: try fields.hash(Self.codeHash), tokenHash: try fields.hash(Self.tokenHash),
      replica: try fields.replica(Self.replica),
      signingKey: try fields.signingKey(Self.signingKey))
  }
}

extension RootHistory: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch))
  }
}

extension ServerNotice: FieldCoded {
  private static let code = Tag(1, "code")
  private static let message = Tag(2, "message")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.code, code)
    writer.value(Self.message, message)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      code: try fields.text(Self.code), message: try fields.value(Self.message, Message.self))
  }
}
