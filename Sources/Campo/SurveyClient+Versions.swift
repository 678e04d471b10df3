public import Interviewing
import QuestionnaireLanguage
public import Replication
import SQLiteStore

extension SurveyClient {
  /// Goes on with a response under another version of its questionnaire: answers to questions that
  /// are called otherwise move, as `campo diff` pairs them; what has no place is kept.
  ///
  /// What others still answer under the old version is brought along when the response is opened.
  /// - Throws: `ClientError.otherQuestionnaire` where it is no version of the same one;
  ///   `.definitionMissing`, `StoreError`.
  @discardableResult
  public func move(_ id: RecordID, to form: CompiledQuestionnaire) throws -> VersionMove {
    try store.seal(id)
    let record = try store.load(id).record
    let hash = record.text(of: RegisterKey.Field.definition) ?? ""
    if hash == form.hash { return VersionMove() }
    guard try store.definition(hash: hash) != nil else {
      throw ClientError.definitionMissing(id, hash: hash)
    }
    let old = try questionnaire(hash: hash).questionnaire
    guard old.id == form.questionnaire.id else {
      throw ClientError.otherQuestionnaire(id, named: old.id, other: form.questionnaire.id)
    }
    if try store.definition(hash: form.hash) == nil { _ = try keep(form.questionnaire) }
    let changes = DefinitionChanges(from: old, to: form.questionnaire)
    let carriage = VersionCarriage(record, by: changes.mapping)
    let fields: [(key: RegisterKey, value: AnswerValue)] = [
      (.field(RegisterKey.Field.definition), .text(form.hash)),
      (.field(RegisterKey.Field.movedFrom + hash), .text("true")),
    ]
    try store.save(fields + carriage.writes, to: id, author: author, shown: record)
    try store.seal(id)
    return carriage.move
  }

  /// Brings along what was answered under versions that the response has left since.
  func carryLateAnswers(of id: RecordID, to form: CompiledQuestionnaire) throws -> VersionMove {
    var move = VersionMove()
    let former = try store.load(id).record.formerDefinitions.filter { $0 != form.hash }
    // What waits to be sealed stands at its path too: nothing is written over it.
    if !former.isEmpty { try store.seal(id) }
    for hash in former {
      // Without the old version nobody can say what its paths mean: they wait.
      guard try store.definition(hash: hash) != nil else { continue }
      let old = try questionnaire(hash: hash).questionnaire
      let changes = DefinitionChanges(from: old, to: form.questionnaire)
      let record = try store.load(id).record
      let carriage = VersionCarriage(record, by: changes.mapping)
      move.add(carriage.move)
      if carriage.writes.isEmpty { continue }
      try store.save(carriage.writes, to: id, author: author, shown: record)
      try store.seal(id)
    }
    return move
  }
}

extension Record {
  /// The versions under which the response was answered before it was moved.
  fileprivate var formerDefinitions: [String] {
    registers.keys.compactMap { key in
      guard case .field(let name) = key, name.hasPrefix(RegisterKey.Field.movedFrom) else {
        return nil
      }
      return String(name.dropFirst(RegisterKey.Field.movedFrom.count))
    }
  }
}
