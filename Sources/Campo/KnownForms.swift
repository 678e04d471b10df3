internal import Interviewing
internal import SQLiteStore

/// The questionnaires of a store, each compiled once.
struct KnownForms {
  private let store: Store
  private var forms: [String: CompiledQuestionnaire?] = [:]

  init(_ store: Store) { self.store = store }

  /// Nil where the questionnaire is not here, or cannot be read or run: its arrival says so.
  mutating func form(_ hash: String) throws(StoreError) -> CompiledQuestionnaire? {
    if let known = forms[hash] { return known }
    var form: CompiledQuestionnaire?
    if let stored = try store.definition(hash: hash) {
      do { form = try CompiledQuestionnaire(stored: stored) } catch { form = nil }
    }
    forms[hash] = .some(form)
    return form
  }
}
