/// The texts that cells share by number; runs of a rich text are joined, readings are left out.
struct SharedStrings {
  private(set) var texts: [String] = []

  init(_ archive: ZipArchive, part name: String?) throws(QuestionnaireReadingError) {
    guard let name, let part = try archive.open(name) else { return }
    var scanner = try XMLScanner(part)
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
