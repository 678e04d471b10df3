internal import RecordCoding
internal import Replication

extension Standing: FieldCoded {
  private static let abilities = Tag(1, "abilities")
  private static let revision = Tag(2, "revision")
  private static let chain = Tag(3, "chain")
  private static let catalogue = Tag(4, "catalogue")
  private static let place = Tag(5, "place", repeated: true)

  package func write(to writer: inout FieldWriter) {
    writer.number(Self.abilities, abilities.rawValue)
    if chain.revision > 0 {
      writer.number(Self.revision, chain.revision)
      writer.bytes(Self.chain, chain.hash)
    }
    writer.bytes(Self.catalogue, catalogue)
    for place in places {
      writer.payload(Self.place) {
        $0.write(varint: place.sequence)
        $0.write(raw: place.proof)
      }
    }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      abilities: Abilities(rawValue: try fields.number(Self.abilities)),
      chain: try fields.has(Self.revision)
        ? Chain(revision: fields.number(Self.revision), hash: fields.hash(Self.chain)) : Chain(),
      catalogue: try fields.hash(Self.catalogue),
      places: try fields.payloads(Self.place, limit: SyncLimits.areas) {
        (reader) throws(RecordDecodingError) in
        Place(
          sequence: try reader.readVarint(), proof: Array(try reader.readRaw(reader.remaining)))
      })
  }
}

extension FeedPlace: FieldCoded {
  private static let area = Tag(1, "area")
  private static let sequence = Tag(2, "sequence")
  private static let feedHash = Tag(3, "feedHash")

  package func write(to writer: inout FieldWriter) {
    if area > 0 { writer.number(Self.area, area) }
    writer.number(Self.sequence, sequence)
    writer.bytes(Self.feedHash, feedHash)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      area: try fields.has(Self.area) ? fields.number(Self.area) : 0,
      sequence: try fields.number(Self.sequence), feedHash: try fields.hash(Self.feedHash))
  }
}
