internal import RecordCoding
public import Replication
public import SyncProtocol

extension Batch {
  /// The same batch with responses packed, as far as their questionnaires are known; all others stay
  /// as they are.
  ///
  /// - Parameters:
  ///   - seen: by record the context of the state that the reader holds; of records that it has to be
  ///     told whole, nothing.
  ///   - layout: of a questionnaire by its hash; nil where the reader may not have it.
  public func packed<Failure>(
    from sender: PackingSender, beyond seen: [RecordID: VersionVector] = [:],
    layout: (String) throws(Failure) -> RecordLayout?
  ) throws(Failure) -> Batch {
    var lines = Dictionary(grouping: seals, by: \.record)
    var groups: [String: Packable] = [:]
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
      let member = PackedGroup.Member(record: record, lines: own)
      groups[hash, default: Packable()].add(member, beyond: seen[encoded.id])
      // Its lines travel with it; another state of the same record has none left to take.
      lines[encoded.id] = nil
    }
    for (hash, group) in groups.sorted(by: { $0.key < $1.key }) {
      let packed = layouts[hash].flatMap { group.packed($0, from: sender) } ?? []
      if !packed.isEmpty, plain.packed.count + packed.count <= SyncLimits.packedGroups {
        plain.packed += packed
      } else {
        for member in group.all {
          plain.records.append(
            EncodedRecord(id: member.record.id, bytes: RecordCoder.encode(member.record)))
          lines[member.record.id, default: []] += member.lines
        }
      }
    }
    plain.seals = seals.filter { lines[$0.record] != nil }
    return plain
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
  /// - Parameters:
  ///   - layouts: those of `packedLayouts`.
  ///   - held: a record as it is here, with the lines about it; nil where nothing may build on it.
  public func unpacked(
    from sender: PackingSender, _ layouts: [RecordLayout],
    onto held: (RecordID) -> PackedGroup.Member? = { _ in nil }
  ) throws(PackingError) -> Batch {
    var batch = Batch(records: records, seals: seals)
    var budget = PackingBudget()
    for group in packed {
      let name = try PackedGroup.definition(of: group)
      let candidates = layouts.filter { $0.definition.hasPrefix(name) }
      guard let members = try Self.unpack(group, candidates, sender, onto: held, &budget) else {
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
    onto held: (RecordID) -> PackedGroup.Member?, _ budget: inout PackingBudget
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: PackedGroup.Member)]? {
    var failure: PackingError?
    for layout in candidates {
      do throws(PackingError) {
        return PackedChanges.isOne(group)
          ? try PackedChanges.unpack(group, layout, from: sender, onto: held, within: &budget)
          : try PackedGroup.unpack(group, layout, from: sender, within: &budget)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return nil
  }
}
