internal import Crypto
internal import Interviewing
internal import Messages
internal import RecordCoding
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Words what the server found and named only by code and place: by the questionnaire that both have,
/// with the engine that judges interviews here.
struct SyncWording {
  private var forms: KnownForms

  init(_ store: Store) { forms = KnownForms(store) }

  /// The answer with a sentence for every violation: where this engine finds no such violation in the
  /// state that was checked, or has not that state, a general one.
  mutating func worded(
    _ response: SyncResponse, sent: [EncodedRecord]
  ) throws(StoreError) -> SyncResponse {
    var worded = response
    let states = Dictionary(grouping: sent + response.changes.records, by: \.id)
    for place in worded.verdicts.indices
    where worded.verdicts[place].violations.contains(where: \.isUnworded) {
      let verdict = worded.verdicts[place]
      var own = try violations(of: verdict, states[verdict.record] ?? [])
      worded.verdicts[place].violations = verdict.violations.map { finding in
        Self.worded(finding, by: &own)
      }
    }
    return worded
  }

  /// What this engine finds in the state that was checked.
  private mutating func violations(
    of verdict: Verdict, _ states: [EncodedRecord]
  ) throws(StoreError) -> [Violation] {
    guard let form = try forms.form(verdict.definition) else { return [] }
    for encoded in states {
      guard let record = Self.record(encoded),
        Array(SHA256.hash(data: RecordCoder.encode(record.context))) == verdict.contextDigest
      else { continue }
      let environment = InterviewEnvironment(asLastWritten: record, orNow: { 0 })
      return Interview(form, record: record, pending: nil, environment: environment).violations()
    }
    return []
  }

  /// Several at one place come in the order of the checks: each is used once.
  private static func worded(
    _ finding: Verdict.Finding, by own: inout [Violation]
  ) -> Verdict.Finding {
    guard finding.isUnworded else { return finding }
    var worded = finding
    let isError = finding.severity == .error
    let place = own.firstIndex { violation in
      violation.code.rawValue == finding.code && violation.path == finding.path
        && (violation.severity == .error) == isError
    }
    worded.message = place.map { own.remove(at: $0).message } ?? general(finding)
    return worded
  }

  private static func general(_ finding: Verdict.Finding) -> Message {
    Message(
      es:
        "El servidor encontró «\(finding.code)» en \(finding.path); este equipo no sabe decir más.",
      en: "The server found “\(finding.code)” at \(finding.path); this device cannot say more.")
  }

  private static func record(_ encoded: EncodedRecord) -> Record? {
    do { return try RecordCoder.decode(encoded.bytes) } catch { return nil }
  }
}
