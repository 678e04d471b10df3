internal import Replication

extension AttachmentReceipt: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let digest = Tag(3, "digest")
  private static let sequence = Tag(4, "sequence")
  private static let signature = Tag(5, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    writer.bytes(Self.digest, digest.bytes)
    writer.number(Self.sequence, sequence)
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    guard let digest = AttachmentDigest(try fields.hash(Self.digest)) else {
      throw .invalid(field: "digest")
    }
    self.init(
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      digest: digest, sequence: try fields.number(Self.sequence),
      signature: try fields.hash(Self.signature))
  }
}

extension AttachmentHorizon: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let sequence = Tag(3, "sequence")
  private static let signature = Tag(4, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    writer.number(Self.sequence, sequence)
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      sequence: try fields.number(Self.sequence), signature: try fields.hash(Self.signature))
  }
}
