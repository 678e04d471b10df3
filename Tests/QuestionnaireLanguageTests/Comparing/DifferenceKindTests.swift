import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

/// Every kind of difference, shown on the smallest pair of versions that has it.
@Suite struct DifferenceKindTests {
  private static let a = "{name: a, label: A}"
  private static let b = "{name: b, label: B}"
  private static let two = "choices: {l: [\(a), \(b)], m: [{name: a, label: X}]}\n"

  static let examples: [DifferenceKind: TwoVersions] = [
    .rootRenamed: TwoVersions(
      old: "survey: [{type: text, name: q, label: Q}]\n",
      new: "root: answers\nsurvey: [{type: text, name: q, label: Q}]\n"),
    .settingsChanged: TwoVersions(
      question: "type: text", "type: text", more: ""
    ).adding(new: "settings: {style: pages}\n"),
    .languagesChanged: TwoVersions(
      old: "survey: [{type: text, name: q, label: {es: Q}}]\n",
      new: "survey: [{type: text, name: q, label: {es: Q, en: Q}}]\n"),
    .orderChanged: TwoVersions(
      old: "survey: [{type: text, name: p, label: P}, {type: text, name: q, label: Q}]\n",
      new: "survey: [{type: text, name: q, label: Q}, {type: text, name: p, label: P}]\n"),
    .questionDropped: TwoVersions(
      old: "survey: [{type: text, name: p, label: P}, {type: text, name: q, label: Q}]\n",
      new: "survey: [{type: text, name: q, label: Q}]\n"),
    .containerDropped: TwoVersions(
      old: "survey: [{type: group, name: g, items: [{type: text, name: q, label: Q}]}]\n",
      new: "survey: [{type: text, name: other, label: Something else}]\n"),
    .questionLikelyRenamed: TwoVersions(
      old: "survey: [{type: integer, name: age, label: How old are you?}]\n",
      new: "survey: [{type: integer, name: years, label: How old are you?}]\n"),
    .containerRenamed: TwoVersions(
      old: "survey: [{type: group, name: g, items: [{type: text, name: q, label: Q}]}]\n",
      new: "survey: [{type: group, name: h, items: [{type: text, name: q, label: Q}]}]\n"),
    .moved: TwoVersions(
      old: """
        survey:
          - {type: group, name: g, items: [{type: text, name: q, label: Q}]}
          - {type: group, name: h, items: [{type: text, name: r, label: R}]}
        """,
      new: """
        survey:
          - {type: group, name: g, items: [{type: note, name: n, label: N}]}
          - {type: group, name: h, items: [{type: text, name: q, label: Q}, {type: text, name: r, label: R}]}
        """),
    .rosterBoundaryCrossed: TwoVersions(
      old: """
        survey:
          - {type: text, name: q, label: Q}
          - {type: repeat, name: r, items: [{type: text, name: p, label: P}]}
        """,
      new: """
        survey:
          - {type: repeat, name: r, items: [{type: text, name: p, label: P}, {type: text, name: q, label: Q}]}
        """),
    .questionAdded: TwoVersions(
      old: "survey: [{type: text, name: q, label: Q}]\n",
      new: "survey: [{type: text, name: q, label: Q}, {type: text, name: p, label: P}]\n"),
    .requiredQuestionAdded: TwoVersions(
      old: "survey: [{type: text, name: q, label: Q}]\n",
      new:
        "survey: [{type: text, name: q, label: Q}, {type: text, name: p, label: P, required: yes}]\n"
    ),
    .retypedKeeping: TwoVersions(question: "type: integer", "type: decimal"),
    .retypedLosing: TwoVersions(question: "type: text", "type: integer"),
    .textRewritten: TwoVersions(
      old: "survey: [{type: integer, name: q, label: How old are you?}]\n",
      new: "survey: [{type: integer, name: q, label: Number of rooms}]\n"),
    .presentationChanged: TwoVersions(question: "type: text", "type: text, hint: H"),
    .questionRenamed: TwoVersions(
      old: "survey: [{type: text, name: a, label: A, concept: 'x:1'}]\n",
      new: "survey: [{type: text, name: b, label: Another, concept: 'x:1'}]\n"),
    .pathReused: TwoVersions(
      old: "survey: [{type: text, name: a, label: A, concept: 'x:1'}]\n",
      new: """
        survey:
          - {type: text, name: b, label: A, concept: 'x:1'}
          - {type: text, name: a, label: Another, concept: 'x:2'}
        """),
    .referencePeriodChanged: TwoVersions(
      question: "type: integer, reference_period: P12M", "type: integer, reference_period: P6M"),
    .choiceDropped: TwoVersions(choices: "\(a), \(b)", a),
    .choiceLikelyRenamed: TwoVersions(choices: "\(a), \(b)", "\(a), {name: c, label: B}"),
    .choicesExchanged: TwoVersions(
      choices: "\(a), \(b)", "{name: a, label: B}, {name: b, label: A}"),
    .choiceAdded: TwoVersions(choices: a, "\(a), \(b)"),
    .choiceRelabelled: TwoVersions(choices: a, "{name: a, label: Aa}"),
    .choiceSourceChanged: TwoVersions(
      question: "type: select_one_from_file a.csv", "type: select_one_from_file b.csv"),
    .choiceFilterChanged: TwoVersions(
      question: "type: select_one l", "type: select_one l, choice_filter: \"name = 'a'\"",
      more: two),
    .missingCodeDropped: TwoVersions(
      question: "type: text", "type: text, missing: []", more: "missing_codes: {refused: R}\n"),
    .missingCodeAdded: TwoVersions(
      question: "type: text, missing: []", "type: text", more: "missing_codes: {refused: R}\n"),
    .constraintTightened: TwoVersions(
      question: "type: integer, constraint: . < 100", "type: integer, constraint: . < 90"),
    .constraintChanged: TwoVersions(
      question: "type: integer, constraint: . < 100", "type: integer, constraint: . > 3"),
    .constraintLoosened: TwoVersions(
      question: "type: integer, constraint: . < 90", "type: integer, constraint: . < 100"),
    .requiredAdded: TwoVersions(question: "type: text", "type: text, required: yes"),
    .relevanceChanged: TwoVersions(
      question: "type: text", "type: text, relevant: today() > date('2026-01-01')"),
    .calculationChanged: TwoVersions(
      question: "type: calculate, calculation: 1 + 1", "type: calculate, calculation: 1 + 2"),
    .repeatCountChanged: TwoVersions(
      old: "survey: [{type: repeat, name: r, items: [{type: text, name: q, label: Q}]}]\n",
      new:
        "survey: [{type: repeat, name: r, repeat_count: 3, items: [{type: text, name: q, label: Q}]}]\n"
    ),
    .softCheckChanged: TwoVersions(
      question: "type: integer", "type: integer, soft_checks: [{check: . < 9, message: M}]"),
    .scaleChanged: TwoVersions(
      question: "type: range, parameters: {start: 0, end: 10, step: 1}",
      "type: range, parameters: {start: 0, end: 5, step: 1}"),
    .conditionLifted: TwoVersions(question: "type: text, required: yes", "type: text"),
  ]

  @Test(arguments: examples.keys.sorted { $0.rawValue < $1.rawValue })
  func anExampleHasIt(_ kind: DifferenceKind) throws {
    let example = try #require(Self.examples[kind])
    let found = try example.changes().differences.filter { $0.code == kind.rawValue }
    let difference = try #require(found.first)
    #expect(difference.consequence == kind.consequence)
    #expect(!difference.message.spanish.isEmpty)
    #expect(difference.message.spanish != difference.message.english)
    #expect(difference.finding.severity == kind.consequence.severity)
  }

  /// Nothing that loses or orphans answers is found where the example shows something lesser.
  @Test(
    arguments: examples.keys.filter { $0.consequence.severity != .error }.sorted {
      $0.rawValue < $1.rawValue
    })
  func aLesserChangeIsNoError(_ kind: DifferenceKind) throws {
    let example = try #require(Self.examples[kind])
    let errors = try example.changes().differences.filter { $0.finding.severity == .error }
    #expect(errors.map(\.code) == [])
  }

  @Test func otherIDsAndEqualVersionsAreTold() throws {
    let pair = TwoVersions(question: "type: text", "type: text, hint: H")
    #expect(try pair.changes(ids: ("f", "g")).differences.map(\.code) == ["D02", "D23"])
    #expect(try pair.changes(versions: ("1", "1")).differences.map(\.code) == ["D01", "D23"])
    #expect(try pair.changes(versions: ("''", "''")).differences.map(\.code) == ["D01", "D23"])
  }

  @Test func sameContentIsNoDifference() throws {
    let pair = TwoVersions(question: "type: text", "type: text")
    #expect(try pair.changes(versions: ("1", "1")).differences.isEmpty)
  }

  @Test func everyKindIsShown() {
    let elsewhere: Set<DifferenceKind> = [.sameVersion, .otherForm]
    let shown = Set(Self.examples.keys).union(elsewhere)
    #expect(Set(DifferenceKind.allCases) == shown)
  }

  // MARK: The page

  private static let rows = DifferenceKind.allCases.map { kind in
    "| \(kind.rawValue) | \(kind.consequence.rawValue) | \(kind.words.meaning.english) "
      + "| \(kind.words.remedy.english) |"
  }

  @Test func thePageHoldsTheseRowsAndNoOthers() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Docs/Differences.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.wholeMatch(of: /\| D\d\d .*/) != nil }
    #expect(rows.map(String.init) == Self.rows)
  }
}

extension TwoVersions {
  fileprivate func adding(new text: String) -> TwoVersions {
    TwoVersions(old: old, new: text + new)
  }
}
