import Messages
import Testing

@testable import QuestionnaireLanguage

/// Files that are wrong, huge or hostile: each a clear error, none a crash.
struct BadInputTests {
  private func code(_ bytes: [UInt8], _ name: String = "form.xlsx") -> String {
    do {
      _ = try QuestionnaireFile.read(bytes, name: name)
      return "read"
    } catch {
      #expect(error.message.spanish.hasPrefix(name), "the message names the file")
      #expect(error.message.english != error.message.spanish)
      return error.code
    }
  }

  @Test func otherFormatsAreRefused() {
    #expect(code([], "form.docx") == "R0001")
    #expect(code([], "form") == "R0001")
  }

  @Test func textIsNotAWorkbook() {
    #expect(code(Array("type,name,label".utf8)) == "R0003")
    #expect(code([]) == "R0003")
  }

  @Test func everyTruncationOfAWorkbookIsRefused() throws {
    let whole = try TestBook.xlsx((name: "survey", lines: "type|name|label\ntext|a|A"))
    #expect(code(whole) == "read")
    for length in stride(from: 0, to: whole.count, by: 7) {
      #expect(["R0003", "R0004"].contains(code(Array(whole[..<length]))))
    }
  }

  @Test func damagedBytesNeverCrash() throws {
    let whole = try TestBook.xlsx((name: "survey", lines: "type|name|label\ntext|a|A"))
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 0xFF
      _ = code(damaged)
    }
  }

  @Test func aWorkbookWithoutItsPartsIsRefused() throws {
    var zip = try ZipBuilder()
    try zip.add("readme.txt", [1, 2, 3])
    #expect(code(try zip.finish()) == "R0006")
  }

  @Test func aZipBombIsRefusedBeforeItUnpacks() throws {
    var zip = try ZipBuilder()
    try zip.add("xl/workbook.xml", [UInt8](repeating: 32, count: 100 << 20))
    let bytes = try zip.finish()
    #expect(bytes.count < 1 << 20)
    #expect(code(bytes) == "R0007")
  }

  @Test func aSuspiciousRatioIsRefused() throws {
    var zip = try ZipBuilder()
    try zip.add("xl/workbook.xml", [UInt8](repeating: 32, count: 20 << 20))
    #expect(code(try zip.finish()) == "R0007")
  }

  @Test func entitiesAreNotExpanded() throws {
    let sheet = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>
      """
    #expect(code(try TestBook.raw(sheet: sheet)) == "R0008")
  }

  @Test func brokenXMLNamesThePart() throws {
    let bytes = try TestBook.raw(sheet: "<worksheet><sheetData><row r='1'>")
    #expect(code(bytes) == "R0005")
  }

  /// libxml2 goes on behind bytes that its decoder refuses, as if they had not been there.
  @Test(arguments: ["UTF-7", "ISO-2022-JP", "UTF-32", "US-ASCII"])
  func bytesOfAnotherEncodingLoseNoRows(encoding: String) throws {
    let rows = (1...2_000).map { "<row r='\($0)'><c r='A\($0)' t='str'><v>ñ</v></c></row>" }
    let sheet =
      "<?xml version='1.0' encoding='\(encoding)'?><worksheet><sheetData>" + rows.joined()
      + "</sheetData></worksheet>"
    #expect(code(try TestBook.raw(sheet: sheet)) == "R0005")
  }

  @Test func aSharedStringThatDoesNotExistNamesTheCell() throws {
    let sheet =
      "<worksheet><sheetData><row r='1'><c r='B1' t='s'><v>7</v></c></row></sheetData></worksheet>"
    do {
      _ = try QuestionnaireFile.read(try TestBook.raw(sheet: sheet), name: "f.xlsx")
      Issue.record("read")
    } catch {
      let error = try #require(error as? QuestionnaireReadingError)
      #expect(error.code == "R0011")
      #expect(error.place == .cell(sheet: "Sheet1", column: 2, row: 1))
      #expect(error.message.english.hasPrefix("f.xlsx Sheet1!B1: "))
    }
  }

  @Test func rowsOutOfOrderAreRefused() throws {
    let row = "<row r='1'><c t='str'><v>type</v></c></row>"
    let bytes = try TestBook.raw(
      sheet: "<worksheet><sheetData>\(row)\(row)</sheetData></worksheet>")
    #expect(code(bytes) == "R0010")
  }

  @Test func aWorkbookNeedsASurveyWithTypes() throws {
    let noSurvey = try TestBook.xlsx((name: "a", lines: "type"), (name: "b", lines: "name"))
    #expect(code(noSurvey) == "R0012")
    #expect(code(try TestBook.xlsx((name: "survey", lines: "name|label\na|A"))) == "R0013")
  }

  @Test func aSurveyOfTooManyRowsIsRefused() throws {
    let row = "<row><c t='str'><v>type</v></c></row>"
    let rows = String(repeating: row, count: ReadingLimits.items + 1)
    let bytes = try TestBook.raw(sheet: "<worksheet><sheetData>\(rows)</sheetData></worksheet>")
    #expect(code(bytes) == "R0009")
  }

  // MARK: YAML

  private func yaml(_ text: String) -> (code: String, line: Int?) {
    do {
      _ = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
      return ("read", nil)
    } catch {
      if case .line(let line) = error.place { return (error.code, line) }
      return (error.code, nil)
    }
  }

  @Test func anAliasBombIsRefused() {
    var text = "id: x\nsettings:\n  a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      text +=
        "  a\(level): &a\(level) [" + Array(repeating: alias, count: 9).joined(separator: ", ")
      text += "]\n"
    }
    #expect(yaml(text).code == "R0022")
  }

  @Test func anAliasBombInOneLineOrInKeysIsRefused() {
    var text = "id: {a0: &a0 [x, x, x, x, x, x, x, x, x, x]"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      let list = Array(repeating: alias, count: 10).joined(separator: ", ")
      text += ", ? &a\(level) [\(list)] : x"
    }
    #expect(yaml(text + "}").code == "R0022")
  }

  @Test func sharedTextsThroughAliasesAreRead() throws {
    let text = """
      id: x
      settings: {a: &long "una frase"}
      survey:
        - {type: note, name: a, label: *long}
        - {type: note, name: b, label: *long}
      """
    let form = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
    #expect(form.items.map(\.label.byLanguage) == [["": "una frase"], ["": "una frase"]])
  }

  @Test func deepNestingIsRefused() {
    #expect(yaml("id: " + String(repeating: "[", count: 100_000)).code != "read")
    #expect(
      yaml("id: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500))
        .code == "R0022")
  }

  @Test func damagedYAMLNeverCrashes() {
    let whole = Array(
      """
      id: x
      choices: &c {l: [{name: "a", label: {es: 'Á'}}]}
      survey:
        - {type: select_one l, name: q, label: >
            uno, parameters: {a: b}, soft_checks: [{check: 1}]}
        - type: repeat
          name: r
          items: [*c]
      """.utf8)
    for index in whole.indices {
      for byte in [UInt8(ascii: "["), UInt8(ascii: "\n"), UInt8(ascii: "*"), 0x00, 0xFF] {
        var damaged = whole
        damaged[index] = byte
        _ = code(damaged, "form.yaml")
      }
    }
  }

  @Test func aDocumentOfTooManyNodesIsRefusedBeforeParsing() {
    #expect(yaml("id: [" + String(repeating: "a,", count: 1_000_000) + "]").code == "R0022")
  }

  @Test(arguments: [
    ("survay: []\nid: x\n", "“survay”", "“survey”"),
    ("id: x\nsurvey:\n  - {type: text, name: a, lable: A}\n", "“lable”", "“label”"),
    ("id: x\nsurvey:\n  - {type: group, name: g, itmes: []}\n", "“itmes”", "“items”"),
  ])
  func aMistypedKeyIsToldTheOneThatWasMeant(_ yaml: String, _ typed: String, _ meant: String) {
    do {
      _ = try QuestionnaireFile.read(Array(yaml.utf8), name: "form.yaml")
      Issue.record("read")
    } catch {
      #expect(error.code == "R0027")
      #expect(error.message.spanish.contains(typed), "\(error.message.spanish)")
      #expect(error.message.spanish.contains("¿Quiso decir \(meant)?"), "\(error.message.spanish)")
    }
  }

  @Test func aQuestionnaireWithoutIDIsToldThatTheFileNameStandsForIt() throws {
    let yaml = "version: \"1\"\nsurvey:\n  - {type: text, name: a, label: A}\n"
    let form = try QuestionnaireFile.read(Array(yaml.utf8), name: "hogares.yaml")
    let finding = try #require(form.notes.compactMap(\.finding).first)
    #expect(form.id == "hogares" && finding.code == "R0132" && finding.severity == .warning)
    #expect(finding.place == .line(1) && finding.remedy.spanish.contains("“id: hogares”"))
  }

  @Test func aLanguageThatIsNotListedIsToldWhereItIsWritten() throws {
    let yaml = """
      id: x
      languages: [es, en]
      survey:
        - {type: text, name: a, label: {es: A, en: A}}
        - type: text
          name: b
          label: {es: B, em: B}
      """
    let form = try QuestionnaireFile.read(Array(yaml.utf8), name: "form.yaml")
    let finding = try #require(form.notes.compactMap(\.finding).first { $0.code == "R0133" })
    #expect(finding.place == .line(7) && finding.message.spanish.contains("“em”"))
    #expect(finding.remedy.spanish.contains("es, en"))
    // What is not lost: it stays a language of the questionnaire.
    #expect(form.languages == ["es", "en", "em"])
    // Who lists none means all that are used.
    let open = yaml.split(separator: "\n").filter { !$0.hasPrefix("languages") }
    let without = try QuestionnaireFile.read(
      Array(open.joined(separator: "\n").utf8), name: "form.yaml")
    #expect(without.notes.isEmpty)
  }

  @Test func bytesThatAreNotTextAreRefused() {
    do {
      _ = try QuestionnaireFile.read([0x69, 0x64, 0x3A, 0x20, 0xFF, 0xFE], name: "form.yml")
      Issue.record("read")
    } catch {
      #expect(error.code == "R0020")
    }
  }

  @Test(arguments: [
    ("id: x\nsurvey:\n  - type: text\n    nam: a\n", "R0027", 4),
    ("id: x\nsurvey:\n  - type: text\n    pregunta: a\n", "R0024", 4),
    ("id: x\nsurvey:\n  - type: text\n", "R0026", 3),
    ("id: x\nsurvey: hola\n", "R0023", 2),
    ("id: x\nid: y\n", "R0025", 1),
    ("id: x\nchoices:\n  a:\n    - {name: [1]}\n", "R0023", 4),
    ("id: x\n  bad: [\n", "R0021", 2),
    ("id: x\nsurvey:\n  - {type: text, name: a, soft_checks: [{message: hola}]}\n", "R0026", 3),
  ])
  func errorsNameTheLine(text: String, code: String, line: Int) {
    let found = yaml(text)
    #expect(found.code == code)
    #expect(found.line == line)
  }

  @Test func everyProblemHasItsWordsInBothLanguages() {
    for problem in ReadingProblem.allCases {
      let arguments = ["uno", "dos", "tres"]
      for message in [problem.message(arguments), problem.remedy(arguments)] {
        #expect(!message.spanish.isEmpty && !message.english.isEmpty)
        #expect(message.spanish != message.english)
        #expect(!message.spanish.contains("…"), "\(problem) has an argument too many")
      }
    }
    #expect(Set(ReadingProblem.allCases.map(\.rawValue)).count == ReadingProblem.allCases.count)
  }
}
