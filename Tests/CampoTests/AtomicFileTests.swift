import Foundation
import Testing

@testable import Campo

@Suite struct AtomicFileTests {
  private let path = NSTemporaryDirectory() + "campo-file-" + UUID().uuidString

  private var content: String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test func aFileAppearsWhenItIsWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    var file = try AtomicFile(path: path)
    try file.write(Array("hola".utf8))
    #expect(content == nil)
    try file.commit()
    #expect(content == "hola")
  }

  @Test func anAbandonedFileLeavesTheOldOne() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("antes".utf8).write(to: URL(fileURLWithPath: path))
    do {
      var file = try AtomicFile(path: path)
      try file.write([UInt8](repeating: 65, count: 200_000))
    }
    #expect(content == "antes")
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(name) }
    #expect(left == [name])
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    #expect(throws: FileError(.write, path: "\(path)/no/x", number: ENOENT)) {
      _ = try AtomicFile(path: "\(path)/no/x")
    }
  }

  @Test func aHugeFileIsNotRead() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(count: 1001).write(to: URL(fileURLWithPath: path))
    #expect(try BoundedFile.read(path, limit: 1001).count == 1001)
    #expect(throws: FileError(.read, path: path, number: EFBIG)) {
      try BoundedFile.read(path, limit: 1000)
    }
  }
}
