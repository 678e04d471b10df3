import Foundation
import Processes
import Testing

/// What was saved can be read where nothing can be written any more.
@Suite(.enabled(if: SmallDisk.isPossible, "a full disk needs the right to mount a small one"))
struct ReadOnlyStoreTests {
  private let folder: TemporaryFolder
  private let disk: SmallDisk
  private let store: String
  private let id: String

  init() throws {
    folder = try TemporaryFolder()
    disk = try SmallDisk(at: folder.path("disk"))
    store = "\(disk.path)/luz.campo"
    let made = try campo("init", store, "--name", "luz", "--role", "supervisor", "--area", "A1")
    guard made.status == 0 else { throw CommandFailed(result: made) }
    id = try SampleSurvey.response(#"{"/data/members": 3}"#, on: store, in: folder)
    // As a process that was killed leaves it: the last answer is in the log alone, which has no index.
    let interview = try InteractiveCommand(
      BuiltProducts.campo, ["interview", store, "hogar", "--response", id])
    try interview.wait(for: "> ")
    interview.type("1")
    try interview.wait(for: "✓ guardado")
    interview.kill()
    try FileManager.default.removeItem(atPath: "\(store)/campo.sqlite-shm")
  }

  private var log: Data {
    get throws { try Data(contentsOf: URL(fileURLWithPath: "\(store)/campo.sqlite-wal")) }
  }

  /// Every command that only reads gives what it gives elsewhere, and says why nothing is noted.
  private func expectReading(saying code: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    for arguments in [
      ["list"], ["show"], ["show", id], ["conflicts"], ["attachments"], ["purge", "--list"],
      ["log"],
    ] {
      let result = try runCommand(
        BuiltProducts.campo, [arguments[0], store] + arguments.dropFirst())
      #expect(
        result.status == 0 && result.errors.hasPrefix(code + ":"), "\(arguments) \(result.errors)",
        sourceLocation: sourceLocation)
    }
    let shown = try campo("show", store, id, "--format", "json").object()
    let answers = shown["answers"] as? [[String: Any]] ?? []
    for (path, value) in [("/data/members", "3"), ("/data/home/water", "yes")] {
      #expect(
        answers.first { $0["path"] as? String == path }?["value"] as? String == value,
        sourceLocation: sourceLocation)
    }
    let data = folder.path("data-\(code)")
    let exported = try campo("export", store, "-o", data)
    #expect(exported.status == 0, "\(exported.errors)", sourceLocation: sourceLocation)
    let rows = try String(contentsOfFile: "\(data)/hogar.csv", encoding: .utf8)
    #expect(rows.contains(id), sourceLocation: sourceLocation)
  }

  @Test func everythingCanBeReadWhereTheDiskIsFull() throws {
    let before = try log
    #expect(!before.isEmpty)
    try disk.fill()
    try expectReading(saying: "STORE-FULL")
    let refused = try campo("void", store, id, "--comment", "x")
    #expect(refused.status == 1 && refused.errors.contains("STORE-FULL"), "\(refused.errors)")
    #expect(try log == before, "the log was brought into the file by one who only reads")
  }

  @Test func everythingCanBeReadFromAMediumThatMayOnlyBeRead() throws {
    try disk.makeReadOnly()
    try expectReading(saying: "STORE-ACCESS")
  }

  @Test func theKeyOfAStoreOpensABundleWhereTheStoreCanOnlyBeRead() throws {
    let key = try campo("bundle", "key", store)
    let bundle = folder.path("ana.bundle")
    let ana = try SampleSurvey.device("ana", in: folder)
    _ = try SampleSurvey.response(#"{"/data/members": 2}"#, on: ana, in: folder)
    let file = try folder.write(key.output, to: "luz.key")
    #expect(try campo("bundle", "export", ana, "-o", bundle, "--encrypt-to", file).status == 0)
    try disk.makeReadOnly()
    #expect(try campo("bundle", "key", store).output == key.output)
    let seen = try campo("bundle", "inspect", bundle, "--store", store)
    #expect(seen.status == 0 && seen.output.contains("Cifrado para este almacén"), "\(seen.errors)")
  }
}
