internal import Replication
internal import SyncProtocol

/// Responses to one questionnaire that can travel packed: whole ones, and changes of others.
struct Packable {
  private var whole: [PackedGroup.Member] = []
  private var changes: [PackedChanges.Change] = []

  var all: [PackedGroup.Member] { whole + changes.map(\.member) }

  /// - Parameter seen: the context of the state that the reader holds; a change says what goes beyond
  ///   it, which of another state than one that grew out of it makes no sense.
  mutating func add(_ member: PackedGroup.Member, beyond seen: VersionVector?) {
    if let seen, !seen.isEmpty, seen != member.record.context, member.record.context.covers(seen),
      // With more there may be lines that did not come along.
      member.lines.count < SyncLimits.recordSeals
    {
      changes.append(PackedChanges.Change(member: member, seen: seen))
    } else {
      whole.append(member)
    }
  }

  /// A group each; nil of what passes a reader's limits: it travels as it is.
  func packed(_ layout: RecordLayout, from sender: PackingSender) -> [[UInt8]]? {
    do throws(PackingError) {
      var groups: [[UInt8]] = []
      if !whole.isEmpty { groups.append(try PackedGroup.pack(whole, layout, from: sender)) }
      if !changes.isEmpty { groups.append(try PackedChanges.pack(changes, layout, from: sender)) }
      return groups
    } catch {
      return nil
    }
  }
}
