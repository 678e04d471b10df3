import Foundation
import Interviewing

/// Compares nodes key by key; what depends on the clock or chance is left out.
enum GoldenComparison {
  struct Difference {
    /// What differs: a key of a node, or something about the nodes.
    var reason: String
    var text: String
    var expected = JSONValue.null
    var actual = JSONValue.null
  }

  /// - Parameter skipped: counts the values that depend on the clock or chance.
  static func differences(
    _ expected: [[String: JSONValue]], _ actual: [[String: JSONValue]], clock: String,
    skipped: inout Int
  ) -> [Difference] {
    var differences: [Difference] = []
    let ours = Dictionary(actual.map { ($0["path"] ?? .null, $0) }, uniquingKeysWith: { a, _ in a })
    for node in expected {
      let path = node["path"] ?? .null
      guard let mine = ours[path] else {
        differences.append(Difference(reason: "a node is missing", text: "\(path)"))
        continue
      }
      for key in Set(node.keys).union(mine.keys) {
        let a = node[key] ?? .null
        let b = mine[key] ?? .null
        if a == b { continue }
        if key == "value", isVolatile(path, a, b, clock) {
          skipped += 1
          continue
        }
        differences.append(
          Difference(
            reason: key, text: "\(path.spelling) \(key): \(a.spelling) ours \(b.spelling)",
            expected: a, actual: b)
        )
      }
    }
    if actual.count > expected.count {
      let known = Set(expected.map { $0["path"] ?? .null })
      let extra = actual.compactMap { $0["path"] }.filter { !known.contains($0) }
      differences.append(Difference(reason: "a node too many", text: "\(extra.prefix(3))"))
    }
    if differences.isEmpty, expected.map({ $0["path"] }) != actual.map({ $0["path"] }) {
      differences.append(Difference(reason: "order of nodes", text: ""))
    }
    return differences
  }

  /// Identifiers, and moments of the clock that ran on while the reference engine worked.
  private static func isVolatile(
    _ path: JSONValue, _ a: JSONValue, _ b: JSONValue, _ clock: String
  ) -> Bool {
    guard case .string(let x) = a, case .string(let y) = b else { return false }
    if let m = Double(x), let n = Double(y), m == n { return true }
    if let a = x.range(of: "uuid:"), let b = y.range(of: "uuid:"),
      x[..<a.lowerBound] == y[..<b.lowerBound]
    {
      return true
    }
    if x.count == 36, y.count == 36, x.filter({ $0 == "-" }).count == 4 { return true }
    let hour = clock.replacingOccurrences(of: " ", with: "T").prefix(13)
    return x.hasPrefix(hour) && y.hasPrefix(hour)
  }
}
