import Replication

/// An interview, and what either of two people then changed in it: texts by path.
struct Pair: Decodable {
  let base: Workload.Answers
  let a: [String: String]
  let b: [String: String]
}

extension RegisterKey {
  /// `/data/members[2]/age` as its key.
  init(path: String) {
    var rows: [RowID] = []
    let names = path.split(separator: "/").map { step -> Substring in
      guard let bracket = step.firstIndex(of: "["),
        let row = UInt32(step[step.index(after: bracket)...].dropLast())
      else { return step }
      rows.append(.ordinal(row))
      return step[..<bracket]
    }
    self = .answer(AnswerKey(question: "/" + names.joined(separator: "/"), rows: rows))
  }
}
