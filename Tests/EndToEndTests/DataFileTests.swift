import Foundation
import Processes
import Testing

/// A questionnaire with data files, from the author's folder through server and devices to the
/// export: whoever has the questionnaire has its files.
@Suite struct DataFileTests {
  private static let yaml = """
    id: vivienda
    version: "1"
    choices:
      department:
        - {name: so, label: Sonsonate}
        - {name: sa, label: Santa Ana}
    survey:
      - {type: select_one department, name: department, label: Departamento}
      - type: select_one_from_file municipalities.csv
        name: municipality
        label: Municipio
        parameters: {value: code, label: title}
        choice_filter: department = ${department}
      - {type: calculate, name: region, calculation: "pulldata('municipalities', 'region', 'code', ${municipality})"}
      - {type: text, name: street, label: Calle, default: "${last-saved#street}"}
    """

  private static let csv = """
    code,title,department,region
    0302,Izalco,so,occidente
    0301,Acajutla,so,costa
    0210,Metapán,sa,norte
    """

  private let folder: TemporaryFolder
  private let form: String

  init() throws {
    folder = try TemporaryFolder()
    let media = folder.path("vivienda-media")
    try FileManager.default.createDirectory(atPath: media, withIntermediateDirectories: true)
    form = try folder.write(Self.yaml, to: "vivienda.yaml")
    try folder.write(Self.csv, to: "vivienda-media/municipalities.csv")
  }

  /// The answers of a response, as a device shows them, and its violations.
  private func shown(_ id: String, on store: String) throws -> ([String: String], Int) {
    let printed = try campo("show", store, id, "--format", "json").object()
    let answers = try #require(printed["answers"] as? [[String: Any]])
    let values = answers.compactMap { answer -> (String, String)? in
      guard let path = answer["path"] as? String else { return nil }
      return (path, answer["value"] as? String ?? "")
    }
    let violations = try #require(printed["violations"] as? [[String: Any]])
    return (Dictionary(values, uniquingKeysWith: { $1 }), violations.count)
  }

  private func interview(
    _ answers: String, on store: String, _ options: String...
  ) throws -> String {
    let printed = try succeed(
      BuiltProducts.campo, ["interview", store, "vivienda", "--answers", "-"] + options,
      input: answers)
    return String(try #require(printed.split(separator: "\n").first))
  }

  @Test func theFilesTravelWithTheQuestionnaireAndDecideEverywhere() throws {
    let server = ServerUnderTest(in: folder)
    try succeed(BuiltProducts.server, ["publish", "--data", server.data, form])
    // From here on nobody has the files but through the questionnaire.
    try FileManager.default.removeItem(atPath: folder.path("vivienda-media"))
    try FileManager.default.removeItem(atPath: form)
    try server.start()
    let ana = folder.path("ana.campo")
    let luz = folder.path("luz.campo")
    try server.enrol(ana, as: "enumerator", area: "A1")
    try server.enrol(luz, as: "supervisor", area: "A1")
    try succeed(BuiltProducts.campo, ["sync", ana])

    let good = try interview(
      #"{"/data/department": "so", "/data/municipality": "0302", "/data/street": "Sol"}"#, on: ana,
      "--finish")
    let (values, violations) = try shown(good, on: ana)
    #expect(values["/data/region"] == "occidente" && violations == 0)

    // Begun after that one was finished; its municipality lies in another department.
    let bad = try interview(
      #"{"/data/department": "so", "/data/municipality": "0210"}"#, on: ana)
    #expect(try shown(bad, on: ana).0["/data/street"] == "Sol")
    #expect(try shown(bad, on: ana).1 == 1)

    // The server judges by the same files, and another device sees what it says.
    try succeed(BuiltProducts.campo, ["sync", ana])
    try succeed(BuiltProducts.campo, ["sync", luz])
    #expect(try shown(good, on: luz).0["/data/region"] == "occidente")
    #expect(try shown(bad, on: luz).0["/data/street"] == "Sol")
    #expect(try shown(bad, on: luz).1 == 1)
    let verdicts = try [good, bad].map {
      try campo("show", luz, $0, "--format", "json").object()["verdict"] as? String
    }
    #expect(verdicts == ["valid", "invalid"])

    let exported = folder.path("csv")
    try succeed(
      BuiltProducts.campo, ["export", server.data, "--format", "csv", "-o", exported])
    let lines = try String(contentsOfFile: exported + "/vivienda.csv", encoding: .utf8)
      .split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix(good) && $0.contains("occidente") })
  }

  @Test func aBundleCarriesTheFiles() throws {
    let ana = try SampleSurvey.device("ana", in: folder)
    let luz = try SampleSurvey.device("luz", role: "supervisor", in: folder)
    let printed = try succeed(
      BuiltProducts.campo, ["interview", ana, form, "--answers", "-", "--finish"],
      input: #"{"/data/department": "sa", "/data/municipality": "0210"}"#)
    let id = String(try #require(printed.split(separator: "\n").first))
    let bundle = folder.path("ana.bundle")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle])
    try succeed(BuiltProducts.campo, ["bundle", "import", luz, bundle])
    #expect(try shown(id, on: luz).0["/data/region"] == "norte")
  }

  @Test func aChangedFileIsAnotherQuestionnaire() throws {
    let server = ServerUnderTest(in: folder)
    func publish() throws -> Substring {
      let printed = try succeed(BuiltProducts.server, ["publish", "--data", server.data, form])
      return try #require(printed.split { $0.isWhitespace }.last { $0.count == 64 })
    }
    let first = try publish()
    #expect(try publish() == first)
    try folder.write(
      Self.csv + "\n0213,Texistepeque,sa,norte\n", to: "vivienda-media/municipalities.csv")
    #expect(try publish() != first)
  }

  @Test func validateSaysWhatIsWrongWithTheFiles() throws {
    func codes() throws -> [String] {
      let report = try campo("validate", form, "--format", "json").object()
      let files = try #require(report["files"] as? [[String: Any]])
      let findings = try #require(files.first?["findings"] as? [[String: Any]])
      return findings.compactMap { $0["code"] as? String }.filter { $0.hasPrefix("Q08") }
    }
    #expect(try codes() == [])
    try folder.write(
      "code,name,department\n1,a,so\n1,b,so\n", to: "vivienda-media/municipalities.csv")
    #expect(Set(try codes()) == ["Q0803", "Q0804"])
    try folder.write("code\n\"1\n", to: "vivienda-media/municipalities.csv")
    #expect(try codes() == ["Q0802"])
    try FileManager.default.removeItem(atPath: folder.path("vivienda-media"))
    #expect(try codes() == ["Q0801"])
  }

  @Test func convertingTakesTheFilesAlong() throws {
    let target = folder.path("other")
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try succeed(BuiltProducts.campo, ["convert", form, target + "/casa.xlsx"])
    let copied = try String(
      contentsOfFile: target + "/casa-media/municipalities.csv", encoding: .utf8)
    #expect(copied == Self.csv)
  }

  @Test func aHugeFileIsRefusedInBoundedMemory() throws {
    try folder.write(
      String(repeating: "x,", count: 6 << 20), to: "vivienda-media/municipalities.csv")
    let result = try campo("validate", form)
    #expect(result.status == 1)
    #expect(result.output.contains("FILE-TOO-LARGE"))
    #expect(result.peakMemory < memoryLimit)
  }
}
