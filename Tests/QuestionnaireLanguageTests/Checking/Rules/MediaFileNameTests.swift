import Testing

@testable import QuestionnaireLanguage

@Suite struct MediaFileNameTests {
  @Test func marksWhatIsNoFileName() throws {
    try expect(
      MediaFileName.self,
      in: """
        survey:
          - {type: note, name: a, image: folder/a.png}  # ✗
          - {type: note, name: b, audio: saludo}  # ✗
          - {type: note, name: c, image: c.png, audio: "${a}.mp3"}
        """)
  }
}
