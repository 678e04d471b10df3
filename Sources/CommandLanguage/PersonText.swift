package import ArgumentParser
import Foundation
import Messages

/// Names of people and areas, as they are typed on a command line. They are compared letter by letter
/// wherever they go: a blank that nobody sees would make another person or area.
package enum PersonText {
  /// In bytes.
  package static let limit = 200

  /// Without the blanks around it.
  /// - Throws: where nothing is left, or it is too long, or has tabs or several lines.
  package static func tidied(_ typed: String) throws(ValidationError) -> String {
    let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
    let hasControls = text.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control
        || scalar.properties.isPatternWhitespace
          && scalar != " "
    }
    guard (1...limit).contains(text.utf8.count), !hasControls else {
      throw ValidationError(
        said(
          es:
            "El nombre y cada área: un texto de una línea, sin tabuladores, hasta \(limit) bytes.",
          en: "The name and every area: a text of one line, without tabs, up to \(limit) bytes."))
    }
    return text
  }
}
