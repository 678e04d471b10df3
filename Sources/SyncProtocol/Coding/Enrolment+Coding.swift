internal import Replication

extension EnrolRequest: WireMessage {
  package static let kind = MessageKind.enrolRequest
  private static let code = Tag(1, "code")
  private static let replica = Tag(2, "replica")
  private static let asHub = Tag(20, "asHub")
  private static let signingKey = Tag(28, "signingKey")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.code, code)
    writer.replica(Self.replica, replica)
    if asHub { writer.number(Self.asHub, 1) }
    if !signingKey.isEmpty { writer.bytes(Self.signingKey, signingKey) }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      code: try fields.text(Self.code), replica: try fields.replica(Self.replica),
      asHub: try fields.flag(Self.asHub), signingKey: try fields.signingKey(Self.signingKey))
  }
}

extension EnrolResponse: WireMessage {
  package static let kind = MessageKind.enrolResponse
  private static let token = Tag(1, "token")
  private static let name = Tag(2, "name")
  private static let role = Tag(3, "role")
  private static let area = Tag(4, "area", repeated: true)
  private static let server = Tag(5, "server")
  private static let epoch = Tag(6, "epoch")
  private static let receiptKey = Tag(7, "receiptKey")
  private static let root = Tag(20, "root")
  private static let isHub = Tag(21, "isHub")
  private static let knowsSigningKey = Tag(28, "knowsSigningKey")
  private static let officeKey = Tag(35, "officeKey")
  private static let certificate = Tag(38, "certificate")

  package func write(to writer: inout FieldWriter) {
    writer.text(Self.token, token)
    writer.text(Self.name, author.name)
    writer.number(Self.role, UInt64(author.role.rawValue))
    for area in areas { writer.text(Self.area, area) }
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    if !receiptKey.isEmpty { writer.bytes(Self.receiptKey, receiptKey) }
    if let root { writer.value(Self.root, root) }
    if isHub { writer.number(Self.isHub, 1) }
    if knowsSigningKey { writer.number(Self.knowsSigningKey, 1) }
    if let officeKey { writer.value(Self.officeKey, officeKey) }
    if let certificate { writer.value(Self.certificate, certificate) }
  }

  package init(_ fields: Fields) throws(WireError) {
    let role = Author.Role(rawValue: UInt8(clamping: try fields.number(Self.role)))
    guard let role else { throw .invalid(field: Self.role.name) }
    self.init(
      token: try fields.text(Self.token),
      author: Author(name: try fields.text(Self.name), role: role),
      areas: try fields.texts(Self.area, limit: SyncLimits.areas),
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      receiptKey: try fields.has(Self.receiptKey) ? fields.hash(Self.receiptKey) : [],
      root: try fields.has(Self.root) ? fields.value(Self.root, RootHistory.self) : nil,
      isHub: try fields.flag(Self.isHub),
      knowsSigningKey: try fields.flag(Self.knowsSigningKey),
      officeKey: try fields.has(Self.officeKey)
        ? fields.value(Self.officeKey, OfficeKey.self) : nil,
      certificate: try fields.has(Self.certificate)
        ? fields.value(Self.certificate, DeviceCertificate.self) : nil)
  }
}
