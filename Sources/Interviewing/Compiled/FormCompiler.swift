import Messages
import QuestionnaireLanguage

/// Turns a questionnaire into nodes, programs and their graph; collects every problem on the way.
struct FormCompiler {
  let form: Questionnaire
  private(set) var nodes: [CompiledNode]
  private(set) var byPath: [String: Int] = [:]
  private(set) var byName: [String: Int] = [:]
  private(set) var graph = FormulaGraph()
  private(set) var triggeredBy: [Int: [Int]] = [:]
  var instances: [CompiledInstance] = []
  var lastSavedQuestions: [Int] = []
  var lists: [CompiledList] = []
  /// Of `lists`, by name.
  var listIndex: [String: Int] = [:]
  private var formulas: [CompiledFormula] = []
  private var problems: [CompilationError.Problem] = []

  init(_ form: Questionnaire) {
    self.form = form
    nodes = NodeBuilder.nodes(of: form)
    for (index, node) in nodes.enumerated() {
      if byPath[node.path] == nil { byPath[node.path] = index }
      if byName[node.name] == nil { byName[node.name] = index }
    }
  }

  mutating func compile() throws(CompilationError) {
    addLists()
    for index in nodes.indices { compileNode(index) }
    for index in nodes.indices { findFilteredSelects(readBy: index) }
    addInstances()
    guard problems.isEmpty else { throw CompilationError(problems: problems) }
    for index in formulas.indices {
      let formula = formulas[index]
      var scan = DependencyScan(nodes: nodes, owner: formula.place(in: nodes))
      scan.scan(formula.program, context: [formula.place(in: nodes)])
      var found = scan.found
      // Rows are made only where the roster is asked, so its relevance comes first.
      if formula.kind == .count { found.insert(Dependency(node: formula.owner, isLocal: true)) }
      formulas[index].dependencies = found.sorted { $0.node < $1.node }
      formulas[index].isVolatile = scan.isVolatile && formula.kind == .calculation
    }
    graph = try FormulaGraph(formulas, nodes: nodes)
    for (index, formula) in graph.formulas.enumerated() {
      nodes[formula.owner].formulas[formula.kind] = index
    }
  }

  // MARK: Nodes

  private mutating func compileNode(_ index: Int) {
    guard let item = nodes[index].item else { return }
    nodes[index].appearance = appearance(item, index)
    nodes[index].label = template(item.label, index)
    nodes[index].hint = template(item.hint, index)
    nodes[index].constraintMessage = template(item.constraintMessage, index)
    nodes[index].requiredMessage = template(item.requiredMessage, index)
    add(item.relevant, .relevance, to: index)
    add(item.required, .required, to: index)
    add(item.readOnly, .readOnly, to: index)
    nodes[index].constraint = item.constraint.flatMap { program($0, index) }
    for check in item.softChecks {
      guard let condition = program(check.condition, index) else { continue }
      nodes[index].softChecks.append((condition, template(check.message, index)))
    }
    switch item.kind {
    case .question(let type): compileQuestion(item, type, index)
    case .roster(let count): compileCount(count, index)
    case .group: break
    }
  }

  private mutating func findFilteredSelects(readBy index: Int) {
    guard let items = nodes[index].choices?.items else { return }
    var scan = DependencyScan(nodes: nodes, owner: index)
    scan.scan(items, context: [index])
    let reads = scan.found.filter {
      $0.node != index && nodes[$0.node].choices?.items != nil
    }
    nodes[index].choices?.reads = reads.sorted { $0.node < $1.node }
  }

  /// An appearance may hand answers to another program: `${name}` becomes their path.
  private mutating func appearance(_ item: Item, _ index: Int) -> String {
    guard item.appearance.contains("$") else { return item.appearance }
    let text = Expression(.text(item.appearance), range: 0..<0)
    let formula = Formula(item.appearance, at: item.place)
    guard
      case .constant(.text(let spelled))? = program(
        text, formula, index, from: index, startsAtCurrent: false)
    else { return item.appearance }
    return spelled.replacing("\n", with: " ")
  }

  private mutating func compileQuestion(_ item: Item, _ type: QuestionType, _ index: Int) {
    if let trigger = item.trigger {
      compileTrigger(trigger, item, index)
    } else {
      add(item.calculation, .calculation, to: index)
    }
    if let initial = item.defaultValue, item.calculation == nil || item.trigger != nil {
      nodes[index].initial =
        initial.isDynamic(for: type)
        ? program(initial, index).map(InitialValue.computed) ?? .none : .fixed(initial.text)
    }
    nodes[index].choices = type.choiceSource.flatMap { choices($0, item, index) }
  }

  /// The roster's rows are counted by the reference, or by the node that calculates the count.
  /// The path is absolute: it is asked from the rows around the roster, which names decide.
  private mutating func compileCount(_ count: Formula?, _ index: Int) {
    guard let count else { return }
    let counter = nodes[index].path + NodeBuilder.countSuffix
    let text = count.simpleReference == nil ? counter : count.text
    guard let program = program(Formula(text, at: count.place), index, from: nil) else { return }
    formulas.append(
      CompiledFormula(kind: .count, owner: index, program: program, source: count))
  }

  private mutating func compileTrigger(_ trigger: Formula, _ item: Item, _ index: Int) {
    for piece in trigger.text.split(separator: ",") {
      guard let name = Formula(String(piece).trimmed).simpleReference, let source = byName[name]
      else {
        report(EvaluationError(.unknownReference(String(piece))), index, trigger.place)
        continue
      }
      nodes[index].trigger.append(source)
      triggeredBy[source, default: []].append(index)
    }
    nodes[index].triggered = item.calculation.flatMap { program($0, index) }
  }

  private mutating func add(_ formula: Formula?, _ kind: FormulaKind, to index: Int) {
    guard let formula, let program = program(formula, index) else { return }
    formulas.append(
      CompiledFormula(kind: kind, owner: index, program: program, source: formula))
  }

  // MARK: Programs

  private mutating func program(_ formula: Formula, _ index: Int) -> Program? {
    program(formula, index, from: index)
  }

  /// - Parameter context: the node that references are relative to; nil: absolute ones only.
  private mutating func program(_ formula: Formula, _ index: Int, from context: Int?) -> Program? {
    do throws(ExpressionError) {
      let expression = try Expression(parsing: formula.text)
      return program(expression, formula, index, from: context, startsAtCurrent: false)
    } catch {
      report(error, index, formula.place)
      return nil
    }
  }

  mutating func program(
    _ expression: Expression, _ formula: Formula, _ index: Int, from context: Int?,
    startsAtCurrent: Bool
  ) -> Program? {
    // A count is asked at the node around its roster.
    let resolver = FormResolver(
      nodes: nodes, byName: byName, context: context, owner: context ?? nodes[index].parent,
      startsAtCurrent: startsAtCurrent)
    do throws(EvaluationError) {
      return try Program(expression, text: formula.text, resolver: resolver)
    } catch {
      report(error, index, formula.place)
      return nil
    }
  }

  private mutating func template(_ text: LocalizedText, _ index: Int) -> TextTemplate {
    guard !text.isEmpty else { return TextTemplate() }
    do throws(EvaluationError) {
      return try TextTemplate(
        text, resolver: FormResolver(nodes: nodes, byName: byName, context: index))
    } catch {
      report(error, index, nodes[index].item?.place)
      return TextTemplate()
    }
  }

  mutating func report(_ error: any ExplainedError, _ index: Int, _ place: Place?) {
    problems.append(
      CompilationError.Problem(
        path: nodes[index].path, place: place, code: error.code, message: error.message))
  }
}
