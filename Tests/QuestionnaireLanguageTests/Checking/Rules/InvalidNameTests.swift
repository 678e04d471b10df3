import Testing

@testable import QuestionnaireLanguage

@Suite struct InvalidNameTests {
  @Test func marksWhatIsNoXMLName() throws {
    try expect(
      InvalidName.self,
      in: """
        survey:
          - {type: text, name: first name, label: A}  # ✗
          - {type: text, name: 1a, label: A}  # ✗
          - {type: text, name: año-1.b_2, label: A}
        """)
  }

  @Test func proposesANearName() throws {
    let remedies = try remedies(
      InvalidName.self,
      in: """
        survey:
          - {type: text, name: 1st name, label: A}
        """)
    #expect(remedies.count == 1 && remedies[0].hasPrefix("For example “_1st_name”."))
  }
}
