/// The texts that cells share by number; runs of a rich text are joined, readings are left out.
struct SharedStrings {
  private(set) var texts: [String] = []

  init(_ archive: ZipArchive, part name: String?) throws(QuestionnaireReadingError) {
    guard let name, let part = try archive.open(name) else { return }
    let scanner = try XMLScanner(part)
    let item = scanner.intern("si")
    while let node = try scanner.next() {
      guard node == .start, scanner.name == item else { continue }
      guard texts.count < ReadingLimits.sharedStrings else {
        throw QuestionnaireReadingError(.tooManyCells, name)
      }
      texts.append(try scanner.richText(until: item))
    }
  }

  subscript(_ index: Int) -> String? { texts.indices.contains(index) ? texts[index] : nil }
}

extension XMLScanner {
  /// The text of `<t>` elements up to the end of the current element, phonetic readings left out.
  func richText(until element: Name?) throws(QuestionnaireReadingError) -> String {
    let textName = intern("t")
    let phonetic = intern("rPh")
    var result = ""
    var inText = false
    var inPhonetic = false
    while let node = try next() {
      switch node {
      case .start:
        if name == textName { inText = true } else if name == phonetic { inPhonetic = true }
      case .end:
        if name == textName {
          inText = false
        } else if name == phonetic {
          inPhonetic = false
        } else if name == element {
          return result
        }
      case .text:
        guard inText, !inPhonetic else { continue }
        if result.isEmpty { result = text } else { result += text }
      }
    }
    return result
  }
}
