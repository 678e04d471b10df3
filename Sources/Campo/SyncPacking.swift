internal import Interviewing
internal import RecordPacking
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Packs what a device sends, and unpacks what it gets, by the questionnaires of its store.
struct SyncPacking {
  /// Off once one side could not read what the other had packed.
  private(set) var isOn = true
  /// Off once the server holds something else than what changes were to build on.
  private var packsChanges = true
  /// Whether the last request had some.
  private var sentChanges = false
  private let store: Store
  /// Nil where a questionnaire is not here, or does not run.
  private var layouts: [String: RecordLayout?] = [:]

  init(_ store: Store) { self.store = store }

  /// The request with responses packed whose questionnaires the server publishes.
  /// - Parameter seen: by record what the server is known to have seen, where it reads changes alone.
  mutating func packed(
    _ request: SyncRequest, beyond seen: [RecordID: VersionVector]
  ) throws(SyncError) -> SyncRequest {
    sentChanges = false
    guard isOn else { return request }
    var packed = request
    packed.readsPacked = true
    if request.batch.records.isEmpty { return packed }
    do throws(StoreError) {
      let published = Set(try store.definitions(publishedOnly: true).map(\.hash))
      let sender = PackingSender(of: request, author: try store.enrolledAuthor())
      packed.batch = try request.batch.packed(from: sender, beyond: packsChanges ? seen : [:]) {
        (hash) throws(StoreError) in published.contains(hash) ? try layout(of: hash) : nil
      }
      sentChanges = packed.batch.packed.contains(where: PackedChanges.isOne)
      return packed
    } catch {
      throw .store(error)
    }
  }

  /// Packs less from now on: changes no more, in the end nothing.
  /// - Returns: whether that may help.
  mutating func yield() -> Bool {
    guard isOn else { return false }
    if sentChanges { packsChanges = false } else { isOn = false }
    return true
  }

  /// The answer with nothing packed any more.
  mutating func unpacked(_ response: SyncResponse) throws(SyncError) -> SyncResponse {
    if response.changes.packed.isEmpty { return response }
    let layouts: [RecordLayout]
    do throws(StoreError) {
      layouts = try response.changes.packedLayouts(among: try store.definitions()) {
        (hash) throws(StoreError) in try layout(of: hash)
      }
    } catch {
      throw .store(error)
    }
    var unpacked = response
    do {
      unpacked.changes = try response.changes.unpacked(from: PackingSender(of: response), layouts)
    } catch {
      throw .packed(error)
    }
    return unpacked
  }

  private mutating func layout(of hash: String) throws(StoreError) -> RecordLayout? {
    if let known = layouts[hash] { return known }
    var layout: RecordLayout?
    if let stored = try store.definition(hash: hash) {
      do { layout = RecordLayout(try CompiledQuestionnaire(stored: stored)) } catch { layout = nil }
    }
    layouts[hash] = .some(layout)
    return layout
  }
}

extension SyncError {
  /// Whether sending, or asking for, records as they are may help.
  var isOfPacking: Bool {
    switch self {
    case .packed: true
    case .refused(let refusal, _): PackingError.codes.contains(refusal.code)
    default: false
    }
  }

  /// Whether the server knows nothing of what was packed: an older version came back.
  var isOfOlderPacking: Bool { code == PackingError.notPacked.code }
}
