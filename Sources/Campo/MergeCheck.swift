public import Interviewing
internal import Messages
public import Replication
internal import SQLiteStore

/// A violation that only a merge made: two halves that were each without it have it together.
public struct MergeViolation: Hashable, Sendable {
  public let record: RecordID
  public let violation: Violation
}

/// Validates responses again after a merge, and says what neither side had.
struct MergeCheck {
  private var forms: KnownForms

  init(_ store: Store) { forms = KnownForms(store) }

  /// Empty where one side held all of the other: then nothing was put together.
  mutating func violations(madeBy outcome: MergeOutcome) throws(StoreError) -> [MergeViolation] {
    guard let merged = outcome.record, !outcome.sides.isEmpty, merged.kind == .response,
      let hash = merged.text(of: RegisterKey.Field.definition), let form = try forms.form(hash)
    else { return [] }
    let environment = InterviewEnvironment(asLastWritten: merged, orNow: { 0 })
    let known = outcome.sides.map { Set(Self.found(in: $0, form, environment).map(\.place)) }
    return Self.found(in: merged, form, environment)
      .filter { found in !known.contains { $0.contains(found.place) } }
      .map { MergeViolation(record: merged.id, violation: $0.violation) }
  }

  /// A rule that is broken, wherever the rows around it stand.
  private struct Place: Hashable {
    let code: Violation.Code
    let key: RegisterKey?
    /// Of what is kept under no key: a group, a calculation.
    let path: String?
  }

  private static func found(
    in record: Record, _ form: CompiledQuestionnaire, _ environment: InterviewEnvironment
  ) -> [(place: Place, violation: Violation)] {
    let interview = Interview(form, record: record, pending: nil, environment: environment)
    let violations = interview.violations()
    if violations.isEmpty { return [] }
    return violations.map { violation in
      let key = interview.node(violation.path)?.key
      let place = Place(
        code: violation.code, key: key, path: key == nil ? violation.path : nil)
      return (place, violation)
    }
  }
}
