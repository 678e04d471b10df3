import Testing

@testable import CampoCommand

/// What people type, as answers are kept.
@Suite struct TypedAnswerTests {
  private static let choices = [
    TypedAnswer.Choice(name: "yes", label: "Sí"), TypedAnswer.Choice(name: "no", label: "No"),
    TypedAnswer.Choice(name: "2", label: "Dos"),
  ]

  private func form(
    _ kind: TypedAnswer.Kind, _ line: String, _ choices: [TypedAnswer.Choice] = choices,
    zone: Int = -6 * 3600
  ) -> String? {
    let typed = TypedAnswer(kind: kind, choices: choices, secondsFromGMT: zone)
    return try? typed.lexicalForm(of: line)
  }

  @Test(arguments: [
    (TypedAnswer.Kind.text, "  padded ", "  padded "),
    (.integer, " 12 ", "12"), (.decimal, "3,5", "3.5"), (.decimal, "1.000,5", "1.000,5"),
    (.date, "2024-03-15", "2024-03-15"), (.date, "5/3/2024", "2024-03-05"),
    (.time, "8:30", "08:30:00.000-06:00"), (.time, "08:30:15", "08:30:15.000-06:00"),
    (.dateTime, "15/03/2024 14:30", "2024-03-15T14:30:00.000-06:00"),
    (.geopoint, "13.7 -89.2", "13.7 -89.2 0 0"), (.geopoint, "13.7, -89.2, 10", "13.7 -89.2 10 0"),
    (.acknowledge, "s", "OK"),
    (.selectOne, "1", "yes"), (.selectOne, "no", "no"), (.selectOne, "sí", "yes"),
    // A place in the list goes before a name that looks like one.
    (.selectOne, "2", "no"), (.selectMultiple, "1 3 1", "yes 2"),
    (.selectMultiple, "no, 1", "no yes"),
    (.rank, "3 1 2", "2 yes no"),
  ])
  func linesBecomeLexicalForms(_ kind: TypedAnswer.Kind, _ line: String, _ expected: String) {
    #expect(form(kind, line) == expected)
  }

  @Test(arguments: [
    (TypedAnswer.Kind.date, "marzo"), (.date, "2024-3"), (.date, "15/03/24"), (.time, "8"),
    (.time, "8:"), (.dateTime, "2024-03-15"), (.geopoint, "13.7"), (.geopoint, "a b"),
    (.selectOne, "9"), (.selectOne, "quizás"), (.selectMultiple, "1 9"), (.rank, "1 2"),
  ])
  func whatIsNoAnswerIsRefusedWithAReason(_ kind: TypedAnswer.Kind, _ line: String) {
    #expect(form(kind, line) == nil)
  }

  @Test func codesThatAreNumbersAreTypedAsTheyAre() {
    let codes = [("1", "Sí"), ("5", "No"), ("99", "Otro")]
      .map { TypedAnswer.Choice(name: $0.0, label: $0.1) }
    #expect(
      TypedAnswer(kind: .selectOne, choices: codes, secondsFromGMT: 0).marks == ["1", "5", "99"])
    #expect(form(.selectOne, "5", codes) == "5")
    #expect(form(.selectOne, "2", codes) == nil)
  }
}

@Suite struct TypedLineTests {
  @Test(arguments: [
    ("hola", TypedLine.answer("hola")), ("", .next), ("  ", .next), ("?", .help),
    ("::x", .answer(":x")), (":?", .answer("?")), (":atras", .back), (":B", .back),
    (":ir 12", .jump("12")), (":go", .jump(nil)), (":idioma en", .language("en")),
    (":1", .missing("dont_know")), (":refused", .missing("refused")), (":3", .unknown("3")),
    (":salir", .save), (":terminar", .finish), (":agregar", .addRow), (":quitar", .deleteRow),
    (":borrar", .clear), (":", .unknown(":")), (":nada", .unknown("nada")),
  ])
  func linesAreToldApart(_ line: String, _ meaning: TypedLine) {
    #expect(TypedLine(line, missingCodes: ["dont_know", "refused"]) == meaning)
  }
}
