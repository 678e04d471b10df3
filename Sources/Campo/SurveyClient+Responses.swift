import Interviewing
public import Replication
public import SQLiteStore
import SyncProtocol

extension SurveyClient {
  /// Responses read from the store at once.
  static let page = 200

  /// Calls `body` with the summary of every response, in the order they came to the store.
  ///
  /// Memory does not grow with their number.
  /// - Returns: the responses whose stored bytes are damaged: they were left out.
  @discardableResult
  public func forEachResponse(
    _ body: (ResponseSummary) throws -> Void
  ) throws -> [RecordID] {
    let known = try definitionsByHash
    var damaged: [RecordID] = []
    try forEachSummary { row in
      guard let stored = try store.undamaged(row.id) else {
        damaged.append(row.id)
        return
      }
      try body(summary(of: stored, isUnsent: row.isUnsent, known))
    }
    return damaged
  }

  /// Calls `body` with the row of every response in the store.
  func forEachSummary(_ body: (RecordSummary) throws -> Void) throws {
    var position: Int64 = 0
    while case let page = try store.summaries(after: position, limit: Self.page),
      let last = page.last
    {
      for summary in page where summary.kind == .response { try body(summary) }
      position = last.position
    }
  }

  /// The response whose identity begins with those hexadecimal digits: four at least.
  ///
  /// - Throws: `ClientError.badIdentity`, `.unknownResponse`, `.purgedResponse`,
  ///   `.ambiguousResponse`.
  public func response(startingWith text: String) throws -> RecordID {
    let digits = text.lowercased()
    guard digits.utf8.count >= Self.leastPrefix, digits.utf8.count <= 32,
      digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
    else { throw ClientError.badIdentity(text) }
    if let id = RecordID(digits), try store.summary(of: id) != nil { return id }
    var matches: [RecordID] = []
    try forEachSummary { if $0.id.description.hasPrefix(digits) { matches.append($0.id) } }
    guard let match = matches.first else {
      throw try purgedResponse(startingWith: digits).map(ClientError.purgedResponse)
        ?? ClientError.unknownResponse(text)
    }
    guard matches.count == 1 else {
      throw ClientError.ambiguousResponse(text, matches: matches)
    }
    return match
  }

  private func purgedResponse(startingWith digits: String) throws -> RecordID? {
    var seen = 0
    while case let page = try purged(skipping: seen, limit: Self.page), !page.isEmpty {
      if let stub = page.first(where: { $0.id.description.hasPrefix(digits) }) { return stub.id }
      seen += page.count
    }
    return nil
  }

  /// One response, with its answers as its questionnaire shows them.
  ///
  /// - Throws: `StoreError.noRecord`.
  public func response(_ id: RecordID) throws -> Response {
    let stored = try store.load(id)
    let summary = try summary(
      of: stored, isUnsent: store.summary(of: id)?.isUnsent ?? true, definitionsByHash)
    let interview: Interview? =
      summary.questionnaire == nil
      ? nil
      : Interview(
        try questionnaire(hash: summary.definition), record: stored.record,
        pending: stored.pending, environment: try interviewEnvironment)
    let nodes = interview?.nodes() ?? []
    let record = stored.record.including(stored.pending)
    return Response(
      summary: summary, nodes: nodes, violations: interview?.violations() ?? [],
      conflicts: Self.conflicts(in: stored.record, nodes: nodes),
      decisions: stored.record.signedDecisions, record: record, shown: stored.record.context)
  }

  /// Calls `body` with every answer in conflict, and remembers that the author was shown it:
  /// `conflict(at:of:)` gives it back as it was then. What is pending of a response in conflict is
  /// sealed first, so that an answer that was typed since stands among the values. Where nothing can be
  /// written they are shown as they are sealed, and nothing is remembered.
  ///
  /// - Returns: the responses whose stored bytes are damaged, which were left out; and why nothing was
  ///   remembered, where nothing was.
  @discardableResult
  public func showConflicts(
    _ body: (AnswerConflict) throws -> Void
  ) throws -> (damaged: [RecordID], unnoted: StoreError?) {
    var shown = ShownConflicts()
    var damaged: [RecordID] = []
    var obstacle = readOnlyCause
    func noting(_ work: () throws -> Void) throws {
      guard obstacle == nil else { return }
      do { try work() } catch let error as StoreError where error.isAboutWriting {
        obstacle = error
      }
    }
    try forEachSummary { summary in
      guard summary.conflicts > 0 else { return }
      guard let stored = try store.undamaged(summary.id) else {
        damaged.append(summary.id)
        return
      }
      if stored.pending != nil { try noting { try store.seal(summary.id) } }
      for conflict in try response(summary.id).conflicts {
        shown.add(conflict)
        try body(conflict)
      }
    }
    try noting { try shown.save(in: store) }
    return (damaged, obstacle)
  }

  /// The conflict at a path as the author was shown it last, without what arrived since.
  ///
  /// - Parameter path: as conflicts are listed; a first row's `[1]` may be left out.
  /// - Throws: `ClientError.noConflict`.
  public func conflict(at path: String, of id: RecordID) throws -> AnswerConflict {
    func bare(_ path: String) -> String { path.replacing("[1]", with: "") }
    let conflict = try sealedConflicts(of: id).first { bare($0.path) == bare(path) }
    guard let conflict else {
      throw ClientError.noConflict(id, path: path)
    }
    return try ShownConflicts(store).asShown(conflict)
  }

  private func sealedConflicts(of id: RecordID) throws -> [AnswerConflict] {
    if try store.load(id).pending != nil { try store.seal(id) }
    return try response(id).conflicts
  }

  private func summary(
    of stored: StoredRecord, isUnsent: Bool, _ known: [String: DefinitionSummary]
  ) throws -> ResponseSummary {
    let (record, pending) = (stored.record, stored.pending)
    let hash = record.including(pending).text(of: RegisterKey.Field.definition) ?? ""
    let verdict = try store.document(kind: Verdict.documentKind, about: record.id)
    return ResponseSummary(
      record, pending: pending, questionnaire: known[hash], isUnsent: isUnsent,
      verdict: try verdict.map { try Verdict($0) })
  }

  private var definitionsByHash: [String: DefinitionSummary] {
    get throws {
      Dictionary(try questionnaires().map { ($0.hash, $0) }, uniquingKeysWith: { _, last in last })
    }
  }

  private static func conflicts(in record: Record, nodes: [NodeState]) -> [AnswerConflict] {
    let conflicts = record.conflicts
    guard !conflicts.isEmpty else { return [] }
    let paths = Dictionary(
      nodes.compactMap { node in node.key.map { ($0, node.path) } }, uniquingKeysWith: { a, _ in a }
    )
    return conflicts.map {
      AnswerConflict($0, path: paths[$0.key] ?? $0.key.spelling, in: record.id)
    }
  }
}

extension RegisterKey {
  /// A name where no questionnaire gives the path.
  package var spelling: String {
    switch self {
    case .field(let name): "@" + name
    case .answer(let key), .row(let key): key.spelling
    case .unknown(let kind, _): "@unknown-\(kind)"
    }
  }
}

extension AnswerKey {
  /// The question with its rows at the end, since the path alone does not say where they belong.
  fileprivate var spelling: String {
    question
      + rows.map { row in
        switch row {
        case .ordinal(let place): "[\(place)]"
        case .minted(let bits): "[r\(String(bits, radix: 16))]"
        }
      }.joined()
  }
}

extension Record {
  /// Decisions with who took them, oldest first by their authors' clocks.
  var signedDecisions: [SignedDecision] {
    decisions.compactMap { dot, decision in
      stamps[dot].map { (dot, SignedDecision(decision: decision, stamp: $0)) }
    }
    .sorted { ($0.1.stamp.time, $0.0) < ($1.1.stamp.time, $1.0) }
    .map(\.1)
  }
}

extension Store {
  /// A record with its pending writes; nil where its stored bytes are damaged.
  func undamaged(_ id: RecordID) throws(StoreError) -> StoredRecord? {
    do {
      return try load(id)
    } catch {
      guard case .damaged = error.kind else { throw error }
      return nil
    }
  }
}
