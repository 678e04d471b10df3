import Foundation
import QuestionnaireLanguage

/// Which questions of a questionnaire hang on chance or on the moment, so that no two runs agree on them.
struct CorpusVolatility {
  /// Why an answer is not compared.
  enum Reason: String, Hashable, CaseIterable {
    case instanceID = "instanceID"
    case chance = "uuid() or random()"
    case moment = "start, end, now()"
  }

  private var reasons: [String: Reason] = [:]

  init(_ questionnaire: Questionnaire) {
    var formulas: [String: String] = [:]
    func collect(_ items: [Item]) {
      for item in items {
        collect(item.children)
        formulas[item.name] = [item.calculation, item.defaultValue, item.choiceFilter]
          .compactMap { $0?.text }.joined(separator: " ")
        if case .question(.metadata(let kind)) = item.kind {
          reasons[item.name] = Self.metadata[kind]
        }
      }
    }
    collect(questionnaire.items)
    formulas["instanceName"] = questionnaire.instanceName?.text
    // An entity's label and identity stand in nodes of those names.
    for entity in questionnaire.entities {
      formulas["label"] = entity["label"]
      reasons["entity"] = .chance
    }
    reasons["instanceID"] = .instanceID
    for (name, formula) in formulas where reasons[name] == nil {
      reasons[name] = Self.reason(in: formula)
    }
    spread(formulas)
  }

  /// Whoever refers to a volatile answer is volatile too.
  private mutating func spread(_ formulas: [String: String]) {
    var grew = true
    while grew {
      grew = false
      for (name, formula) in formulas where reasons[name] == nil {
        let causes = reasons.filter { formula.contains("${\($0.key)}") }
        guard let cause = causes.min(by: { $0.key < $1.key }) else { continue }
        reasons[name] = cause.value
        grew = true
      }
    }
  }

  private static let metadata: [String: Reason] = ["start": .moment, "end": .moment]

  private static func reason(in formula: String) -> Reason? {
    let packed = formula.filter { !$0.isWhitespace }
    if packed.contains("uuid(") || packed.contains("random(") { return .chance }
    return packed.contains("now(") ? .moment : nil
  }

  /// Why the answer at `path` is not compared, if it is not.
  func reason(at path: String) -> Reason? {
    reasons[String(path.split(separator: "/").last ?? "")]
  }
}
