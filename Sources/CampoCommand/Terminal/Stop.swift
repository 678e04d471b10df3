import Campo
import Interviewing

/// A place where an interview waits for the person.
enum Stop: Hashable {
  case question(path: String)
  /// After a roster's last row: is there one more? `path` is the roster's, without a row number.
  case anotherRow(roster: String)
  case end

  /// The path of the question or the roster; empty at the end.
  var path: String {
    switch self {
    case .question(let path), .anotherRow(let path): path
    case .end: ""
    }
  }

  func lies(in row: String) -> Bool { path.hasPrefix(row + "/") }

  /// Whether a person means this stop by a path or by a bare name.
  func isNamed(_ target: String) -> Bool {
    guard case .question(let path) = self else { return false }
    return path == target || path.hasSuffix("/" + target)
  }
}

extension InterviewSession {
  /// The stops of the interview as it stands, in order.
  func stops() -> [Stop] {
    let states = Dictionary(nodes().map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var stops: [Stop] = []
    collect(&stops, under: 0, at: form.nodes[0].path, states)
    return stops + [.end]
  }

  /// Goes down the questionnaire's tree along the rows that there are.
  private func collect(
    _ stops: inout [Stop], under parent: Int, at prefix: String, _ states: [String: NodeState]
  ) {
    for child in form.nodes[parent].children {
      let node = form.nodes[child]
      let path = "\(prefix)/\(node.name)"
      switch node.kind {
      case .leaf: if states[path]?.isAsked == true { stops.append(.question(path: path)) }
      case .group:
        if states[path]?.isRelevant == true { collect(&stops, under: child, at: path, states) }
      case .roster:
        var rows = 0
        var shown = 0
        while let row = states["\(path)[\(rows + 1)]"] {
          rows += 1
          guard row.isRelevant else { continue }
          shown += 1
          collect(&stops, under: child, at: row.path, states)
        }
        if node.formulas[.count] == nil, shown > 0 || rows == 0 {
          stops.append(.anotherRow(roster: path))
        }
      }
    }
  }

  /// Where to go on: after the last question that a person answered, or at the beginning. What a
  /// question holds by default nobody has answered.
  func stopToResume() -> Stop {
    let stops = stops()
    let last = stops.lastIndex { stop in
      guard case .question(let path) = stop, let answer = node(path)?.answer else { return false }
      return !answer.isOpen && !hasInitialValue(path)
    }
    return stops[last.map { $0 + 1 } ?? 0]
  }

  private func hasInitialValue(_ path: String) -> Bool {
    guard let node = form.byPath[Self.withoutRows(path)].map({ form.nodes[$0] }) else {
      return false
    }
    if case .none = node.initial { return node.preload != nil }
    return true
  }

  /// What is shown and not asked between the question before and this one; with nil, after the last.
  func notes(before path: String?) -> [NodeState] {
    let all = nodes()
    let end = path.flatMap { path in all.firstIndex { $0.path == path } } ?? all.endIndex
    let start = all[..<end].lastIndex(where: \.isAsked).map { $0 + 1 } ?? 0
    return all[start..<end].filter(\.isShownOnly)
  }

  /// The roster that takes rows by hand and lies innermost around a path; nil where there is none.
  func rosterAround(_ path: String) -> String? {
    rowAround(path).map(Self.roster(ofRow:)) ?? (fillsByHand(path) ? path : nil)
  }

  /// The innermost row around a path that was added, or can be taken away, by hand.
  func rowAround(_ path: String) -> String? {
    var prefix = path[...]
    while let slash = prefix.lastIndex(of: "/") {
      if prefix.hasSuffix("]"), fillsByHand(Self.roster(ofRow: String(prefix))) {
        return String(prefix)
      }
      prefix = prefix[..<slash]
    }
    return nil
  }

  /// The labels of the groups and rows around a path, outermost first.
  func headings(of path: String) -> [String] {
    var headings: [String] = []
    var prefix = path[...]
    while let slash = prefix.lastIndex(of: "/"), slash > prefix.startIndex {
      prefix = prefix[..<slash]
      guard let node = node(String(prefix)) else { continue }
      var heading = plain(node.presentation?.label ?? "")
      if node.kind == .row, let number = prefix.split(separator: "[").last {
        heading += heading.isEmpty ? "[\(number)" : " [\(number)"
      }
      if !heading.isEmpty { headings.insert(heading, at: 0) }
    }
    return headings
  }

  /// As its rows are labelled; else its name.
  func name(ofRoster roster: String) -> String {
    let label = plain(node(roster + "[1]")?.presentation?.label ?? "")
    return label.isEmpty ? roster.split(separator: "/").last.map(String.init) ?? roster : label
  }

  private func fillsByHand(_ roster: String) -> Bool {
    guard let node = form.byPath[Self.withoutRows(roster)].map({ form.nodes[$0] }) else {
      return false
    }
    return node.kind == .roster && node.formulas[.count] == nil
  }

  /// `/data/person[2]/name` → `/data/person/name`.
  private static func withoutRows(_ path: String) -> String {
    var bare = path
    while let open = bare.firstIndex(of: "["), let close = bare[open...].firstIndex(of: "]") {
      bare.removeSubrange(open...close)
    }
    return bare
  }

  /// `/data/person[2]` → `/data/person`.
  private static func roster(ofRow path: String) -> String {
    guard path.hasSuffix("]"), let bracket = path.lastIndex(of: "[") else { return path }
    return String(path[..<bracket])
  }
}

extension AnswerState {
  /// Neither a value nor a missing code yet.
  var isOpen: Bool { value.isEmpty && missing == nil }
}

extension NodeState {
  /// Whether a person is asked it: shown, relevant, and open to an answer.
  var isAsked: Bool {
    guard kind == .leaf, isRelevant, let answer else { return false }
    return presentation?.control != nil && !answer.isReadOnly
  }

  /// Whether a person reads it and does not answer it: a note, or a question that is read-only.
  var isShownOnly: Bool {
    guard kind == .leaf, isRelevant, let answer, answer.isReadOnly else { return false }
    return presentation?.control != nil && presentation?.label?.isEmpty == false
  }
}
