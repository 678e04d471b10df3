package import QuestionnaireLanguage

/// A text in each language, with the values of questions in it.
package struct TextTemplate: Sendable {
  package enum Piece: Sendable {
    case text(String)
    case value(Program)
  }

  package var byLanguage: [String: [Piece]] = [:]

  package var isEmpty: Bool { byLanguage.isEmpty }

  /// The pieces for a language: a text without a language serves all of them.
  package func pieces(_ language: String) -> [Piece]? {
    byLanguage[language] ?? byLanguage[""]
  }

  init() {}

  /// - Throws: what is wrong in a `${…}` of the text.
  init(_ text: LocalizedText, resolver: any ReferenceResolver) throws(EvaluationError) {
    for (language, string) in text.byLanguage {
      byLanguage[language] = try Self.pieces(of: string, resolver)
    }
  }

  private static func pieces(
    of text: String, _ resolver: any ReferenceResolver
  ) throws(EvaluationError) -> [Piece] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [.text(text)] }
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "$") {
      literal += rest[..<mark]
      let after = rest[rest.index(after: mark)...]
      guard after.first == "{", let close = after.firstIndex(of: "}") else {
        literal += "$"
        rest = after
        continue
      }
      let reference = String(rest[mark...close])
      if let expression = try? Expression(parsing: reference) {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = ""
        pieces.append(.value(try Program(expression, text: reference, resolver: resolver)))
      } else {
        literal += reference
      }
      rest = rest[rest.index(after: close)...]
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.text(literal)) }
    return pieces
  }
}

extension TextTemplate {
  /// The text as it stands, for one whose references lead nowhere.
  init(verbatim text: LocalizedText) {
    byLanguage = text.byLanguage.mapValues { [.text($0)] }
  }
}
