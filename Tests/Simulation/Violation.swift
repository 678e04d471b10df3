/// A promise that was broken, and where.
package struct Violation: Error, CustomStringConvertible, Sendable {
  package let rule: String
  package let detail: String
  /// The number of the step after which it was seen; nil after the last exchange.
  package internal(set) var step: Int?

  init(_ rule: String, _ detail: String = "") {
    self.rule = rule
    self.detail = detail
  }

  package var description: String {
    "\(step.map { "step \($0)" } ?? "at the end"): \(rule)\(detail.isEmpty ? "" : ": \(detail)")"
  }
}
