import Messages
import Testing

@testable import QuestionnaireLanguage

/// How a new version is matched with the old one, and what that does to answers.
@Suite struct DefinitionChangesTests {
  // MARK: Constraints

  @Test(arguments: [
    (". > 0", ". > 0 and . < 9", "D40"),
    (". > 0 and . < 9", ". >= 0", "D42"),
    (". <= 120", ". <= 120 or . = 999", "D42"),
    (". <= 120 or . = 999", ". <= 120", "D40"),
    (". < 5 and ${p} > 1", "${p} > 1", "D42"),
    ("${p} > 1", "${p} > 1 and regex(., 'x')", "D40"),
    (". < 5", "regex(., '[0-4]')", "D41"),
    (". = 4", ". > 3", "D42"),
    (". != 4", ". > 4", "D40"),
    ("5 > .", ". < 6", "D42"),
  ])
  func constraintsAreWeighed(_ old: String, _ new: String, _ code: String) throws {
    let pair = TwoVersions(
      old:
        "survey: [{type: integer, name: p, label: P}, {type: integer, name: q, label: Q, constraint: \"\(old)\"}]\n",
      new:
        "survey: [{type: integer, name: p, label: P}, {type: integer, name: q, label: Q, constraint: \"\(new)\"}]\n"
    )
    #expect(try pair.codes() == [code])
  }

  @Test(arguments: [("1 + 1", "1+1"), ("true()", "yes")])
  func whatSaysTheSameIsNoChange(_ old: String, _ new: String) throws {
    let pair = TwoVersions(
      question: "type: text, relevant: \(old)", "type: text, relevant: \(new)")
    #expect(try pair.codes() == [])
  }

  @Test func aRenamedQuestionIsTheSameInFormulas() throws {
    let pair = TwoVersions(
      old:
        "survey: [{type: integer, name: age, label: How old are you?}, {type: text, name: q, label: Q, relevant: \"${age} > 3\"}]\n",
      new:
        "survey: [{type: integer, name: years, label: How old are you?}, {type: text, name: q, label: Q, relevant: \"${years} > 3\"}]\n"
    )
    #expect(try pair.codes() == ["D13"])
  }

  // MARK: Types

  @Test(arguments: [
    ("integer", "decimal", true), ("integer", "text", true), ("date", "dateTime", true),
    ("select_one l", "select_multiple l", true), ("select_one l", "text", true),
    ("decimal", "integer", false), ("dateTime", "date", false), ("text", "integer", false),
    ("select_multiple l", "select_one l", false), ("image", "text", false),
    ("text", "calculate", false),
  ])
  func conversions(_ old: String, _ new: String, _ keeps: Bool) throws {
    let pair = TwoVersions(
      question: "type: \(old)", "type: \(new)", more: "choices: {l: [{name: a, label: A}]}\n")
    let codes = try pair.codes()
    #expect(codes.contains("D20") == keeps)
    #expect(codes.contains("D21") == !keeps)
  }

  @Test func aCalculationOverAnAnsweredQuestionLosesWhatWasAnswered() throws {
    let pair = TwoVersions(question: "type: integer", "type: integer, calculation: 1 + 1")
    #expect(try pair.codes() == ["D21"])
  }

  // MARK: Places

  @Test func aRenamedGroupIsToldOnceAndItsAnswersKeepTheirRows() throws {
    let pair = TwoVersions(
      old: """
        survey:
          - type: repeat
            name: person
            items: [{type: text, name: name, label: Name}, {type: integer, name: age, label: Age}]
        """,
      new: """
        survey:
          - type: repeat
            name: member
            items: [{type: text, name: name, label: Name}, {type: integer, name: age, label: Age}]
        """)
    let changes = try pair.changes()
    #expect(changes.differences.map(\.code) == ["D14"])
    #expect(
      changes.mapping.carried.map(\.old)
        == ["/data/person", "/data/person/name", "/data/person/age"])
    #expect(
      changes.mapping.carried.map(\.new)
        == ["/data/member", "/data/member/name", "/data/member/age"])
  }

  @Test func answersWithoutPlaceAreLost() throws {
    let pair = TwoVersions(
      old: """
        survey:
          - {type: text, name: gone, label: Something}
          - {type: text, name: number, label: N}
          - {type: image, name: photo, label: P}
          - {type: text, name: q, label: Q}
          - {type: repeat, name: r, items: [{type: text, name: p, label: In}]}
        """,
      new: """
        survey:
          - {type: integer, name: number, label: N}
          - {type: integer, name: photo, label: P}
          - {type: repeat, name: r, items: [{type: text, name: p, label: In}, {type: text, name: q, label: Q}]}
        """)
    let mapping = try pair.changes().mapping
    #expect(mapping.lost == ["/data/gone", "/data/photo", "/data/q"])
    #expect(mapping.carried.map(\.new) == ["/data/number", "/data/r", "/data/r/p"])
    #expect(mapping.carried.map(\.everyAnswerFits) == [false, true, true])
  }

  @Test func aRosterThatBecomesAGroupLosesItsRows() throws {
    let items = "items: [{type: text, name: q, label: Q}]"
    let pair = TwoVersions(
      old: "survey: [{type: repeat, name: g, \(items)}]\n",
      new: "survey: [{type: group, name: g, \(items)}]\n")
    let changes = try pair.changes()
    #expect(changes.differences.map(\.code) == ["D16"])
    #expect(changes.mapping.lost == ["/data/g", "/data/g/q"])
  }

  @Test func movesTogetherAreToldTogether() throws {
    let pair = TwoVersions(
      old: """
        survey:
          - {type: text, name: a, label: A}
          - {type: text, name: b, label: B}
          - {type: group, name: g, items: [{type: text, name: c, label: C}]}
        """,
      new: """
        survey:
          - {type: group, name: g, items: [{type: text, name: a, label: A}, {type: text, name: b, label: B}, {type: text, name: c, label: C}]}
        """)
    let changes = try pair.changes()
    #expect(changes.differences.map(\.code) == ["D15"])
    #expect(
      changes.differences[0].message.english == "“a”, “b”: from the top level to group “g”.")
  }

  @Test func aQuestionInTheSamePlaceWithAlikeWordsIsLikelyRenamed() throws {
    let pair = TwoVersions(
      old: """
        survey:
          - {type: text, name: a, label: First}
          - {type: integer, name: n1, label: How many people live here?}
          - {type: text, name: b, label: Last}
        """,
      new: """
        survey:
          - {type: text, name: a, label: First}
          - {type: integer, name: n2, label: How many people sleep here?}
          - {type: text, name: b, label: Last}
        """)
    #expect(try pair.codes() == ["D13"])
  }

  @Test func anotherQuestionInTheSamePlaceIsNotTheSame() throws {
    let pair = TwoVersions(
      old: "survey: [{type: integer, name: n1, label: How many people live here?}]\n",
      new: "survey: [{type: integer, name: n2, label: Distance to the well}]\n")
    #expect(try Set(pair.codes()) == ["D10", "D18"])
  }

  // MARK: Choices

  @Test func anotherListWithTheSameCodesLosesNothing() throws {
    let lists =
      "choices: {l: [{name: a, label: A}], m: [{name: a, label: A}, {name: b, label: B}]}\n"
    let pair = TwoVersions(question: "type: select_one l", "type: select_one m", more: lists)
    #expect(try pair.codes() == ["D33"])
  }

  @Test func aListChangeIsToldOnceForAllItsQuestions() throws {
    let survey =
      "survey: [{type: select_one l, name: p, label: P}, {type: select_multiple l, name: q, label: Q}]\n"
    let pair = TwoVersions(
      old: "choices: {l: [{name: a, label: A}, {name: b, label: B}]}\n" + survey,
      new: "choices: {l: [{name: a, label: A}]}\n" + survey)
    let changes = try pair.changes()
    #expect(changes.differences.map(\.code) == ["D30"])
    #expect(
      changes.differences[0].message.english
        == "List “l”: “b (B)” gone. Questions: “p”, “q”.")
  }

  @Test func aNewTranslationChangesNoChoice() throws {
    let survey = "survey: [{type: select_one l, name: q, label: Q}]\n"
    let pair = TwoVersions(
      old: "choices: {l: [{name: a, label: {es: A}}]}\n" + survey,
      new: "languages: [es, en]\nchoices: {l: [{name: a, label: {es: A, en: B}}]}\n" + survey)
    #expect(try pair.codes() == ["D05"])
  }

  // MARK: Findings

  @Test func aFindingStandsInTheNewVersionAndNamesTheOldPlace() throws {
    let pair = TwoVersions(
      old: "survey:\n- {type: text, name: p, label: P}\n- {type: text, name: q, label: Q}\n",
      new: "survey:\n- {type: integer, name: q, label: Q}\n")
    let findings = try pair.changes().differences.map(\.finding)
    #expect(findings.map(\.code) == ["D10", "D21"])
    #expect(findings.map(\.place) == [nil, .line(4)])
    #expect(findings[0].message.english == "“p” is gone. (in the old version: 4)")
  }
}
