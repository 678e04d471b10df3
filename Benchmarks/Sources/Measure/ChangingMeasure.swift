import Interviewing
import Replication

/// What changing one answer of a finished interview costs, beside evaluating all of it.
struct ChangingMeasure {
  private var subject: Subject
  private static let rows = 3
  private static let rounds = 15

  init(form: String) throws {
    subject = try Subject(form: form)
    try answerEverything()
  }

  mutating func run() throws {
    let record = subject.record()
    let full = Stopwatch.median { keep(subject.opened(record)) }
    Measure.report("full_ns", full)
    var interview = subject.interview
    var changes: [Double] = []
    for node in interview.nodes() where node.isRelevant {
      guard let other = Self.answer(to: node, second: true),
        let first = node.answer?.value, other != first
      else { continue }
      changes.append(try Self.time(node.path, first, other, &interview))
    }
    Measure.report("questions", Double(changes.count))
    Measure.report("change_median_ns", Stopwatch.median(changes))
    Measure.report("change_most_ns", changes.max() ?? .nan)
  }

  /// The median of changes to and fro.
  private static func time(
    _ path: String, _ first: String, _ other: String, _ interview: inout Interview
  ) throws -> Double {
    var samples: [Double] = []
    for _ in 0..<rounds {
      samples.append(
        try Stopwatch.time(1) {
          try interview.answer(path, .text(other))
          try interview.answer(path, .text(first))
        } / 2)
    }
    return Stopwatch.median(samples)
  }

  private mutating func answerEverything() throws {
    for _ in 1..<Self.rows {
      let rosters = Set(
        subject.interview.nodes().filter { $0.kind == .row }.map { node in
          String(node.path.prefix { $0 != "[" })
        })
      for roster in rosters.sorted() { try subject.interview.addRow(roster) }
    }
    for path in subject.interview.nodes().map(\.path) {
      guard let node = subject.interview.node(path), node.isRelevant,
        let text = Self.answer(to: node, second: false)
      else { continue }
      try subject.interview.answer(path, .text(text))
    }
  }

  /// Something to say to a question; nil where there is none to ask.
  private static func answer(to node: NodeState, second: Bool) -> String? {
    guard let answer = node.answer, !answer.isReadOnly, let shown = node.presentation,
      shown.control != nil
    else { return nil }
    if let choices = shown.choices {
      return choices.indices.contains(second ? 1 : 0) ? choices[second ? 1 : 0].name : nil
    }
    switch answer.type {
    case "int", "decimal": return second ? "21" : "12"
    case "date": return second ? "2024-03-02" : "2024-03-01"
    case "string": return second ? "segunda" : "primera"
    case "geopoint": return second ? "13.7 -89.2 0 0" : "13.6 -89.1 0 0"
    default: return nil
    }
  }
}
