import Foundation
import Testing

@testable import QuestionnaireLanguage

/// Everything that the corpus's workbooks use, by name: read into the model, or kept and said to
/// be; and written back either way. Nothing is dropped in silence.
@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.reason)))
struct FrequencyTests {
  /// The names of one class, `<language>` filled in.
  private static func names(_ wanted: String) throws -> [String] {
    guard let folder = Corpus.folder else { return [] }
    let text = try String(contentsOf: folder.appending(path: "frequency.tsv"), encoding: .utf8)
    let names = text.split(separator: "\n").dropFirst().compactMap { line -> String? in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 1, cells[0] == wanted else { return nil }
      return cells[1].replacingOccurrences(of: "<language>", with: "English (en)")
    }
    #expect(!names.isEmpty, "\(wanted)")
    return names
  }

  private static let mark = "zq7"

  /// Whether the mark is in the questionnaire's meaning, and is still there once written and read.
  private func keepsMark(_ form: Questionnaire) throws -> Bool {
    let again = try QuestionnaireFile.read(
      try QuestionnaireFile.write(form, as: .xlsx), name: "form.xlsx")
    let bytes = form.canonicalBytes
    return again.canonicalBytes == bytes
      && String(decoding: bytes, as: UTF8.self).contains(Self.mark)
  }

  private func isListed(_ name: String, by code: String, in form: Questionnaire) -> Bool {
    let folded = name.lowercased()
    return form.notes.contains { note in
      note.code == code && note.arguments.joined().lowercased().contains(folded)
    }
  }

  @Test func columnsOfTheSurveyAreKept() throws {
    for column in try Self.names("column") where !["type", "name", "hint"].contains(column) {
      let value = column == "parameters" ? "rows=\(Self.mark)" : Self.mark
      let form = try TestBook.survey(
        "type|name|hint|\(column)\ntext|a|A|\(value)\ntext|b|B|")
      if column == "disabled" {
        #expect(form.noteCodes.contains("R0111"))
        continue
      }
      #expect(try keepsMark(form), "\(column)")
      let item = try #require(form.items.first { $0.hint.byLanguage.values.contains("A") })
      #expect(
        item.extras.isEmpty || form.noteCodes.contains("R0108") || item.extras["save_to"] != nil
          || item.extras.keys.contains { $0.hasPrefix("bind::jr:preload") },
        "\(column): \(item.extras)")
    }
  }

  @Test func columnsOfTheChoicesAreKept() throws {
    for column in try Self.names("choices column")
    where !["list_name", "list name", "name", "value"].contains(column) {
      let form = try TestBook.read(
        (name: "survey", lines: "type|name|label\nselect_one l|a|A"),
        (name: "choices", lines: "list_name|name|\(column)\nl|c|\(Self.mark)"))
      #expect(try keepsMark(form), "\(column)")
    }
  }

  @Test func settingsAreUsedOrKept() throws {
    for column in try Self.names("settings column") {
      let form = try TestBook.read(
        (name: "survey", lines: "type|name|label\ntext|a|A"),
        (name: "settings", lines: "\(column)|other\n\(Self.mark)|x"))
      #expect(try keepsMark(form), "\(column)")
      for name in form.settings.keys
      where !["clean_text_values", "omit_instanceID", "allow_choice_duplicates"].contains(name) {
        #expect(isListed(name, by: "R0411", in: form), "\(column): \(name)")
      }
    }
  }

  @Test func sheetsAreReadOrNamed() throws {
    let read = ["survey", "choices", "settings", "external_choices", "entities", "osm"]
    for sheet in try Self.names("sheet") where !read.contains(sheet) {
      let form = try TestBook.read(
        (name: "survey", lines: "type|name|label\ntext|a|A"), (name: sheet, lines: "a|b"))
      #expect(isListed(sheet, by: "R0107", in: form), "\(sheet)")
    }
  }

  @Test func typesAreKnownOrReported() throws {
    let lists = ["select_one", "select_multiple", "rank", "select_one_external"]
    for name in try Self.names("question type") {
      var type = name.replacingOccurrences(of: "…", with: "text")
      if lists.contains(type) { type += " l" }
      if type.hasSuffix("_from_file") { type += " f.csv" }
      if type == "begin_loop" { type += " over l" }
      switch TypeNames.parse(type) {
      case .question(let question, _):
        let form = try TestBook.survey("type|name|label\n\(type)|\(Self.mark)|A")
        #expect(form.items.count == 1, "\(name)")
        if case .kept = question { #expect(isListed(type, by: "R0114", in: form), "\(name)") }
      case .begin, .end, .setting: continue
      case .unknown:
        let form = try TestBook.survey("type|name|label\n\(type)|a|A")
        #expect(form.items.first?.kind == .question(.kept(type)))
        #expect(Checker.check(form).contains { $0.code == "Q0108" }, "\(name)")
      }
    }
  }

  @Test func appearancesAreKnownOrReported() throws {
    for name in try Self.names("appearance") {
      let form = try TestBook.survey("type|name|label|appearance\ntext|\(Self.mark)|A|\(name)")
      let appearance = try #require(form.items.first).appearance
      #expect(!appearance.isEmpty)
      let words = Appearance.words(appearance).filter { !Appearance.isKnown($0) }
      for word in words {
        let code = word == Appearance.search ? "R0117" : "R0118"
        #expect(form.noteCodes.contains(code), "\(name): \(word)")
      }
      #expect(try keepsMark(form), "\(name)")
    }
  }

  @Test func parametersAreKnownToSomeType() throws {
    let types = [
      "text", "image", "range", "geopoint", "audit", "barcode", "select_one_from_file f.csv",
    ]
    for name in try Self.names("parameter") {
      let unknown = try types.allSatisfy { type in
        let form = try TestBook.survey("type|name|label|parameters\n\(type)|audit|A|\(name)=1")
        return form.noteCodes.contains("R0302")
      }
      // A parameter of the field that no type takes is an error with its cell.
      #expect(!unknown || name == "format", "\(name)")
    }
  }

  @Test func functionsAreKnownOrReported() throws {
    for name in try Self.names("function") where name != "instance" {
      guard FunctionTable.function(named: name) == nil else { continue }
      let form = try TestBook.survey("type|name|calculation\ncalculate|a|\(name)(1)")
      let codes = Checker.check(form).map(\.code)
      #expect(codes.contains("Q0305") || codes.contains("Q0301"), "\(name)")
    }
  }
}
