import QuestionnaireLanguage

/// A workbook written as text, so that a fuzzer can change what a zip file would hide from it:
/// each part begins with a line `@@ its/name.xml`. Bytes that begin otherwise are taken as the file itself.
enum WorkbookParts {
  private static let mark = Array("@@ ".utf8)

  static func archive(of input: [UInt8]) -> [UInt8] {
    guard input.starts(with: mark) else { return input }
    do throws(QuestionnaireWritingError) {
      var zip = try ZipBuilder()
      for (name, content) in parts(of: input) { try zip.add(name, content) }
      return try zip.finish()
    } catch {
      return input
    }
  }

  private static func parts(of input: [UInt8]) -> [(name: String, content: [UInt8])] {
    var parts: [(name: String, content: [UInt8])] = []
    for line in input.split(separator: 10, omittingEmptySubsequences: false) {
      if line.starts(with: mark) {
        parts.append((String(decoding: line.dropFirst(mark.count), as: UTF8.self), []))
      } else {
        parts[parts.count - 1].content += line + [10]
      }
    }
    return parts
  }
}
