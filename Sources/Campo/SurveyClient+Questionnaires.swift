public import Interviewing
public import QuestionnaireLanguage
import SQLiteStore
public import SyncProtocol

extension SurveyClient {
  /// The questionnaires this store holds, in the order they came.
  public func questionnaires() throws -> [DefinitionSummary] { try store.definitions() }

  /// Keeps a questionnaire in the store, for good: responses name it by its hash.
  ///
  /// - Returns: it, compiled.
  /// - Throws: `ClientError.unfitQuestionnaire`, `CompilationError`, `StoreError`.
  public func keep(_ questionnaire: Questionnaire) throws -> CompiledQuestionnaire {
    guard Checker.check(questionnaire).allSatisfy({ $0.severity < .error }) else {
      throw ClientError.unfitQuestionnaire(questionnaire.id)
    }
    let compiled = try CompiledQuestionnaire(questionnaire)
    try store.put(
      StoredDefinition(
        hash: compiled.hash, name: questionnaire.id, version: questionnaire.version,
        title: questionnaire.title, bytes: questionnaire.canonicalBytes))
    return compiled
  }

  /// The stored questionnaire of that id (the last to come, if several versions have it), or the
  /// one whose hash begins with those digits.
  public func questionnaire(named name: String) throws -> CompiledQuestionnaire {
    let stored = try questionnaires()
    if let named = stored.last(where: { $0.name == name }) {
      return try questionnaire(hash: named.hash)
    }
    let matches = name.count < Self.leastPrefix ? [] : stored.filter { $0.hash.hasPrefix(name) }
    guard let match = matches.first else { throw ClientError.unknownQuestionnaire(name) }
    guard matches.count == 1 else {
      throw ClientError.ambiguousQuestionnaire(name, matches: matches.map { $0.hash })
    }
    return try questionnaire(hash: match.hash)
  }

  /// - Parameter hash: 64 lower-case hexadecimal digits.
  /// - Throws: `ClientError.unknownQuestionnaire`, `.unreadableQuestionnaire`.
  public func questionnaire(hash: String) throws -> CompiledQuestionnaire {
    guard let stored = try store.definition(hash: hash) else {
      throw ClientError.unknownQuestionnaire(hash)
    }
    return try CompiledQuestionnaire(stored: stored)
  }

  /// The fewest digits that stand for a whole hash or identity.
  static let leastPrefix = 4
}

extension CompiledQuestionnaire {
  /// Reads what a store or a bundle holds, and checks that it has the hash it stands under.
  convenience init(stored: StoredDefinition) throws {
    let questionnaire = try Questionnaire(canonicalBytes: stored.bytes)
    guard questionnaire.canonicalHash == stored.hash else {
      throw ClientError.unreadableQuestionnaire(hash: stored.hash)
    }
    try self.init(questionnaire)
  }
}
