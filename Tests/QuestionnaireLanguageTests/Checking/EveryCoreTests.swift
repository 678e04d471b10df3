import Testing

@testable import QuestionnaireLanguage

struct EveryCoreTests {
  @Test(arguments: [0, 1, 7, 8, 1_000])
  func resultsComeInOrder(count: Int) {
    #expect(EveryCore.map(count, pieceSize: 7) { 2 * $0 } == (0..<count).map { 2 * $0 })
  }
}
