import CommandLanguage
import Messages
import QuestionnaireLanguage

/// What a code means, why it matters in the field, an example of it, and the remedy.
struct FindingExplanation {
  private let kind: FindingKind

  init(_ kind: FindingKind) { self.kind = kind }

  /// - Throws: `UsageError` where there is no such code, with the codes near it.
  init(of code: String) throws {
    guard let kind = FindingCatalog.kind(code) else { throw Self.unknown(code) }
    self.init(kind)
  }

  var text: String {
    "\(kind.code) (\(severityWord(kind.severity))): \(said(kind.meaning))\n\n"
      + (kind.why.map { said($0) + "\n\n" } ?? "") + help
  }

  /// The meaning, and what comes of it.
  var description: String {
    ([said(kind.meaning)] + (kind.why.map { [said($0)] } ?? [])).joined(separator: " ")
  }

  /// The example and the remedy.
  var help: String {
    // A harmless difference between versions asks for nothing.
    let remedy =
      kind.remedy.spanish.isEmpty
      ? said(es: "No hay nada que hacer.", en: "There is nothing to do.")
      : said(es: "Remedio: ", en: "Remedy: ") + said(kind.remedy)
    guard let example = kind.example else { return remedy }
    return said(es: "Mal:", en: "Wrong:") + "\n" + indented(example.wrong) + "\n\n"
      + said(es: "Bien:", en: "Right:") + "\n" + indented(example.right) + "\n\n" + remedy
  }

  private func said(_ message: Message) -> String { message.text(in: readerLanguage) }

  private func said(es spanish: String, en english: String) -> String {
    said(Message(es: spanish, en: english))
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  private static func unknown(_ code: String) -> UsageError {
    let near = FindingCatalog.near(code).map {
      "\n  \($0.code)  \($0.meaning.text(in: readerLanguage))"
    }.joined()
    let name = plain(String(code.prefix(40)))
    return UsageError(
      es: "No hay ningún código «\(name)»."
        + (near.isEmpty ? " Docs/Findings.md los lista." : " Cercanos:" + near),
      en: "There is no code “\(name)”."
        + (near.isEmpty ? " Docs/Findings.md lists them." : " Near it:" + near))
  }
}
