internal import Replication

extension Cursor: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let area = Tag(3, "area")
  private static let sequence = Tag(4, "sequence")
  private static let feedHash = Tag(5, "feedHash")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    writer.text(Self.area, area)
    writer.number(Self.sequence, sequence)
    writer.bytes(Self.feedHash, feedHash)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      area: try fields.text(Self.area), sequence: try fields.number(Self.sequence),
      feedHash: try fields.hash(Self.feedHash))
  }
}

extension Chain: FieldCoded {
  private static let revision = Tag(1, "revision")
  private static let hash = Tag(2, "hash")

  package func write(to writer: inout FieldWriter) {
    writer.number(Self.revision, revision)
    writer.bytes(Self.hash, hash)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(revision: try fields.number(Self.revision), hash: try fields.hash(Self.hash))
  }
}

extension ForkNotice: FieldCoded {
  private static let replica = Tag(1, "replica")
  private static let first = Tag(2, "first")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.replica, replica)
    writer.number(Self.first, first)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      replica: try fields.replica(Self.replica), first: try fields.number(Self.first))
  }
}
