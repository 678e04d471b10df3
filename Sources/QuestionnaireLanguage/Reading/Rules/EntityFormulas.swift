/// The expressions of the `entities` sheet: though nothing here runs them, other programs will.
struct EntityFormulas {
  private static let columns = ["entity_id", "create_if", "update_if", "repeat", "label"]

  private let names: Set<String>

  init(_ form: Questionnaire) {
    guard !form.entities.isEmpty else {
      names = []
      return
    }
    let context = CheckContext(form)
    names = context.generatedNames.union(context.entriesByName.keys)
  }

  func check(_ entity: [String: String], at place: Place) -> [ReadingNote] {
    Self.columns.flatMap { column -> [ReadingNote] in
      guard let text = entity[column] else { return [] }
      guard isWellFormed(text) else {
        return [ReadingNote(.entityFormula, at: place, column, text)]
      }
      return TextReferences.scan(text).compactMap { found in
        guard case .reference(let name, _) = found, !names.contains(name) else { return nil }
        return ReadingNote(.entityReference, at: place, column, name)
      }
    }
  }

  private func isWellFormed(_ text: String) -> Bool {
    guard let expression = try? Expression(parsing: text) else { return false }
    return expression.calls.allSatisfy { call in
      guard let function = FunctionTable.function(named: call.name) else {
        return call.name == "instance"
      }
      return function.admits(arguments: call.arguments.count)
    }
  }
}
