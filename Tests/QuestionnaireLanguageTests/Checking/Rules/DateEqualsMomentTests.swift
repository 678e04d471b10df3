import Testing

@testable import QuestionnaireLanguage

@Suite struct DateEqualsMomentTests {
  @Test func marksADateBesideAMoment() throws {
    try expect(
      DateEqualsMoment.self,
      in: """
        survey:
          - {type: date, name: d, label: D}
          - {type: time, name: t, label: T}
          - {type: text, name: a, label: A, relevant: "${d} = now()"}  # ✗
          - {type: text, name: b, label: B, relevant: "${t} < now()"}  # ✗
          - {type: text, name: c, label: C, relevant: "${d} <= now() and ${d} = today()"}
        """)
  }
}
