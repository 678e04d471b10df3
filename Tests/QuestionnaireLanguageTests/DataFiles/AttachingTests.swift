import Testing

@testable import QuestionnaireLanguage

@Suite struct AttachingTests {
  private func form() throws -> Questionnaire {
    let yaml = """
      id: f
      version: '1'
      survey:
        - {type: csv-external, name: people}
        - {type: xml-external, name: tree}
        - {type: select_one_from_file towns.csv, name: t, label: T}
        - type: select_one_from_file areas.geojson
          name: a
          label: A
          parameters: {value: code}
          relevant: pulldata('extra', 'x', 'y', ${t}) = '1'
        - {type: calculate, name: c, calculation: "pulldata(${t}, 'x', 'y', 1)"}
        - {type: calculate, name: d, calculation: "pulldata('people.csv', 'x', ${t}, 1)"}
        - {type: select_one_from_file ../up.csv, name: u, label: U}
      """
    return try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
  }

  @Test func namesEveryFileAndWhatItIsUsedFor() throws {
    let uses = try form().dataFileUses
    #expect(
      uses.map { "\($0.question) \($0.file)" } == [
        "people people.csv", "tree tree.xml", "t towns.csv", "a areas.geojson", "a extra.csv",
        "d people.csv", "u ../up.csv",
      ])
    #expect(
      uses.map(\.purpose) == [
        .instance, .instance, .choices(value: "name", label: "label"),
        .choices(value: "code", label: "title"), .pulled(column: "x", key: "y"),
        .pulled(column: "x", key: nil), .choices(value: "name", label: "label"),
      ])
  }

  @Test func looksInTheMediaFolderAndThenBesideTheFile() throws {
    let disk = ["d/f-media/towns.csv": "media", "d/towns.csv": "beside", "d/people.csv": "people"]
    var asked: [String] = []
    var form = try form()
    form.attachDataFiles(beside: "d/f.yaml") { path, _ in
      asked.append(path)
      return disk[path].map { Array($0.utf8) }
    }
    #expect(
      form.dataFiles.map { "\($0.name) \(String(decoding: $0.bytes, as: UTF8.self))" } == [
        "people.csv people", "towns.csv media",
      ])
    #expect(!asked.contains { $0.contains("..") }, "a name never leads out of the folder")
  }

  @Test func asksForNoMoreThanAllMayHold() throws {
    var form = try form()
    var asked: [Int] = []
    form.attachDataFiles(beside: "f.yaml") { _, limit in
      asked.append(limit)
      return Array(repeating: 0, count: limit)
    }
    #expect(asked.max() == DataFileLimits.fileBytes)
    #expect(form.dataFiles.reduce(0) { $0 + $1.bytes.count } == DataFileLimits.totalBytes)
  }
}
