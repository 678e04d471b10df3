import Crypto

/// A reproducible random draw among a roster's rows: each row has a mark that nobody can foresee
/// without the seed, and the eligible row with the smallest is drawn.
///
/// The mark comes from what identifies the row, not from its place: two devices that list the same
/// people in another order draw the same one, and who is deleted and listed again has no new chance.
/// Docs/QuestionnaireLanguage.md specifies the bytes.
package struct Draw: Sendable {
  package struct Row: Sendable {
    /// Among its siblings, from 1, as `indexed-repeat` takes it.
    package let position: Int
    /// 16 hexadecimal digits.
    package let mark: String
    package let isEligible: Bool
  }

  package let rows: [Row]

  package var eligible: Int { rows.count(where: \.isEligible) }

  /// Hexadecimal digits of equal number sort as their bytes do.
  package var drawn: Row? { rows.filter(\.isEligible).min { $0.mark < $1.mark } }

  /// Nil while the household's key is not answered: it is not time to draw.
  ///
  /// - Parameter arguments: of the call: seed, key, a question of the roster, and the condition.
  package init?(
    _ run: inout Evaluator, _ context: Evaluator.Context, _ arguments: [Program]
  ) throws(EvaluationError) {
    let seed = try run.text(of: arguments[0], in: context)
    let key = try run.text(of: arguments[1], in: context)
    guard !seed.isEmpty else { throw EvaluationError(.argument(function: "draw", seed)) }
    guard !key.isEmpty else { return nil }
    guard case .nodes(let nodes) = try run.evaluate(arguments[2], in: context) else {
      throw EvaluationError(.notNodes(function: "draw"))
    }
    var rows: [Row] = []
    var occurrences: [String: Int] = [:]
    var roster: Int?
    for node in nodes {
      try run.count()
      guard let row = run.row(of: node),
        roster == nil || roster == run.trees.all[0].nodes[row].parent
      else { throw EvaluationError(.argument(function: "draw", run.trees[node].name)) }
      roster = run.trees.all[0].nodes[row].parent
      let identity = try run.text(.nodes([node]))
      occurrences[identity, default: 0] += 1
      rows.append(
        Row(
          position: run.trees.all[0].nodes[row].position + 1,
          mark: Self.mark(
            seed: seed, key: key, identity: identity, occurrence: occurrences[identity] ?? 1),
          isEligible: try Self.isEligible(node, &run, context, arguments.dropFirst(3).first)))
    }
    self.rows = rows
  }

  /// The condition is asked in the row, as a predicate is.
  private static func isEligible(
    _ node: NodeReference, _ run: inout Evaluator, _ context: Evaluator.Context,
    _ condition: Program?
  ) throws(EvaluationError) -> Bool {
    guard let condition else { return true }
    var inner = context
    inner.node = node
    return try run.truth(of: condition, in: inner)
  }

  /// The first eight bytes of HMAC-SHA256 under the seed, in hexadecimal digits.
  static func mark(seed: String, key: String, identity: String, occurrence: Int) -> String {
    var message = CanonicalEncoder()
    message.text("campo-draw-1\n")
    message.text(key)
    message.text(identity)
    message.number(occurrence)
    let code = HMAC<SHA256>.authenticationCode(
      for: message.bytes, using: SymmetricKey(data: Array(seed.utf8)))
    return code.prefix(8).map { Digest.hexadecimal($0) }.joined()
  }
}

extension Evaluator {
  /// The innermost roster's row that a node of the interview is in.
  fileprivate func row(of node: NodeReference) -> Int? {
    guard node.tree == 0, node.node >= 0 else { return nil }
    return trees.all[0].chain(to: node.node).last { trees.all[0].nodes[$0].isRow }
  }
}
