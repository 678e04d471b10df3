import Campo
import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage

/// Turns what a person types at a question into the answer's lexical form.
///
/// People write `15/03/2024` and `3,5`; answers are kept as ODK XForms spells them. Whether the value is
/// admissible is the interview's business, not decided here.
struct TypedAnswer {
  enum Kind: Equatable {
    case text
    case integer
    case decimal
    case date
    case time
    case dateTime
    case selectOne
    case selectMultiple
    case rank
    case acknowledge
    case geopoint
    /// The path of a file on this machine.
    case file
  }

  struct Choice: Equatable {
    var name: String
    var label: String
  }

  var kind: Kind
  var choices: [Choice]
  /// Seconds east of UTC of the interview, written after times of day.
  var secondsFromGMT: Int

  /// Why a line is no answer to this question.
  struct Misspelling: Error, Equatable {
    let message: Message
  }

  func lexicalForm(of line: String) throws(Misspelling) -> String {
    let trimmed = line.trimmingCharacters(in: .whitespaces)
    switch kind {
    case .text: return line
    case .file: return trimmed
    case .integer: return trimmed
    case .decimal: return decimal(trimmed)
    case .date: return try date(trimmed)
    case .time: return try time(trimmed)
    case .dateTime: return try dateTime(trimmed)
    case .selectOne: return try choice(trimmed)
    case .selectMultiple: return try several(trimmed).joined(separator: " ")
    case .rank: return try ranking(trimmed)
    case .acknowledge: return "OK"
    case .geopoint: return try point(trimmed)
    }
  }

  /// What stands before each choice and is typed to choose it.
  ///
  /// Where all names are numbers they are the survey's codes and the enumerator knows them by heart; else
  /// the places in the list, from 1.
  var marks: [String] {
    let names = choices.map(\.name)
    return names.allSatisfy { Int($0) != nil }
      ? names : choices.indices.map { String($0 + 1) }
  }

  private func choice(_ typed: String) throws(Misspelling) -> String {
    if let index = marks.firstIndex(of: typed) { return choices[index].name }
    if let choice = choices.first(where: { $0.name == typed }) { return choice.name }
    let sameLabel = choices.filter { $0.label.lowercased() == typed.lowercased() }
    if sameLabel.count == 1 { return sameLabel[0].name }
    throw Misspelling(
      message: Message(
        es: "«\(typed)» no es ninguna de las opciones. Escriba lo que está antes del paréntesis.",
        en: "‘\(typed)’ is none of the choices. Type what stands before the parenthesis."))
  }

  private func several(_ typed: String) throws(Misspelling) -> [String] {
    var chosen: [String] = []
    for part in typed.split(whereSeparator: { $0 == " " || $0 == "," || $0 == ";" }) {
      let name = try choice(String(part))
      if !chosen.contains(name) { chosen.append(name) }
    }
    return chosen
  }

  private func ranking(_ typed: String) throws(Misspelling) -> String {
    let ranked = try several(typed)
    guard ranked.count == choices.count else {
      throw Misspelling(
        message: Message(
          es: "Ordene las \(choices.count) opciones: escriba todas, de la primera a la última.",
          en: "Rank all \(choices.count) choices: type each of them, first to last."))
    }
    return ranked.joined(separator: " ")
  }

  /// `3,5` means 3.5; what already has a point is left alone.
  private func decimal(_ typed: String) -> String {
    typed.contains(".") ? typed : typed.replacingOccurrences(of: ",", with: ".")
  }

  private func date(_ typed: String) throws(Misspelling) -> String {
    let misspelled = Misspelling(
      message: Message(
        es: "Escriba la fecha como 2024-03-15 o 15/03/2024.",
        en: "Write the date as 2024-03-15 or 15/03/2024 (day/month/year)."))
    let isSlashed = typed.contains("/")
    let parts = typed.split(separator: isSlashed ? "/" : "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) })
    else { throw misspelled }
    let ordered = isSlashed ? parts.reversed() : Array(parts)
    guard ordered[0].count == 4, ordered[1].count <= 2, ordered[2].count <= 2 else {
      throw misspelled
    }
    return [String(ordered[0]), padded(ordered[1]), padded(ordered[2])].joined(separator: "-")
  }

  private func time(_ typed: String) throws(Misspelling) -> String {
    if typed.contains(".") { return typed }
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) })
    else {
      throw Misspelling(
        message: Message(
          es: "Escriba la hora como 14:30.", en: "Write the time as 14:30."))
    }
    let seconds = parts.count == 3 ? padded(parts[2]) : "00"
    return "\(padded(parts[0])):\(padded(parts[1])):\(seconds).000\(offset)"
  }

  private func dateTime(_ typed: String) throws(Misspelling) -> String {
    let parts = typed.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard parts.count == 2 else {
      throw Misspelling(
        message: Message(
          es: "Escriba fecha y hora como 2024-03-15 14:30.",
          en: "Write date and time as 2024-03-15 14:30."))
    }
    return try "\(date(String(parts[0])))T\(time(String(parts[1])))"
  }

  private func point(_ typed: String) throws(Misspelling) -> String {
    let parts = typed.split(whereSeparator: { $0 == " " || $0 == "," })
    guard (2...4).contains(parts.count), parts.allSatisfy({ Double($0) != nil }) else {
      throw Misspelling(
        message: Message(
          es:
            "Escriba latitud y longitud en grados: 13.70 -89.20 (y, si las tiene, altura y precisión).",
          en:
            "Write latitude and longitude in degrees: 13.70 -89.20 (and altitude, accuracy if known)."
        ))
    }
    let zeros = Array(repeating: "0", count: 4 - parts.count)
    return (parts.map(String.init) + zeros).joined(separator: " ")
  }

  /// `Z`, or `-06:00`.
  private var offset: String {
    guard secondsFromGMT != 0 else { return "Z" }
    let minutes = abs(secondsFromGMT) / 60
    let sign = secondsFromGMT < 0 ? "-" : "+"
    return "\(sign)\(padded(String(minutes / 60))):\(padded(String(minutes % 60)))"
  }

  private func padded(_ digits: some StringProtocol) -> String {
    digits.count == 1 ? "0\(digits)" : String(digits)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension TypedAnswer {
  init(_ node: NodeState, type: QuestionType?, secondsFromGMT: Int) {
    let options = node.presentation?.choices ?? []
    self.init(
      kind: Kind(type), choices: options.map { Choice(name: $0.name, label: $0.label ?? "") },
      secondsFromGMT: secondsFromGMT)
  }
}

extension TypedAnswer.Kind {
  /// How a question of that type is answered; what has no spelling of its own is typed as text.
  init(_ type: QuestionType?) {
    self =
      switch type {
      case .integer: .integer
      case .decimal, .range: .decimal
      case .date: .date
      case .time: .time
      case .dateTime: .dateTime
      case .selectOne: .selectOne
      case .selectMultiple: .selectMultiple
      case .rank: .rank
      case .acknowledge, .trigger: .acknowledge
      case .geopoint: .geopoint
      case .image, .audio, .video, .file, .metadata("background-audio"): .file
      default: .text
      }
  }
}

extension InterviewSession {
  /// The type of the question at a path; nil for what the form's structure adds.
  func type(of path: String) -> QuestionType? {
    var bare = path
    while let open = bare.firstIndex(of: "["), let close = bare[open...].firstIndex(of: "]") {
      bare.removeSubrange(open...close)
    }
    guard let node = form.byPath[bare].map({ form.nodes[$0] }),
      case .question(let type)? = node.item?.kind
    else { return nil }
    return type
  }
}
