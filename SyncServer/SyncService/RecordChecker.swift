internal import Crypto
internal import Foundation
internal import Interviewing
internal import Messages
internal import QuestionnaireLanguage
internal import RecordCoding
internal import RecordPacking
internal import Replication
internal import SQLiteStore
internal import SyncProtocol
internal import Synchronization

/// Checks records against exactly the questionnaires they name.
final class RecordChecker: Sendable {
  /// Compiled questionnaires kept at once; the one not used for longest goes first.
  static let cacheLimit = 16

  private let store: Store
  private let environment: ServiceEnvironment
  private let cache = Mutex(CompiledCache(limit: cacheLimit))

  init(store: Store, environment: ServiceEnvironment) {
    self.store = store
    self.environment = environment
  }

  /// What the store keeps beside a record: its verdict. Only responses are checked.
  func documents(on record: Record) throws(StoreError) -> [String: StoredDocument] {
    guard record.kind == .response else { return [:] }
    return [Verdict.documentKind: try verdict(on: record).document]
  }

  /// The same, where it need not be worked out for who has used up the work of an exchange.
  func documents(
    on record: Record, paidBy account: CheckAccount
  ) throws(StoreError) -> [String: StoredDocument] {
    guard record.kind == .response else { return [:] }
    let entry = try questionnaire(Self.definition(of: record))
    guard !account.isUsedUp else {
      return [Verdict.documentKind: unchecked(record).document]
    }
    return [Verdict.documentKind: verdict(on: record, by: entry, paidBy: account).document]
  }

  /// The same of several at once, on all cores, in their order. Who pays for a record and has used up
  /// what it may is not worked for.
  func foreseen(
    on records: [(record: Record, account: CheckAccount)]
  ) throws(StoreError) -> [ForeseenCheck] {
    // Questionnaires first, in turn: what is left asks the store for nothing.
    var entries: [CompiledCache.Entry?] = []
    for (record, _) in records {
      entries.append(
        record.kind == .response ? try questionnaire(Self.definition(of: record)) : nil)
    }
    let found = Mutex<[ForeseenCheck]>(records.map { _ in .unknown })
    DispatchQueue.concurrentPerform(iterations: records.count) { [entries] place in
      let (record, account) = records[place]
      let said: ForeseenCheck =
        switch entries[place] {
        case nil: .documents([:])
        case .unknown: .unknown
        case _ where account.isUsedUp: .putOff
        case let entry?:
          .documents([
            Verdict.documentKind: verdict(on: record, by: entry, paidBy: account).document
          ])
        }
      found.withLock { $0[place] = said }
    }
    return found.withLock { $0 }
  }
}

extension RecordChecker {
  private static func definition(of record: Record) -> String {
    record.text(of: RegisterKey.Field.definition) ?? ""
  }

  private func verdict(on record: Record) throws(StoreError) -> Verdict {
    verdict(
      on: record, by: try questionnaire(Self.definition(of: record)), paidBy: CheckAccount(.max))
  }

  /// What is said of a record for which there was no work left. Only a batch of many states of the same
  /// records, or of many that a fork renames, comes to it.
  private func unchecked(_ record: Record) -> Verdict {
    var verdict = empty(record)
    verdict.state = .invalid
    verdict.violations = [
      Verdict.Finding(
        code: Violation.Code.evaluation.rawValue, path: "", severity: .error,
        message: Message(
          es: """
            Llegó con más de lo que se revisa en un envío: se guardó entera y no se revisó; se \
            revisa con su próximo cambio.
            """,
          en: """
            It came with more than is checked in one request: it was kept whole and not checked; \
            it is with its next change.
            """))
    ]
    return verdict
  }

  private func empty(_ record: Record) -> Verdict {
    Verdict(
      record: record.id,
      contextDigest: Array(SHA256.hash(data: RecordCoder.encode(record.context))),
      definition: Self.definition(of: record), state: .unknownDefinition, violations: [])
  }

  private func verdict(
    on record: Record, by entry: CompiledCache.Entry, paidBy account: CheckAccount
  ) -> Verdict {
    var verdict = empty(record)
    switch entry {
    case .unknown: break
    case .unusable: verdict.state = .notChecked
    case .compiled(let form, _):
      let interview = Interview(
        form, record: record, pending: nil, environment: interviewEnvironment(for: record))
      let (violations, work) = interview.judged()
      account.pay(work)
      verdict.violations = violations.prefix(SyncLimits.violations).map(Verdict.Finding.init)
      verdict.state = violations.contains { $0.severity == .error } ? .invalid : .valid
    }
    return verdict
  }

  /// The same record gets the same verdict whenever it is checked: the clock stands where its
  /// author's stood, chance is seeded by the record's identity.
  private func interviewEnvironment(for record: Record) -> InterviewEnvironment {
    let now = environment.now
    return InterviewEnvironment(asLastWritten: record, orNow: { now().milliseconds })
  }

  /// How responses to a questionnaire are laid out when they travel; nil where it is not here, or
  /// does not run.
  func layout(of hash: String) throws(StoreError) -> RecordLayout? {
    if case .compiled(_, let layout) = try questionnaire(hash) { layout } else { nil }
  }

  private func questionnaire(_ hash: String) throws(StoreError) -> CompiledCache.Entry {
    if let cached = cache.withLock({ $0[hash] }) { return cached }
    let entry = try compiled(hash)
    // One that is unknown may be published at any moment, by another process too.
    if case .unknown = entry { return entry }
    cache.withLock { $0.insert(entry, for: hash) }
    return entry
  }

  private func compiled(_ hash: String) throws(StoreError) -> CompiledCache.Entry {
    guard let stored = try store.definition(hash: hash) else { return .unknown }
    do {
      let form = try Questionnaire(canonicalBytes: stored.bytes)
      let compiled = try CompiledQuestionnaire(form)
      return .compiled(compiled, RecordLayout(compiled))
    } catch {
      return .unusable
    }
  }
}

extension Verdict.Finding {
  init(_ violation: Violation) {
    self.init(
      code: violation.code.rawValue, path: violation.path,
      severity: violation.severity == .error ? .error : .warning, message: violation.message)
  }
}

/// Compiled questionnaires by hash, as many as the limit; the one not used for longest goes first.
struct CompiledCache: Sendable {
  enum Entry: Sendable {
    case compiled(CompiledQuestionnaire, RecordLayout)
    /// It is kept here and does not run.
    case unusable
    case unknown
  }

  private let limit: Int
  private var entries: [String: (entry: Entry, used: UInt64)] = [:]
  private var clock: UInt64 = 0

  init(limit: Int) { self.limit = limit }

  subscript(hash: String) -> Entry? {
    mutating get {
      clock += 1
      entries[hash]?.used = clock
      return entries[hash]?.entry
    }
  }

  mutating func insert(_ entry: Entry, for hash: String) {
    clock += 1
    entries[hash] = (entry, clock)
    guard entries.count > limit,
      let oldest = entries.min(by: { $0.value.used < $1.value.used })?.key
    else { return }
    entries[oldest] = nil
  }
}
