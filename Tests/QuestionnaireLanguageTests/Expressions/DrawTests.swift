import Testing

@testable import QuestionnaireLanguage

/// The draw's bytes, as Docs/QuestionnaireLanguage.md has them.
@Suite struct DrawTests {
  /// Computed by another implementation of the same words.
  @Test(arguments: [
    ("encuesta-2026", "0614-12-1", "Ana", 1, "f8c59eb1e0d09a42"),
    ("encuesta-2026", "0614-12-1", "Luis", 1, "5b677d51957122ad"),
    ("encuesta-2026", "0614-12-1", "María José", 1, "e61da2db0652433e"),
    ("encuesta-2026", "0614-12-1", "Ana", 2, "709616972f76b1af"),
    ("encuesta-2026", "0614-12-2", "Ana", 1, "177ae8f197e01db2"),
    ("s", "k", "", 1, "c8628606d66de08a"),
    ("encuesta-2026", "0614-12-1", String(repeating: "x", count: 200), 300, "ced928f7cdece96d"),
  ])
  func marks(seed: String, key: String, identity: String, occurrence: Int, mark: String) {
    #expect(Draw.mark(seed: seed, key: key, identity: identity, occurrence: occurrence) == mark)
  }

  /// Each of five people is drawn about equally over 5,000 households: the χ² of four degrees of
  /// freedom stays under its 99.9 % quantile. No chance: seed and keys are fixed.
  @Test(arguments: ["encuesta-2026", "otra", "x"])
  func everybodyIsDrawnAboutEqually(seed: String) throws {
    let people = ["Ana", "Luis", "María José", "Ana María", "Óscar"]
    let households = 5000
    var drawn = [Int](repeating: 0, count: people.count)
    for household in 0..<households {
      let marks = people.map {
        Draw.mark(seed: seed, key: "0614-\(household)", identity: $0, occurrence: 1)
      }
      let winner = try #require(marks.indices.min { marks[$0] < marks[$1] })
      drawn[winner] += 1
    }
    let expected = Double(households / people.count)
    let chiSquare = drawn.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(chiSquare < 18.47, "\(drawn)")
  }

  @Test func aRecordIsItsText() throws {
    let record = try #require(DrawRecord("3 5 f8c59eb1e0d09a42"))
    #expect(record.text == "3 5 f8c59eb1e0d09a42")
    #expect(record.position == 3 && record.eligible == 5)
    for text in [
      "", "3", "3 5", "0 5 f8c59eb1e0d09a42", "3 0 f8c59eb1e0d09a42", "3 5 F8c59eb1e0d09a42",
      "3 5 f8c59eb1e0d09a4", "3 5 f8c59eb1e0d09a42 x", "3  5 f8c59eb1e0d09a42",
      "99999999999999999999 5 f8c59eb1e0d09a42",
    ] { #expect(DrawRecord(text) == nil, "\(text)") }
  }
}
