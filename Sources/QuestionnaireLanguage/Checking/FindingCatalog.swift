import Messages

/// Every kind of finding there is, of rules, readers and differences between versions: what
/// Docs/Findings.md and Docs/Differences.md list and `campo validate --explain` tells.
package enum FindingCatalog {
  /// Of the rules, by code.
  package static let ofRules: [FindingKind] = Checker.rules.map { $0.kind }
  /// Of the readers, by code.
  package static let ofReaders: [FindingKind] = ReadingProblem.allCases.map(\.kind)

  /// Of what a version does to the answers given under a former one, by code.
  package static let ofDifferences: [FindingKind] = DifferenceKind.allCases.map(\.kind)

  package static let all: [FindingKind] = ofRules + ofReaders + ofDifferences

  /// The kind of that code, in whatever case it was typed.
  package static func kind(_ code: String) -> FindingKind? {
    byCode[code.uppercased()]
  }

  /// The kinds whose codes are nearest to what was typed: those that begin so, else those of the
  /// same family that differ in one sign.
  package static func near(_ code: String) -> [FindingKind] {
    let typed = code.uppercased()
    guard typed.utf8.count <= longestCode else { return [] }
    let beginning = typed.isEmpty ? [] : all.filter { $0.code.hasPrefix(typed) }
    let near =
      beginning.isEmpty
      ? all.filter {
        $0.code.count == typed.count && zip($0.code, typed).count(where: { $0 != $1 }) <= 1
      }
      : beginning
    return Array(near.prefix(mostNear))
  }

  private static let byCode = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  private static let longestCode = 16
  private static let mostNear = 12
}

extension DifferenceKind {
  fileprivate var kind: FindingKind {
    FindingKind(
      rawValue, consequence.severity, meaning: words.meaning, remedy: words.remedy,
      why: consequence.meaning)
  }
}

extension ReadingProblem {
  /// The problem as a kind of finding, which names nothing.
  fileprivate var kind: FindingKind {
    FindingKind(
      rawValue, severity, meaning: words.problem.inGeneral, remedy: words.remedy.inGeneral,
      why: why)
  }

  /// What a problem of this family means for the work.
  private var why: Message {
    switch (severity, rawValue) {
    case (.error, ..."R0099"):
      Message(
        es: "El lector no llega al cuestionario, así que no se revisa nada más de este archivo.",
        en: "The reader does not get to the questionnaire, so nothing else of this file is checked."
      )
    case (.error, _):
      Message(
        es: "El archivo dice algo que no tiene un solo sentido posible. Otras herramientas también "
          + "lo rechazan, o cada una lo entiende a su modo; por eso no se publica.",
        en: "The file says something that has no single possible meaning. Other tools refuse it "
          + "too, or each takes it in its own way; that is why it is not published.")
    case (.warning, _):
      Message(
        es: "El lector siguió con lo más probable. Si era otra cosa, el cuestionario hará en campo "
          + "algo distinto de lo que usted ve en la hoja.",
        en: "The reader went on with what is most likely. If something else was meant, the "
          + "questionnaire will do in the field something other than what you see in the sheet.")
    case (.note, _):
      Message(
        es: "Nada se pierde en silencio: lo que no se ejecuta, o se entendió de otro modo, se dice "
          + "una vez para que nadie lo eche de menos en campo.",
        en: "Nothing is lost in silence: what is not executed, or was taken another way, is said "
          + "once, so that nobody misses it in the field.")
    }
  }
}

extension Message {
  /// Without the places, `{0}` and `{1}`, for what a finding names.
  fileprivate var inGeneral: Message {
    let place = /\{\d\}/
    return Message(
      es: spanish.replacing(place, with: "…"), en: english.replacing(place, with: "…"))
  }
}
