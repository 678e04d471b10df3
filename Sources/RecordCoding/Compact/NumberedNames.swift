import Replication

/// Names and their numbers, from 1 on without a gap, as a store keeps them once for all its records.
package struct NumberedNames: Sendable {
  /// Nil of one that cannot be read any more.
  private var names: [String?] = []
  private var numbers: [Name: Int] = [:]

  package init() {}

  /// How many there are, which is the last one's number.
  package var count: Int { names.count }

  /// Adds the name of the next number; nil where it is lost.
  package mutating func append(_ name: String?) {
    names.append(name)
    // Should one stand twice, either number will do.
    if let name { numbers[Name(text: name)] = names.count }
  }

  package func name(of number: Int) -> String? {
    number > 0 && number <= names.count ? names[number - 1] : nil
  }

  /// - Parameter guess: the number that it probably has.
  package func number(of name: String, guess: Int = 0) -> Int? {
    if self.name(of: guess)?.isSameBytes(as: name) == true { return guess }
    return numbers[Name(text: name)]
  }

  /// A text that is the same as another when its bytes are.
  private struct Name: Hashable {
    let text: String

    static func == (a: Self, b: Self) -> Bool { a.text.isSameBytes(as: b.text) }

    func hash(into hasher: inout Hasher) {
      var copy = text
      copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
