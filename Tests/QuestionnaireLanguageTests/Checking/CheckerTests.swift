import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

@Suite struct CheckerTests {
  @Test func codesAreUniqueAndRulesAreInTheirOrder() {
    let codes = Checker.rules.map { $0.kind.code }
    #expect(Set(codes).count == codes.count)
    #expect(codes == codes.sorted())
    #expect(codes.allSatisfy { $0.wholeMatch(of: /Q\d{4}/) != nil })
  }

  @Test(arguments: FindingCatalog.all) func everyKindIsSaidInBothLanguages(_ kind: FindingKind) {
    // Only a difference that harms nothing may leave nothing to do.
    let isHarmless = kind.code.hasPrefix("D") && kind.severity == .note
    for message in [kind.meaning, kind.remedy] where !isHarmless || !message.spanish.isEmpty {
      #expect(!message.spanish.isEmpty && !message.english.isEmpty)
      #expect(message.spanish != message.english)
    }
  }

  @Test func findingsComeInTheOrderOfTheirPlaces() throws {
    let yaml = """
      id: f
      survey:
        - {type: text, name: a}
        - {type: text, name: a}
        - {type: bogus, name: c, label: C}
      """
    let form = try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
    let findings = Checker.check(form).map { "\($0.place?.description ?? "-") \($0.code)" }
    #expect(findings == ["- Q0602", "3 Q0111", "4 Q0103", "4 Q0111", "5 Q0108"])
  }

  /// So many rows that the cores share them out.
  @Test func manyRowsAreCheckedInTheirOrder() throws {
    let rows = (1...500).map {
      "  - {type: text, name: q\($0), label: Q, relevant: '${q\($0 + 1)} > ('}"
    }
    let yaml = "id: f\nversion: '1'\nsurvey:\n" + rows.joined(separator: "\n")
    let form = try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
    let lines = Checker.check(form).filter { $0.code == "Q0301" }.map(\.place)
    #expect(lines == (1...500).map { Place.line($0 + 3) })
  }

  @Test func anItemWithoutNameIsFoundThoughNoReaderMakesOne() {
    var form = Questionnaire(id: "")
    form.items = [Item(.group, name: "")]
    let codes = Set(Checker.check(form).map(\.code))
    #expect(codes.isSuperset(of: ["Q0101", "Q0109", "Q0601", "Q0602"]))
  }

  @Test func aDeepAndLongQuestionnaireIsCheckedWithoutRecursionOverIt() {
    var form = Questionnaire(id: "f", version: "1")
    var item = Item(.question(.text), name: "q")
    for depth in 0..<2_000 {
      var group = Item(.group, name: "g\(depth)")
      group.children = [item]
      item = group
    }
    form.items = [item]
    for index in 0..<5_000 {
      var next = Item(.question(.calculate), name: "c\(index)")
      next.calculation = Formula("${c\(index + 1)} + 1")
      form.items.append(next)
    }
    let codes = Checker.check(form).map(\.code)
    // The last calculation refers to one that is not there; the chain is no circle.
    #expect(codes.filter { $0 == "Q0302" }.count == 1)
    #expect(!codes.contains("Q0401"))
  }

  /// Work that grew with the square of the form's size would show here as minutes.
  @Test func aHostileQuestionnaireIsCheckedInLinearWork() {
    var form = Questionnaire(id: "f", version: "1")
    form.choiceLists = [
      ChoiceList(name: "l", choices: (0..<3_000).map { Choice(name: "choice\($0)") })
    ]
    for index in 0..<3_000 {
      var item = Item(.question(.selectOne(ChoiceSource(.list("l")))), name: "same")
      item.label = LocalizedText(["": "${same} ${saem\(index)}"])
      item.relevant = Formula(
        "../same = 'choice\(index)x' and /data/* = 1 and ${same} = '\(index)'")
      form.items.append(item)
      form.choiceLists.append(ChoiceList(name: "list\(index)"))
    }
    let codes = Checker.check(form).map(\.code)
    #expect(codes.filter { $0 == "Q0103" }.count == 2_999)
    #expect(codes.filter { $0 == "Q0302" }.count == 3_000)
  }

  /// Conditions that could be put together in ever more ways: the work on them has a bound.
  @Test func hostileConditionsAreCheckedInBoundedWork() {
    var form = Questionnaire(id: "f", version: "1")
    form.choiceLists = [
      ChoiceList(name: "l", choices: (0..<300).map { Choice(name: "choice\($0)") })
    ]
    let many = (0..<300).map { "${q\($0)} != 'choice\($0)'" }.joined(separator: " and ")
    for index in 0..<300 {
      var item = Item(.question(.selectOne(ChoiceSource(.list("l")))), name: "q\(index)")
      // Each needs an answer to the one before.
      item.relevant = Formula(index < 290 ? "${q\(max(0, index - 1))} = 'choice1'" : many)
      item.choiceFilter = Formula("name = ${q\(max(0, index - 1))}")
      form.items.append(item)
    }
    let codes = Checker.check(form).map(\.code)
    #expect(codes.contains("Q0401"))
  }

  /// As deep to the left as a formula's length admits.
  @Test func anExpressionOfDeepChainsIsCheckedWithoutRecursionOverIt() {
    var text = "1"
    for _ in 0..<40 {
      text = "(" + text + String(repeating: "+1", count: 1_900) + ")"
    }
    var item = Item(.question(.text), name: "q")
    item.relevant = Formula(text + " = 0 or 'x'")
    var form = Questionnaire(id: "f", version: "1")
    form.items = [item]
    #expect(Checker.check(form).contains { $0.code == "Q0316" })
  }
}
