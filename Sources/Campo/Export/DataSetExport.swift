import DataExport
import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage
public import Replication
import SQLiteStore
public import SyncProtocol

/// What an export wrote.
public struct ExportReport: Hashable, Sendable {
  /// File names in the order they were written, each with its number of rows.
  public var files: [(name: String, rows: Int)] { names.map { ($0, rows[$0] ?? 0) } }
  public internal(set) var responses = 0
  /// Withdrawn responses that were left out.
  public internal(set) var voided = 0
  /// Those that somebody edited who did not know of the withdrawal: left out until somebody decides.
  public internal(set) var voidedAndEdited: [RecordID] = []
  /// Responses whose questionnaire is not here, or cannot be read: they could not be exported.
  public internal(set) var withoutDefinition: [RecordID] = []
  /// Responses whose stored bytes are damaged: they could not be exported.
  public internal(set) var damaged: [RecordID] = []
  /// Hashes of questionnaires that are here, but that this version cannot read.
  public internal(set) var unreadableDefinitions: [String] = []
  /// Files put beside, named by answers and not here, and damaged here; where they were asked for.
  public internal(set) var attachments = 0
  public internal(set) var missingAttachments = 0
  public internal(set) var damagedAttachments: [AttachmentDigest] = []
  /// Comments on answers that have no column for them: no soft check asks for one.
  public internal(set) var comments = 0
  /// Answers to questions that the response's questionnaire does not have.
  public internal(set) var unknownAnswers = 0
  private var names: [String] = []
  private var rows: [String: Int] = [:]

  mutating func add(_ file: TableFile) {
    names.append(file.name)
    rows[file.name] = file.rows
  }

  /// Counts what a response says that no file shows.
  mutating func countLeftOut(
    of record: Record, _ form: CompiledQuestionnaire, _ layout: DataSetLayout
  ) {
    for key in record.registers.keys {
      guard case .answer(let cell) = key, form.byPath[cell.question] == nil,
        let value = record.value(of: key), value != .cleared
      else { continue }
      switch cell.commented {
      case nil: unknownAnswers += 1
      case let question? where layout.takesComment(question): break
      case _?: comments += 1
      }
    }
  }
}

/// Writes the responses of a store as rectangular files, one questionnaire after the other.
///
/// One response is in memory at a time, and the identities of all.
struct DataSetExport {
  let store: Store
  /// Questionnaires that the store may lack, by canonical hash.
  var definitions: [String: CompiledQuestionnaire] = [:]
  var includesVoided = false
  let folder: String
  /// Where the files go that answers name; nil where they stay.
  var filesFolder: String?
  /// Whether files may be replaced that no earlier export wrote.
  var overwriting = false

  /// The file that tells what the others hold.
  static let indexName = "export.json"

  func run() throws -> ExportReport {
    try OutputFolder.make(folder)
    var report = ExportReport()
    guard let filesFolder else {
      try run(&report) { _, _ in }
      return report
    }
    var attachments = try ExportedFiles(of: store, in: filesFolder, overwriting: overwriting)
    try run(&report) { nodes, record in try attachments.add(nodes, of: record) }
    report.attachments = attachments.written
    report.missingAttachments = attachments.missing
    report.damagedAttachments = attachments.damaged
    try attachments.commit()
    return report
  }

  /// - Parameter exported: called with each response that was exported, as it is shown.
  private func run(
    _ report: inout ExportReport, _ exported: ([NodeState], Record) throws -> Void
  ) throws {
    var index = ExportIndex()
    let earlier = try earlierFiles()
    try claim(Self.indexName, earlier)
    let responses = try responsesByDefinition()
    let forms = try compile(
      responses.map(\.definition), unreadable: &report.unreadableDefinitions)
    for (definition, ids) in responses {
      guard let form = forms[definition] else {
        report.withoutDefinition += ids
        continue
      }
      let others = forms.values.filter { $0.hash != form.hash }
        .map { (id: $0.questionnaire.id, version: $0.questionnaire.version) }
      let files = try write(ids, of: form, others: others, earlier, &report, exported)
      for file in files {
        report.add(file)
        index.files.append(
          ExportIndex.File(
            file: file.name, questionnaire: form.questionnaire.id,
            version: form.questionnaire.version, title: form.questionnaire.title,
            definition: form.hash, table: file.table, rows: file.rows))
      }
    }
    index.leftOut = ExportIndex.LeftOut(
      comments: report.comments, unknownAnswers: report.unknownAnswers, voided: report.voided,
      voidedAndEdited: report.voidedAndEdited.count)
    var file = try AtomicFile(path: "\(folder)/\(Self.indexName)")
    try file.write(index.json())
    try file.commit()
  }

  /// What an earlier export wrote into the folder, by its own account: the new one takes its place.
  private func earlierFiles() throws -> Set<String> {
    let path = "\(folder)/\(Self.indexName)"
    guard let bytes = try BoundedFile.readIfPresent(path, limit: BoundedFile.limit) else {
      return []
    }
    do {
      let index = try JSONDecoder().decode(ExportIndex.self, from: Data(bytes))
      return Set(index.files.map(\.file) + [Self.indexName])
    } catch is DecodingError {
      // Somebody else's file of that name: it is not replaced unasked either.
      return []
    }
  }

  private func claim(_ name: String, _ earlier: Set<String>) throws {
    try OutputPlace.claim("\(folder)/\(name)", overwriting: overwriting) { _ in
      earlier.contains(name)
    }
  }

  /// In the order of each questionnaire's first response.
  private func responsesByDefinition() throws -> [(definition: String, ids: [RecordID])] {
    var groups: [(definition: String, ids: [RecordID])] = []
    var places: [String: Int] = [:]
    var position: Int64 = 0
    while case let page = try store.summaries(after: position, limit: Self.page),
      let last = page.last
    {
      for summary in page where summary.kind == .response {
        let hash = try definition(of: summary)
        if places[hash] == nil {
          places[hash] = groups.count
          groups.append((hash, []))
        }
        groups[places[hash, default: 0]].ids.append(summary.id)
      }
      position = last.position
    }
    return groups
  }

  private static let page = 500

  /// A summary speaks of what is sealed; a new response may name its questionnaire in what is not.
  private func definition(of summary: RecordSummary) throws -> String {
    guard summary.definition.isEmpty else { return summary.definition }
    guard let stored = try store.undamaged(summary.id) else { return "" }
    return stored.record.including(stored.pending).text(of: RegisterKey.Field.definition) ?? ""
  }

  private func compile(
    _ hashes: [String], unreadable: inout [String]
  ) throws -> [String: CompiledQuestionnaire] {
    var forms = definitions
    for hash in hashes where forms[hash] == nil {
      guard let stored = try store.definition(hash: hash) else { continue }
      do {
        forms[hash] = try CompiledQuestionnaire(stored: stored)
      } catch is any ExplainedError {
        // Its responses are without a questionnaire; the others can be exported.
        unreadable.append(hash)
      }
    }
    return forms.filter { hashes.contains($0.key) }
  }

  private func write(
    _ ids: [RecordID], of form: CompiledQuestionnaire, others: [(id: String, version: String)],
    _ earlier: Set<String>, _ report: inout ExportReport,
    _ exported: ([NodeState], Record) throws -> Void
  ) throws -> [TableFile] {
    let layout = DataSetLayout(form)
    let stem = FileNames.stem(
      id: form.questionnaire.id, version: form.questionnaire.version, hash: form.hash,
      others: others)
    let names = FileNames(stem: stem, layout: layout)
    let files = try layout.tables.map { table in
      try claim(names.name(of: table), earlier)
      return try TableFile(table, named: names.name(of: table), in: folder)
    }
    let rows = ResponseRows(layout)
    let now = InterviewEnvironment.system(properties: [:]).now
    for id in ids {
      guard let stored = try store.undamaged(id) else {
        report.damaged.append(id)
        continue
      }
      let record = stored.record.including(stored.pending)
      if record.status.stage == .voided, !includesVoided {
        if record.status.isHidden { report.voided += 1 } else { report.voidedAndEdited.append(id) }
        continue
      }
      let interview = Interview(
        form, record: stored.record, pending: stored.pending,
        environment: InterviewEnvironment(asLastWritten: stored.record, orNow: now))
      let facts = ResponseFacts(
        stored.record, pending: stored.pending, definition: form.hash,
        violations: interview.violations().count { $0.severity == .error })
      let comment: (AnswerKey) -> String? = { key in
        guard case .text(let text)? = record.value(of: .answer(key.comment)) else { return nil }
        return text
      }
      let nodes = interview.nodes()
      for row in rows.rows(of: nodes, facts, comment: comment) {
        try files[row.table].append(row.cells)
      }
      try exported(nodes, record)
      report.countLeftOut(of: record, form, layout)
      report.responses += 1
    }
    for file in files { try file.commit() }
    return files
  }
}

extension ResponseFacts {
  fileprivate init(
    _ record: Record, pending: PendingWrites?, definition: String, violations: Int
  ) {
    let summary = ResponseSummary(record, pending: pending, questionnaire: nil, verdict: nil)
    self.init(
      id: summary.id.description, status: summary.status.stage.name,
      isStale: summary.status.isStale, author: summary.author?.name ?? "", area: summary.area,
      unit: summary.unit ?? "", conflicts: summary.conflicts, violations: violations,
      definition: definition)
  }
}
