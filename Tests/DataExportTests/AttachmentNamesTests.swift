import DataExport
import Testing

@Suite struct AttachmentNamesTests {
  @Test(arguments: [
    ("casa.jpg", "casa.jpg"), ("../../etc/passwd", "passwd"),
    ("C:\\fotos\\niño 1.JPG", "niño_1.JPG"),
    ("", "_"), (".perfil", "_.perfil"), ("a\u{0}b:c?.png", "a_b_c_.png"), ("nul.txt", "_nul.txt"),
    ("sin", "sin"), ("nota.", "nota."),
    (String(repeating: "x", count: 300) + ".jpeg", String(repeating: "x", count: 80) + ".jpeg"),
  ])
  func namesAreHarmless(original: String, kept: String) {
    var names = AttachmentNames()
    #expect(names.name(for: original) == kept)
  }

  @Test func eachNameIsGivenOnce() {
    var names = AttachmentNames()
    let given = ["casa.jpg", "CASA.jpg", "casa.jpg", "casa.2.jpg"].map { names.name(for: $0) }
    #expect(given == ["casa.jpg", "CASA.2.jpg", "casa.3.jpg", "casa.2.2.jpg"])
  }
}
