/// The names of a list of choices, to be looked up by the bytes of an answer: most lists are so short
/// that comparing is faster than hashing, and nothing is set aside for the words of a multiple choice.
package final class ListedNames: Sendable {
  private static let mostCompared = 16
  private static let space = UInt8(ascii: " ")

  /// Empty of a longer list.
  private let few: [[UInt8]]
  private let all: Set<String>

  init(_ names: some Collection<String>) {
    few = names.count <= Self.mostCompared ? names.map { Array($0.utf8) } : []
    all = Set(names)
  }

  func contains(_ name: String) -> Bool {
    var copy = name
    return copy.withUTF8 { bytes in isAmongFew(bytes) } || all.contains(name)
  }

  /// The first of the words of an answer, between blanks, that is not among the names.
  func firstStray(in answer: String) -> String? {
    var copy = answer
    return copy.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: Self.space) ?? bytes.count
        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
        start = end + 1
        if word.isEmpty || isAmongFew(word) { continue }
        let name = String(decoding: word, as: UTF8.self)
        // Letters may be composed otherwise.
        if !all.contains(name) { return name }
      }
      return nil
    }
  }

  private func isAmongFew(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    candidates: for place in few.indices where few[place].count == name.count {
      for byte in name.indices where few[place][byte] != name[byte] { continue candidates }
      return true
    }
    return false
  }
}
