import CommandLanguage
import Messages
import QuestionnaireLanguage

/// What `campo diff` found; its JSON form is documented in Docs/Differences.md.
struct DifferenceReport: Encodable {
  /// One of the two versions.
  struct Version: Encodable {
    let file: String
    let id: String
    let version: String
    let hash: String

    init(_ questionnaire: Questionnaire, file: String) {
      self.file = file
      id = questionnaire.id
      version = questionnaire.version
      hash = questionnaire.canonicalHash
    }
  }

  /// A difference in the reader's language.
  struct Entry: Encodable {
    let code: String
    let consequence: String
    let oldPath: String?
    let oldPlace: String?
    let path: String?
    let place: String?
    let message: String
    let remedy: String

    enum CodingKeys: String, CodingKey {
      case code, consequence, path, place, message, remedy
      case oldPath = "old_path"
      case oldPlace = "old_place"
    }
  }

  /// Where the answers of the old version go.
  struct Answers: Encodable {
    struct Move: Encodable {
      let old: String
      let new: String
    }
    /// Paths that keep at least some answers.
    let kept: Int
    /// Those of them whose path changes.
    let moved: [Move]
    /// New paths that keep only the answers that fit the new type.
    let partly: [String]
    /// Old paths whose answers have no place.
    let lost: [String]
  }

  let old: Version
  let new: Version
  let differences: [Entry]
  /// How many differences have each consequence.
  let counts: [String: Int]
  let answers: Answers

  init(old: Version, new: Version, _ changes: DefinitionChanges) {
    self.old = old
    self.new = new
    differences = changes.differences.map { Entry($0, in: readerLanguage) }
    counts = Dictionary(
      uniqueKeysWithValues: Consequence.allCases.map { ($0.rawValue, changes.count($0)) })
    let carried = changes.mapping.carried
    answers = Answers(
      kept: carried.count,
      moved: carried.filter { $0.old != $0.new }.map { .init(old: $0.old, new: $0.new) },
      partly: carried.filter { !$0.everyAnswerFits }.map(\.new), lost: changes.mapping.lost)
  }
}

extension DifferenceReport.Entry {
  init(_ difference: Difference, in language: MessageLanguage) {
    code = difference.code
    consequence = difference.consequence.rawValue
    oldPath = difference.old?.path
    oldPlace = difference.old?.place?.description
    path = difference.new?.path
    place = difference.new?.place?.description
    message = difference.message.text(in: language)
    remedy = difference.remedy.text(in: language)
  }

  /// `survey!B3 → survey!B5`; a dash for what one of the two does not have.
  fileprivate var places: String {
    guard oldPlace != nil || place != nil else { return "" }
    let (before, after) = (oldPlace ?? "–", place ?? "–")
    return "\(before) → \(after)"
  }
}

// MARK: - For people

extension DifferenceReport {
  /// The two versions, a paragraph for each difference, and what becomes of the answers.
  var lines: [String] {
    var lines = ["\(title(old)) → \(title(new))", ""]
    let words = differences.map { Self.word($0.consequence) }
    let placeWidth = differences.map(\.places.count).max() ?? 0
    let wordWidth = words.map(\.count).max() ?? 0
    for (difference, word) in zip(differences, words) {
      let head =
        "  \(difference.code) \(word.padded(to: wordWidth)) "
        + difference.places.padded(to: placeWidth)
      lines.append("\(head)  \(plain(difference.message))")
      guard !difference.remedy.isEmpty else { continue }
      lines.append(String(repeating: " ", count: head.count) + "  → \(plain(difference.remedy))")
    }
    if !differences.isEmpty { lines.append("") }
    return lines + [countsLine, answersLine]
  }

  private func title(_ version: Version) -> String {
    plain("\(version.file) (\(version.id) \(version.version))")
  }

  private static func word(_ consequence: String) -> String {
    switch Consequence(rawValue: consequence) {
    case .loses: said(es: "pierde", en: "loses")
    case .orphans: said(es: "desliga", en: "orphans")
    case .rejudges: said(es: "rejuzga", en: "rejudges")
    case .harmless: said(es: "inocuo", en: "harmless")
    case nil: consequence
    }
  }

  private var countsLine: String {
    guard !differences.isEmpty else {
      return said(es: "Las dos versiones dicen lo mismo.", en: "Both versions say the same.")
    }
    return Consequence.allCases.map { "\(counts[$0.rawValue] ?? 0) \(Self.word($0.rawValue))" }
      .joined(separator: ", ") + "."
  }

  private var answersLine: String {
    let whole = answers.kept - answers.partly.count
    return said(
      es: "Rutas con respuestas: \(whole) las conservan todas (\(answers.moved.count) en otra "
        + "ruta), \(answers.partly.count) solo algunas, \(answers.lost.count) ninguna.",
      en: "Paths with answers: \(whole) keep them all (\(answers.moved.count) under another "
        + "path), \(answers.partly.count) only some, \(answers.lost.count) none.")
  }
}
