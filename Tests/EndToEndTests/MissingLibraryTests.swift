import Foundation
import Processes
import Testing

/// libcurl is loaded at the first exchange: without it everything but the network works.
@Suite struct MissingLibraryTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "libcurl.so.4")
    environment = ["LD_LIBRARY_PATH": folder.root]
  }

  @Test func whoNeedsTheNetworkIsToldWhatToInstall() throws {
    let arguments = ["init", folder.path("store"), "--server", "http://127.0.0.1:9", "--code", "X"]
    for (language, remedy) in [("es", "instálela"), ("en", "install it")] {
      let result = try runCommand(
        BuiltProducts.campo, arguments + ["--lang", language], environment: environment)
      #expect(result.status == 1)
      #expect(result.errors.contains("NET-LIBRARY: "))
      #expect(result.errors.contains(remedy))
    }
  }

  @Test func whoDoesNotIsNotHeldUp() throws {
    let form = try folder.write("survey:\n  - {type: text, name: a, label: A}\n", to: "form.yaml")
    let result = try campo("validate", form, environment: environment)
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }
}
