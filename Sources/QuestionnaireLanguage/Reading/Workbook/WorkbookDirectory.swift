/// Where a workbook keeps its parts: `_rels/.rels` → workbook → its relationships.
struct WorkbookDirectory {
  struct Entry {
    let name: String
    let part: String
  }

  private(set) var sheets: [Entry] = []
  private(set) var sharedStrings: String?
  private(set) var styles: String?
  /// Dates count from 1904 (old workbooks of Macintosh) instead of 1900.
  private(set) var epoch1904 = false

  init(_ archive: ZipArchive) throws(QuestionnaireReadingError) {
    let roots = try Self.relationships(archive, of: "")
    let main = roots.first { $0.type == "officeDocument" }?.target ?? "xl/workbook.xml"
    guard let part = try archive.open(main) else {
      throw QuestionnaireReadingError(.missingPart, main)
    }
    let relations = try Self.relationships(archive, of: main)
    sharedStrings = relations.first { $0.type == "sharedStrings" }?.target
    styles = relations.first { $0.type == "styles" }?.target
    var scanner = try XMLScanner(part)
    let sheet = scanner.intern("sheet")
    let properties = scanner.intern("workbookPr")
    while let node = try scanner.next() {
      guard node == .start else { continue }
      if scanner.name == sheet {
        // Chart sheets and macro sheets have other relationship types, and no rows.
        guard sheets.count < ReadingLimits.sheets, let name = scanner.attribute("name"),
          let id = scanner.attribute("id"),
          let relation = relations.first(where: { $0.id == id && $0.type == "worksheet" })
        else { continue }
        sheets.append(Entry(name: name, part: relation.target))
      } else if scanner.name == properties {
        let flag = scanner.attribute("date1904")
        epoch1904 = flag == "1" || flag == "true"
      }
    }
    guard !sheets.isEmpty else { throw QuestionnaireReadingError(.missingPart, main) }
  }

  private struct Relationship {
    let id: String
    /// The last word of the type's URI, which is the same in every dialect of the format.
    let type: String
    let target: String
  }

  private static func relationships(
    _ archive: ZipArchive, of part: String
  ) throws(QuestionnaireReadingError) -> [Relationship] {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<slash])
    guard let rels = try archive.open("\(folder)_rels/\(part[slash...]).rels") else { return [] }
    var found: [Relationship] = []
    var scanner = try XMLScanner(rels)
    let relationship = scanner.intern("Relationship")
    while let node = try scanner.next() {
      guard node == .start, scanner.name == relationship, let id = scanner.attribute("Id"),
        let type = scanner.attribute("Type"), let target = scanner.attribute("Target")
      else { continue }
      found.append(
        Relationship(
          id: id, type: type.split(separator: "/").last.map(String.init) ?? type,
          target: resolve(target, in: folder)))
    }
    return found
  }

  /// `../x` and `/xl/x` name parts as well as `x`.
  private static func resolve(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps = folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(String(step)) }
    }
    return steps.joined(separator: "/")
  }
}
