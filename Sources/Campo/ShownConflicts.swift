import Foundation
import Replication
import SQLiteStore

/// Which entries a person was shown of each conflict, kept between the command that lists conflicts
/// and the one that resolves them: numbers mean what was on the screen, and what arrived since is not
/// settled unseen.
struct ShownConflicts: Codable {
  private static let setting = Setting("conflicts.shown")

  /// By response and path, the entries of each option in the order they were numbered.
  private var options: [String: [[String]]] = [:]

  init() {}

  init(_ store: Store) throws {
    guard let text = try store.setting(Self.setting) else { return }
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }

  mutating func add(_ conflict: AnswerConflict) {
    options[Self.name(conflict)] = conflict.options.map { $0.dots.map(\.spelling).sorted() }
  }

  func save(in store: Store) throws {
    let text = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    try store.set(Self.setting, to: text)
  }

  /// The conflict as it was shown: its options under the numbers that they had, without what arrived or
  /// went since. As it is where it was never shown.
  func asShown(_ conflict: AnswerConflict) -> AnswerConflict {
    guard let shown = options[Self.name(conflict)] else { return conflict }
    let kept = shown.enumerated().compactMap { place, dots in
      conflict.options.first { option in option.dots.contains { dots.contains($0.spelling) } }
        .map { option in
          AnswerConflict.Option(
            number: place + 1, value: option.value, stamp: option.stamp,
            dots: option.dots.filter { dots.contains($0.spelling) })
        }
    }
    return AnswerConflict(
      response: conflict.response, path: conflict.path, key: conflict.key, options: kept)
  }

  private static func name(_ conflict: AnswerConflict) -> String {
    "\(conflict.response) \(conflict.path)"
  }
}

extension Dot {
  fileprivate var spelling: String { "\(replica):\(revision)" }
}
