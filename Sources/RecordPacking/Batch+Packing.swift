internal import RecordCoding
internal import Replication
public import SyncProtocol

extension Batch {
  /// The same batch with responses packed, as far as their questionnaires are known; all others stay
  /// as they are.
  ///
  /// - Parameter layout: of a questionnaire by its hash; nil where the reader may not have it.
  public func packed<Failure>(
    from sender: PackingSender, layout: (String) throws(Failure) -> RecordLayout?
  ) throws(Failure) -> Batch {
    var lines = Dictionary(grouping: seals, by: \.record)
    var members: [String: [PackedGroup.Member]] = [:]
    var plain = Batch()
    var layouts: [String: RecordLayout] = [:]
    var known = KnownKeys()
    for encoded in records {
      let own = lines[encoded.id] ?? []
      guard let record = Self.record(encoded, &known), record.kind == .response,
        own.allSatisfy({ $0.chain.count == PackedGroup.chainBytes }),
        let hash = record.text(of: RegisterKey.Field.definition)
      else {
        plain.records.append(encoded)
        continue
      }
      if layouts[hash] == nil { layouts[hash] = try layout(hash) }
      guard layouts[hash] != nil else {
        plain.records.append(encoded)
        continue
      }
      members[hash, default: []].append(PackedGroup.Member(record: record, lines: own))
      // Its lines travel with it; another state of the same record has none left to take.
      lines[encoded.id] = nil
    }
    for (hash, group) in members.sorted(by: { $0.key < $1.key }) {
      if plain.packed.count < SyncLimits.packedGroups, let layout = layouts[hash],
        let bytes = Self.pack(group, layout, sender)
      {
        plain.packed.append(bytes)
      } else {
        for member in group {
          plain.records.append(
            EncodedRecord(id: member.record.id, bytes: RecordCoder.encode(member.record)))
          lines[member.record.id, default: []] += member.lines
        }
      }
    }
    plain.seals = seals.filter { lines[$0.record] != nil }
    return plain
  }

  /// Nil of what passes a reader's limits: it travels as it is.
  private static func pack(
    _ group: [PackedGroup.Member], _ layout: RecordLayout, _ sender: PackingSender
  ) -> [UInt8]? {
    do { return try PackedGroup.pack(group, layout, from: sender) } catch { return nil }
  }

  /// What cannot be decoded travels as it is.
  private static func record(_ encoded: EncodedRecord, _ known: inout KnownKeys) -> Record? {
    do {
      let record = try RecordCoder.decode(encoded.bytes, sharing: &known)
      return record.id == encoded.id ? record : nil
    } catch {
      return nil
    }
  }

  /// The layouts of the questionnaires that packed records may be of: of those whose hashes begin as
  /// the groups say. A group that says nothing of the kind is left to `unpacked` to refuse.
  public func packedLayouts<Failure>(
    among definitions: [DefinitionSummary],
    layout: (String) throws(Failure) -> RecordLayout?
  ) throws(Failure) -> [RecordLayout] {
    let names = packed.compactMap { group in
      do { return try PackedGroup.definition(of: group) } catch { return nil }
    }
    var layouts: [RecordLayout] = []
    for definition in definitions where names.contains(where: { definition.hash.hasPrefix($0) }) {
      if let layout = try layout(definition.hash) { layouts.append(layout) }
    }
    return layouts
  }

  /// The batch with nothing packed any more.
  ///
  /// - Parameter layouts: those of `packedLayouts`.
  public func unpacked(
    from sender: PackingSender, _ layouts: [RecordLayout]
  ) throws(PackingError) -> Batch {
    var batch = Batch(records: records, seals: seals)
    var budget = PackingBudget()
    for group in packed {
      let name = try PackedGroup.definition(of: group)
      let candidates = layouts.filter { $0.definition.hasPrefix(name) }
      guard let members = try Self.unpack(group, candidates, sender, &budget) else {
        throw .unknownDefinition(name)
      }
      for (encoded, member) in members {
        batch.records.append(encoded)
        batch.seals += member.lines
      }
    }
    guard batch.records.count <= SyncLimits.batchRecords else {
      throw .tooLarge("records", limit: SyncLimits.batchRecords)
    }
    guard batch.seals.count <= SyncLimits.batchSeals else {
      throw .tooLarge("seals", limit: SyncLimits.batchSeals)
    }
    return batch
  }

  /// Few questionnaires have hashes that begin alike: the check tells which was meant.
  private static func unpack(
    _ group: [UInt8], _ candidates: [RecordLayout], _ sender: PackingSender,
    _ budget: inout PackingBudget
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: PackedGroup.Member)]? {
    var failure: PackingError?
    for layout in candidates {
      do throws(PackingError) {
        return try PackedGroup.unpack(group, layout, from: sender, within: &budget)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return nil
  }
}
