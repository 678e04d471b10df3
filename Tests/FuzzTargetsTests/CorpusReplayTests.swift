import Foundation
import FuzzTargets
import Testing

/// What the fuzzers start from, and every input that once broke something, run again.
@Suite struct CorpusReplayTests {
  private static let corpus = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzzing/Corpus")

  @Test(arguments: FuzzTarget.allCases) func everyInputReturns(_ target: FuzzTarget) throws {
    let folder = Self.corpus.appendingPathComponent(target.rawValue)
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let bytes = [UInt8](try Data(contentsOf: file))
      target.run(file.pathExtension == "hex" ? try Self.unhex(bytes) : bytes)
    }
  }

  /// Binary inputs are kept as text: two digits a byte, white space anywhere.
  private static func unhex(_ text: [UInt8]) throws -> [UInt8] {
    let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }.map(UInt8.init)
    try #require(digits.count.isMultiple(of: 2))
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
