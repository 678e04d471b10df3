import QuestionnaireLanguage

/// Resolves `${name}` as the field's converter does: relative to the formula's node where both lie
/// in one roster, so that each row reads its own answers; absolute otherwise.
struct FormResolver: ReferenceResolver {
  let nodes: [CompiledNode]
  let byName: [String: Int]
  /// The formula's node; nil for texts that belong to none.
  let context: Int?
  /// The node that the program is asked at; nil where it may be any.
  var owner: Int?
  /// In a choice filter everything is read from the question: `current()/…`.
  var startsAtCurrent = false

  func path(
    to reference: Reference, insideInstancePredicate: Bool, inIndexedRepeat: Bool
  ) throws(EvaluationError) -> Path {
    guard let target = byName[reference.name] else {
      throw EvaluationError(.unknownReference(reference.name))
    }
    let range = reference.range
    if reference.isLastSaved {
      let call = Expression(
        .call(
          function: "instance",
          arguments: [Expression(.text(CompiledQuestionnaire.lastSaved), range: range)]),
        range: range)
      return Path(start: .expression(call), steps: names(to: target, below: -1, range))
    }
    guard !inIndexedRepeat, let context, sharesRoster(context, target) else {
      return Path(start: .root, steps: names(to: target, below: -1, range))
    }
    let meeting = lowestCommonAncestor(context, target)
    let up = nodes[context].depth - (meeting < 0 ? -1 : nodes[meeting].depth)
    let parents = (0..<up).map { _ in Step(axis: .parent, test: .anyNode, range: range) }
    let steps = parents + names(to: target, below: meeting, range)
    guard startsAtCurrent || insideInstancePredicate else {
      return Path(start: .context, steps: steps)
    }
    let current = Expression(.call(function: "current", arguments: []), range: range)
    return Path(start: .expression(current), steps: steps)
  }

  private func names(to target: Int, below ancestor: Int, _ range: Range<Int>) -> [Step] {
    var steps: [Step] = []
    var node = target
    while node >= 0, node != ancestor {
      steps.append(Step(axis: .child, test: .name(nodes[node].name), range: range))
      node = nodes[node].parent
    }
    return steps.reversed()
  }

  /// Whether a roster lies above both.
  private func sharesRoster(_ a: Int, _ b: Int) -> Bool {
    let above: (Int) -> [Int] = { node in nodes[node].rosters.filter { $0 != node } }
    guard let first = above(a).first else { return false }
    return above(b).first == first
  }

  private func lowestCommonAncestor(_ a: Int, _ b: Int) -> Int {
    var x = nodes[a].parent
    var y = nodes[b].parent
    while x != y {
      let depthX = x < 0 ? -1 : nodes[x].depth
      let depthY = y < 0 ? -1 : nodes[y].depth
      if depthX >= depthY { x = nodes[x].parent }
      if depthY >= depthX { y = nodes[y].parent }
    }
    return x
  }
}
