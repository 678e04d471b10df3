import Foundation
import Messages

/// Tells the story on standard output: chapters, commands as a person would type them, what came out.
struct Narrator: Sendable {
  let language: MessageLanguage

  /// Lines of a command's output that are shown; the rest is counted.
  static let linesShown = 6

  func chapter(_ number: Int, _ title: Message) {
    print("\n\(number). \(title.text(in: language))")
  }

  func say(_ message: Message) {
    print("   \(message.text(in: language))")
  }

  func command(_ line: String) {
    print("   $ \(line)")
  }

  func output(_ text: String) {
    let lines = text.split(separator: "\n")
    for line in lines.prefix(Self.linesShown) { print("     \(line)") }
    if lines.count > Self.linesShown { print("     … (+\(lines.count - Self.linesShown))") }
  }

  func problem(_ message: Message) {
    FileHandle.standardError.write(Data((message.text(in: language) + "\n").utf8))
  }
}
