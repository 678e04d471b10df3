internal import Foundation
package import QuestionnaireLanguage
public import Replication

/// One interview against a questionnaire: its answers, what follows from them, and what is wrong.
///
/// A value: copies are independent. It reads a record's registers as answers and hands back what
/// must be stored (`takeWrites`); it never touches a store. The same code runs on the device at
/// entry and on the server at arrival.
public struct Interview: Sendable {
  public let form: CompiledQuestionnaire
  /// Of labels, hints, choices and messages; one of the questionnaire's `languages`.
  public var language: String { didSet { speak() } }

  var environment: InterviewEnvironment
  /// Runs programs over the answers, which it holds as expressions see them.
  var run: Evaluator
  var cells: [Cell] = []
  /// The node of each definition that stands in no roster.
  var onlyNodes: [Int32]
  var pendingFormulas: PendingFormulas
  /// Why the last recomputation is not complete: what is left waits for the next change.
  var unfinished: EvaluationError?
  /// By what is recorded; lower only in tests.
  var nodeLimit: Int
  /// Formulas evaluated since it was opened, each node counted.
  var evaluations = 0
  /// True until an existing record is read and evaluated: nothing is computed that was recorded.
  var isLoading = false
  private let record: Record?
  private let rowPresences: RowPresences?
  private let pending: PendingWrites?
  private(set) var recordedCounts = RecordedCounts()
  private var rowsSpokenOf = RecordedRows()
  /// Where the record holds the answers outside rosters.
  private let recordedPlaces: RecordedPlaces
  private var written: [RegisterKey: AnswerValue] = [:]
  private var writes: [RegisterKey] = []
  private var unsaved: Set<RegisterKey> = []

  /// A fresh interview: defaults, metadata and calculations are made now.
  public init(_ form: CompiledQuestionnaire, environment: InterviewEnvironment) {
    self.init(form, nil, nil, environment)
    write(.text(environment.timeZone.identifier), to: .field(RegisterKey.Field.timeZone))
    keepLastSaved()
    showLastSaved()
    plantRoot()
    preload()
    setInitialValues(under: 0)
    recomputeAll()
  }

  /// Takes up a stored response, or checks one: what was recorded is taken as it is, what follows
  /// is derived. Time and chance that nobody had recorded yet are asked now, and are writes like any
  /// other: whoever stores `takeWrites` keeps them. Registers that the questionnaire does not know stay in the record, unseen here.
  /// The time zone is the record's, where it says one.
  public init(
    _ form: CompiledQuestionnaire, record: Record, pending: PendingWrites? = nil,
    environment: InterviewEnvironment
  ) {
    self.init(form, record, pending, environment)
    if case .text(let name)? = recorded(.field(RegisterKey.Field.timeZone)),
      let zone = TimeZone(identifier: name)
    {
      self.environment.timeZone = zone
      run.environment.dates = self.environment.dates
    }
    isLoading = true
    showLastSaved()
    plantRoot()
    recomputeAll()
  }

  private init(
    _ form: CompiledQuestionnaire, _ record: Record?, _ pending: PendingWrites?,
    _ environment: InterviewEnvironment
  ) {
    self.form = form
    self.environment = environment
    self.record = record
    rowPresences = record.map(RowPresences.init)
    self.pending = pending
    onlyNodes = Array(repeating: -1, count: form.nodes.count)
    recordedPlaces = RecordedPlaces(record, of: form)
    nodeLimit = InterviewLimits.nodes(answers: recordedPlaces.countInRosters)
    language = form.questionnaire.initialLanguage
    var world = EvaluationEnvironment(
      now: environment.now(), dates: environment.dates, properties: environment.properties)
    world.formVersion = form.questionnaire.version
    run = Evaluator(trees: form.trees, environment: world, random: environment.random)
    run.workLimit = ExpressionLimits.maximumWork
    pendingFormulas = PendingFormulas(count: form.formulas.count)
    if let record { noteRows(record.registers.keys) }
    if let pending { for key in pending.writes.keys { noteRow(key) } }
    let expected = form.nodes.count + recordedPlaces.countInRosters
    cells.reserveCapacity(expected)
    answers.nodes.reserveCapacity(expected)
    speak()
  }

  /// - Parameter keys: in canonical order, in which rows come behind answers.
  private mutating func noteRows(_ keys: [RegisterKey]) {
    if form.hasCountedRosters {
      for key in keys { noteRow(key) }
      return
    }
    for key in keys.reversed() {
      switch key {
      case .row, .unknown: rowsSpokenOf.note(key)
      case .field, .answer: return
      }
    }
  }

  private mutating func noteRow(_ key: RegisterKey) {
    recordedCounts.note(key, of: form)
    rowsSpokenOf.note(key)
  }

  /// The answers as expressions see them.
  var answers: Tree {
    _read { yield run.trees.all[0] }
    _modify { yield &run.trees.all[0] }
  }

  private mutating func speak() {
    let labels = ChoiceLabels(form: form, language: language)
    run.environment.choiceLabel = labels.label
    run.environment.translation = labels.translation
  }

  /// What must be stored since the last call, each key once with its latest value, in the order
  /// in which they were first written: answers, rows, and recorded results of time and chance.
  public mutating func takeWrites() -> [(key: RegisterKey, value: AnswerValue)] {
    defer { (writes, unsaved) = ([], []) }
    return writes.compactMap { key in written[key].map { (key, $0) } }
  }

  /// What the record, what is pending and this session say of a key.
  func recorded(_ key: RegisterKey) -> AnswerValue? {
    written[key] ?? pending?.writes[key]?.value ?? record?.value(of: key)
  }

  mutating func write(_ value: AnswerValue, to key: RegisterKey) {
    guard recorded(key) != value else { return }
    if unsaved.insert(key).inserted { writes.append(key) }
    written[key] = value
    rowsSpokenOf.note(key)
  }

  /// The rows that a person added to a roster, in order.
  func recordedRows(of roster: String, in parent: [RowID]) -> [RowID] {
    let positions = recordedPositions(of: roster, in: parent)
    return positions.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
  }

  /// The places that rows which a person added were given; gaps stay where rows were deleted.
  func recordedPositions(of roster: String, in parent: [RowID]) -> [RowID: UInt32] {
    var positions: [RowID: UInt32] = [:]
    for row in rowsSpokenOf.rows(of: roster, in: parent) {
      let key = AnswerKey(question: roster, rows: parent + [row])
      switch written[.row(key)] ?? pending?.writes[.row(key)]?.value {
      case .row(let position)?: positions[row] = position
      case .deleted?: break
      default: positions[row] = rowPresences?.presence(of: key).position
      }
    }
    return positions
  }

  /// Whether a row that nobody need add (the first one) was deleted.
  func isDeleted(_ row: AnswerKey) -> Bool {
    if case .deleted? = written[.row(row)] ?? pending?.writes[.row(row)]?.value { return true }
    return rowPresences?.presence(of: row) == .deleted
  }

  /// Whether a leaf's value follows from others, so that it is never stored. A calculation that a
  /// person overwrote, as its question allows, is stored from then on.
  func isDerived(_ node: Int) -> Bool {
    let definition = cells[node].definition
    guard form.nodes[definition].isDerivedUnlessRecorded(in: form) else { return false }
    return form.nodes[definition].control == nil || !isRecorded(node)
  }

  func isRecorded(_ node: Int) -> Bool {
    recordedAnswer(of: cells[node].definition, in: rowIDs(of: node)) != nil
  }

  /// What the record, what is pending and this session say of a question in some rows.
  func recordedAnswer(of definition: Int, in rows: [RowID]) -> AnswerValue? {
    if !written.isEmpty || pending != nil {
      let key = RegisterKey.answer(AnswerKey(question: form.nodes[definition].path, rows: rows))
      if let value = written[key] ?? pending?.writes[key]?.value { return value }
    }
    guard let record else { return nil }
    return recordedPlaces.place(of: definition, in: rows, of: record).flatMap(record.value(at:))
  }

  /// The context that a deletion made now has seen.
  var seen: VersionVector { record?.context ?? VersionVector() }
}

extension Questionnaire {
  /// The author's default language, else texts without a language, else the first.
  package var initialLanguage: String {
    if languages.contains(defaultLanguage) { return defaultLanguage }
    return languages.contains("") ? "" : languages.first ?? ""
  }
}
