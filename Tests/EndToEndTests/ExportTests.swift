import Foundation
import Processes
import Testing

/// `campo export`: the files, their keys and cells.
@Suite struct ExportTests {
  private let folder: TemporaryFolder
  private let store: String
  private let first: String
  private let second: String

  init() throws {
    folder = try TemporaryFolder()
    store = try SampleSurvey.device("luz", role: "supervisor", in: folder)
    first = try SampleSurvey.response(
      """
      {"/data/members": 2, "/data/home/water": "no", "/data/home/water_why": "Dijo: \\"no, señor\\"",
       "/data/home/visited": ["acajutla"], "/data/income": {"missing": "refused"},
       "/data/person[1]/first_name": "=Ana", "/data/person[2]/first_name": "Luis\\nPérez",
       "/data/person[2]/age": 8}
      """, on: store, in: folder, "--finish", "--unit", "V-12")
    second = try SampleSurvey.response(
      #"{"/data/members": 99, "/data/home/water": "yes"}"#, on: store, in: folder)
  }

  private func export(_ source: String, _ options: String...) throws -> [String: [String]] {
    let target = folder.path("csv-\(UUID().uuidString)")
    let result = try runCommand(
      BuiltProducts.campo, ["export", source, "--format", "csv", "-o", target] + options)
    guard result.status == 0 else { throw CommandFailed(result: result) }
    var files: [String: [String]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: target) {
      let text = try String(contentsOfFile: "\(target)/\(name)", encoding: .utf8)
      files[name] = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    return files
  }

  @Test func oneFileAQuestionnaireAndOneARoster() throws {
    let files = try export(store)
    #expect(Set(files.keys) == ["export.json", "hogar.csv", "hogar.person.csv"])
    let main = try #require(files["hogar.csv"])
    #expect(
      main[0].hasPrefix(
        "response_id,status,stale,author,area,unit,conflicts,violations,definition,members,members@comment,"
          + "home/water,home/water@missing,home/water_why,home/water_why@missing,home/visited,"
          + "home/visited/acajutla,home/visited/sonsonate,home/visited/izalco,home/visited@missing,"
          + "income,income@missing,people"))
    #expect(main[1].hasPrefix("\(first),finished,0,luz,A1,V-12,0,0,"))
    #expect(
      main[1].contains(",2,,no,,\"Dijo: \"\"no, señor\"\"\",,acajutla,1,0,0,,,refused,2"))
    #expect(main[2].hasPrefix("\(second),in_progress,0,luz,A1,,0,2,"))
    #expect(main[2].contains(",99,,yes,,,,,,,,,,,1"))
    #expect(main.count == 4 && main[3].isEmpty)
  }

  @Test func rosterRowsBearTheirKeys() throws {
    let rows = try #require(try export(store)["hogar.person.csv"])
    #expect(rows[0] == "response_id,row_id,parent_row_id,row_number,first_name,age,age@missing")
    #expect(rows[1] == "\(first),1,,1,=Ana,,")
    #expect(rows[2].hasPrefix("\(first),r") && rows[2].hasSuffix(",,2,\"Luis"))
    #expect(rows[3] == "Pérez\",8,")
    #expect(rows[4] == "\(second),1,,1,,,")
  }

  @Test func theIndexTellsColumnsApart() throws {
    let text = try #require(try export(store)["export.json"]).joined(separator: "\n")
    let index = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let files = try #require(index?["files"] as? [[String: Any]])
    #expect(files.count == 2)
    #expect(files[0]["rows"] as? Int == 2 && files[1]["rows"] as? Int == 3)
    #expect(files[1]["roster"] as? String == "/data/person")
    let columns = try #require(files[0]["columns"] as? [[String: Any]])
    let choice = columns.first { $0["name"] as? String == "home/visited/izalco" }
    #expect(choice?["path"] as? String == "/data/home/visited")
    #expect(choice?["choice"] as? String == "izalco")
    #expect(
      columns.first { $0["name"] as? String == "income@missing" }?["missing"] as? Bool == true)
    #expect(columns[0]["path"] == nil)
  }

  @Test func aBundleGivesTheSameFiles() throws {
    let bundle = folder.path("luz.bundle")
    #expect(try campo("bundle", "export", store, "-o", bundle).status == 0)
    #expect(try export(bundle) == export(store))
  }

  @Test func whatWasVoidedAndEditedSinceIsNamedAndNotCountedAsData() throws {
    #expect(try campo("void", store, second, "--comment", "Prueba").status == 0)
    let edited = try campo(
      "interview", store, SampleSurvey.questionnaire(in: folder), "--response", second,
      "--answers", "-", input: #"{"/data/members": 4}"#)
    #expect(edited.status == 0, "\(edited.errors)")
    #expect(try campo("list", store).output.contains("anulada, editada"))
    let target = folder.path("data")
    let told = try campo("export", store, "-o", target)
    #expect(told.status == 0)
    #expect(told.output.contains("Anuladas y editadas después, sin exportar: 1."), "\(told.output)")
    #expect(told.output.contains("  \(second)"), "\(told.output)")
    let rows = try String(contentsOfFile: "\(target)/hogar.csv", encoding: .utf8)
    #expect(!rows.contains(second) && rows.contains(first))
    let all = try #require(try export(store, "--include-voided")["hogar.csv"])
    #expect(all.count == 4 && all[2].contains(",voided,1,"))
    // Somebody decides: it is withdrawn as it is now.
    #expect(try campo("void", store, second, "--comment", "También eso").status == 0)
    let settled = try campo("export", store, "-o", target)
    #expect(settled.output.contains("Anuladas, sin exportar: 1."), "\(settled.output)")
  }

  @Test func voidedResponsesAreLeftOutUnlessAskedFor() throws {
    #expect(try campo("void", store, second, "--comment", "Prueba").status == 0)
    #expect(try export(store)["hogar.csv"]?.count == 3)
    let all = try #require(try export(store, "--include-voided")["hogar.csv"])
    #expect(all.count == 4 && all[2].contains(",voided,0,"))
  }
}
