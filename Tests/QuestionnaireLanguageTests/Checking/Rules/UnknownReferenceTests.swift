import Testing

@testable import QuestionnaireLanguage

@Suite struct UnknownReferenceTests {
  @Test func marksReferencesToWhatIsNotThere() throws {
    try expect(
      UnknownReference.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
        survey:
          - {type: integer, name: age, label: A}
          - {type: integer, name: b, label: B, relevant: "${edad} > 1"}  # ✗
          - {type: note, name: c, label: "You are ${agee}"}  # ✗
          - {type: select_one l or_other, name: d, label: D}
          - {type: note, name: e, label: "${d_other} ${age} ${instanceID}"}
        """)
  }

  @Test func suggestsTheNameMeant() throws {
    let remedies = try remedies(
      UnknownReference.self,
      in: """
        survey:
          - {type: integer, name: age, label: A}
          - {type: note, name: c, label: "You are ${agee}"}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("Did you mean “age”?"))
  }

  @Test func looksAtTheSeedOfAShuffleToo() throws {
    try expect(
      UnknownReference.self,
      in: """
        choices:
          l:
            - {name: a, label: A}
        survey:
          - {type: select_one l, name: q, label: Q, parameters: {randomize: "true", seed: "${x}"}}  # ✗
        """)
  }
}
