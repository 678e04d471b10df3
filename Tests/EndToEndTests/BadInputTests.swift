import Foundation
import Processes
import Testing

/// Wrong, damaged and missing things: a clear error each, bounded memory, and nothing stored is lost.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private let store: String
  private let id: String

  init() throws {
    folder = try TemporaryFolder()
    store = try SampleSurvey.device("ana", in: folder)
    id = try SampleSurvey.response(#"{"/data/members": 2}"#, on: store, in: folder)
  }

  private func expect(
    _ result: CommandResult, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == 1, "\(result.output)", sourceLocation: sourceLocation)
    #expect(result.errors.contains(code), "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.peakMemory < memoryLimit, sourceLocation: sourceLocation)
  }

  private func storeIsWhole() throws -> Bool {
    let list = try campo("list", store, "--format", "json").array()
    return list.count == 1 && list[0]["id"] as? String == id
  }

  @Test func anUnknownQuestionnaireIsNamed() throws {
    expect(try campo("interview", store, "censo"), "CLIENT-NO-QUESTIONNAIRE: censo")
    expect(try campo("interview", store, folder.path("no.yaml")), "CLIENT-NO-QUESTIONNAIRE")
    #expect(try storeIsWhole())
  }

  @Test func anUnknownResponseIsNamed() throws {
    expect(try campo("show", store, "ffffffff"), "CLIENT-NO-RESPONSE")
    expect(try campo("show", store, "f"), "CLIENT-BAD-ID")
    expect(try campo("show", store, "no es un id"), "CLIENT-BAD-ID")
  }

  @Test func aMissingStoreIsNamed() throws {
    expect(try campo("list", folder.path("nada.campo")), "STORE-NOT-FOUND")
  }

  @Test func anExistingStoreIsNotMadeAgain() throws {
    expect(try campo("init", store, "--name", "beto", "--area", "A1"), "STORE-EXISTS")
    #expect(try storeIsWhole())
  }

  @Test func aCorruptStoreIsRefusedAndLeftAsItIs() throws {
    let file = "\(store)/campo.sqlite"
    let damaged = Data("this was a store once".utf8)
    for name in try FileManager.default.contentsOfDirectory(atPath: store) {
      try FileManager.default.removeItem(atPath: "\(store)/\(name)")
    }
    try damaged.write(to: URL(fileURLWithPath: file))
    expect(try campo("list", store), "STORE-CORRUPT")
    expect(try campo("interview", store, "hogar", input: "2\n"), "STORE-CORRUPT")
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == damaged)
  }

  @Test func aDamagedBundleIsNotTakenAtAll() throws {
    let bundle = folder.path("ana.bundle")
    #expect(try campo("bundle", "export", store, "-o", bundle).status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: bundle))
    let other = try SampleSurvey.device("beto", in: folder)
    var flipped = bytes
    flipped[bytes.count / 2] ^= 0x40
    for (name, content) in [
      ("cut", bytes.prefix(bytes.count * 2 / 3)), ("flipped", flipped), ("text", Data("hola".utf8)),
      ("tail", bytes + Data([0])),
    ] {
      let file = folder.path("\(name).bundle")
      try content.write(to: URL(fileURLWithPath: file))
      expect(try campo("bundle", "import", other, file), "BUNDLE-")
      expect(try campo("bundle", "inspect", file), "BUNDLE-")
      expect(try campo("bundle", "merge", file, file, "-o", folder.path("out.bundle")), "BUNDLE-")
      expect(try campo("export", file, "-o", folder.path("csv")), "BUNDLE-")
    }
    #expect(try campo("list", other, "--format", "json").array().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.path("out.bundle")))
    #expect(try campo("bundle", "import", other, bundle).status == 0)
    #expect(try campo("list", other, "--format", "json").array().count == 1)
  }

  @Test func anUnfitQuestionnaireIsNotInterviewedWith() throws {
    let form = try folder.write("id: x\nsurvey:\n  - {type: integer, name: 'a b'}\n", to: "x.yaml")
    let result = try campo("interview", store, form, input: "1\n")
    #expect(result.status == 1)
    #expect(!result.errors.isEmpty)
    #expect(try storeIsWhole())
  }

  /// A blank that nobody sees would make another person, or another area.
  @Test func namesAndAreasAreTakenWithoutTheBlanksAround() throws {
    let store = folder.path("eva.campo")
    #expect(try campo("init", store, "--name", " eva ", "--area", "A1  ").status == 0)
    let shown = try campo("show", store, "--format", "json").object()
    #expect(shown["author"] as? String == "eva" && shown["area"] as? String == "A1")
    for odd in ["a\tb", "a\nb", "  ", String(repeating: "x", count: 201)] {
      for options in [["--name", odd, "--area", "A1"], ["--name", "eva", "--area", odd]] {
        let refused = try runCommand(
          BuiltProducts.campo, ["init", folder.path("otra.campo")] + options)
        #expect(refused.status == 2 && refused.errors.contains("sin tabuladores"), "\(options)")
        let office = try runCommand(
          BuiltProducts.server,
          ["enroll", "--data", folder.path("office"), "--role", "enumerator"] + options)
        #expect(office.status == 2 && office.errors.contains("sin tabuladores"), "\(options)")
      }
    }
  }

  @Test func nothingIsExportedFromWhatIsNoSource() throws {
    expect(try campo("export", folder.path("nada"), "-o", folder.path("csv")), "FILE-NOT-FOUND")
    expect(try campo("export", folder.root, "-o", folder.path("csv")), "CLIENT-NO-SOURCE")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "a full disk needs the right to mount a small one"))
  func aFullDiskIsSaidAndNothingSavedIsLost() throws {
    let disk = try SmallDisk(at: folder.path("disk"))
    let store = "\(disk.path)/luz.campo"
    #expect(try campo("init", store, "--name", "luz", "--area", "A1").status == 0)
    let form = try SampleSurvey.questionnaire(in: folder)
    let kept = try campo(
      "interview", store, form, "--answers", "-", input: #"{"/data/members": 3}"#)
    #expect(kept.status == 0)
    try disk.fill()
    let long = String(repeating: "x", count: 60_000)
    let refused = try campo(
      "interview", store, form, "--response", String(kept.output.prefix(32)), "--answers", "-",
      input: #"{"/data/home/water": "no", "/data/home/water_why": "\#(long)"}"#)
    expect(refused, "STORE-FULL")
    expect(try campo("bundle", "export", store, "-o", "\(disk.path)/luz.bundle"), "FULL")
    expect(try campo("export", store, "-o", "\(disk.path)/csv"), "FULL")
    try disk.clear()
    let list = try campo("list", store, "--format", "json").array()
    #expect(list.count == 1)
    let shown = try campo("show", store, String(kept.output.prefix(8)), "--format", "json").object()
    let answers = shown["answers"] as? [[String: Any]] ?? []
    #expect(answers.first { $0["path"] as? String == "/data/members" }?["value"] as? String == "3")
  }
}
