internal import QuestionnaireLanguage
internal import SQLiteStore
internal import SyncProtocol

/// The store's questionnaires beside what a server publishes.
struct QuestionnaireShelf {
  let store: Store

  /// A questionnaire to fetch.
  struct Wanted: Hashable {
    var hash: String
    var title: String
    var isPublished: Bool
  }

  /// What is to be fetched: published ones, and those that records name, as far as they are not
  /// here. What the office no longer publishes is withdrawn.
  /// - Parameters:
  ///   - listed: all that are published; nil where nothing changed.
  ///   - isHubs: whether a hub says so: one that was long out of reach may not have heard of what the
  ///     office published since, and withdraws nothing.
  func wanted(
    listed: [DefinitionSummary]?, isHubs: Bool, named: Set<String>
  ) throws(StoreError) -> [Wanted] {
    var wanted: [Wanted] = []
    let offered = Set(try store.definitions(publishedOnly: true).map(\.hash))
    if let listed {
      wanted = listed.filter { !offered.contains($0.hash) }
        .map { Wanted(hash: $0.hash, title: $0.title, isPublished: true) }
      if !isHubs {
        for hash in offered.subtracting(listed.map(\.hash)) { try store.withdraw(definition: hash) }
      }
    }
    let known = Set(try store.definitions().map(\.hash)).union(wanted.map(\.hash))
    // Whatever text a record has there; only a hash can be asked for.
    for hash in named.subtracting(known).sorted() where Self.isHash(hash) {
      wanted.append(Wanted(hash: hash, title: String(hash.prefix(12)), isPublished: false))
    }
    return wanted
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }

  /// Keeps a questionnaire that came, after checking that its bytes have its hash.
  /// - Returns: its title.
  func keep(_ response: DefinitionResponse, as wanted: Wanted) throws(SyncError) -> String {
    let form: Questionnaire
    do {
      form = try Questionnaire(canonicalBytes: response.bytes)
    } catch {
      throw .wrongDefinition(hash: wanted.hash)
    }
    guard form.canonicalHash == wanted.hash else { throw .wrongDefinition(hash: wanted.hash) }
    let definition = StoredDefinition(
      hash: wanted.hash, name: form.id, version: form.version, title: form.title,
      bytes: response.bytes)
    do {
      try store.put(definition, published: wanted.isPublished)
    } catch {
      throw .store(error)
    }
    return form.title.isEmpty ? form.id : form.title
  }
}
