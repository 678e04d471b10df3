import Messages

/// What a difference between two versions does to the answers that people already gave.
public enum Consequence: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Answers cannot be carried over, or come to mean something else.
  case loses
  /// Answers stay whole where they are, and the new version looks for them elsewhere or not at all.
  case orphans
  /// Answers keep their place; the new version may refuse, hide or recompute them.
  case rejudges
  /// No answer is touched.
  case harmless

  /// Worst first.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .loses: 0
    case .orphans: 1
    case .rejudges: 2
    case .harmless: 3
    }
  }

  /// What it means for the answers already given.
  var meaning: Message {
    switch self {
    case .loses:
      Message(
        es:
          "Las respuestas ya dadas no se pueden pasar a la versión nueva, o allí dirían otra cosa.",
        en:
          "Answers already given cannot be carried over to the new version, or would say something "
          + "else there.")
    case .orphans:
      Message(
        es:
          "Las respuestas ya dadas siguen enteras donde están, pero la versión nueva las busca en "
          + "otro lugar o ya no las busca.",
        en: "Answers already given stay whole where they are, but the new version looks for them "
          + "elsewhere or not at all.")
    case .rejudges:
      Message(
        es: "Las respuestas ya dadas conservan su lugar; la versión nueva puede rechazarlas, "
          + "ocultarlas o calcularlas de nuevo.",
        en: "Answers already given keep their place; the new version may refuse, hide or compute "
          + "them again.")
    case .harmless:
      Message(
        es: "Ninguna respuesta ya dada cambia.", en: "No answer already given is touched.")
    }
  }

  /// As a finding: what would lose or orphan answers is an error.
  var severity: Finding.Severity {
    switch self {
    case .loses, .orphans: .error
    case .rejudges: .warning
    case .harmless: .note
    }
  }
}
