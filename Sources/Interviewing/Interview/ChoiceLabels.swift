import QuestionnaireLanguage

/// Finds the label of a choice for `jr:choice-name`.
struct ChoiceLabels: Sendable {
  let form: CompiledQuestionnaire
  let language: String

  /// - Parameter path: of the question, as text, absolute or relative to the formula's node.
  @Sendable func label(
    _ run: inout Evaluator, _ context: Evaluator.Context, _ path: String, _ name: String
  ) -> String? {
    guard let question = question(path, from: context, run),
      let source = form.nodes[question].choices?.source
    else { return nil }
    switch source {
    case .list(let index):
      guard let place = form.lists[index].byName[name] else { return nil }
      return text(form.lists[index].choices[place].label, &run, at: context.current)
    case .file(let instance, let columns, _):
      return run.cell(columns.label, of: instance, where: columns.value, reads: name)
    case .rows: return nil
    }
  }

  /// The text that an `itextId` of a list's item stands for: `list-0` for its first choice.
  @Sendable func translation(_ id: String) -> String? {
    guard let dash = id.lastIndex(of: "-"), let place = Int(id[id.index(after: dash)...]),
      let list = form.lists.first(where: { $0.name == id[..<dash] }),
      list.choices.indices.contains(place)
    else { return nil }
    let pieces = list.choices[place].label.pieces(language) ?? []
    return pieces.map { if case .text(let literal) = $0 { literal } else { "" } }.joined()
  }

  private func question(
    _ path: String, from context: Evaluator.Context, _ run: Evaluator
  ) -> Int? {
    if path.hasPrefix("/") { return form.byPath[path] }
    guard context.current.node >= 0 else { return nil }
    var node = run.trees.all[0].nodes[context.current.node].definition
    for step in path.split(separator: "/") where node >= 0 {
      switch step {
      case "..": node = form.nodes[node].parent
      case ".", "current()": break
      default: node = form.nodes[node].children.first { form.nodes[$0].name == step } ?? -1
      }
    }
    return node >= 0 ? node : nil
  }

  /// A template's text in the language, with the values of its references.
  func text(
    _ template: TextTemplate, _ run: inout Evaluator, at node: NodeReference
  ) -> String? {
    let initial = form.questionnaire.initialLanguage
    guard let pieces = template.pieces(language) ?? template.pieces(initial) else {
      // The field's mark of a text that was not translated.
      return template.isEmpty ? nil : "-"
    }
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .value(let program):
        // A value that cannot be read (several rows) leaves its place empty.
        if let value = try? run.single(program, at: node), let spelled = try? run.text(value) {
          text += spelled
        }
      }
    }
    return text
  }
}
