import Campo
import CommandLanguage
import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage
import Replication
import SQLiteStore

/// An interview at a terminal: asks, saves, shows what is wrong, and goes where the person wants.
///
/// Every answer is in the store before the next question is printed; the tick says so.
struct Conversation {
  private var session: InterviewSession
  private var input = LineReader()
  private var position: Stop
  /// Of the interview's time zone, for times of day that are typed.
  private let secondsFromGMT: Int

  /// - Parameter resuming: whether to begin where the interview was left, not at its first question.
  init(_ session: InterviewSession, resuming: Bool, secondsFromGMT: Int) {
    self.session = session
    self.secondsFromGMT = secondsFromGMT
    position = resuming ? session.stopToResume() : session.stops()[0]
  }

  /// Talks until the person leaves, finishes, or the input ends.
  mutating func run() throws {
    printLine(
      said(
        es:
          "\(plain(session.questionnaire.title)). Respuesta \(session.id). Escriba ? para ver las órdenes.",
        en:
          "\(plain(session.questionnaire.title)). Response \(session.id). Type ? for the commands.")
    )
    while true {
      printLine()
      let wantsMore: Bool
      switch position {
      case .question(let path): wantsMore = try ask(path)
      case .anotherRow(let roster): wantsMore = try askForRow(roster)
      case .end: wantsMore = try close()
      }
      if !wantsMore { break }
    }
    printLine(
      said(
        es: "Guardado. Para continuar: --response \(session.id)",
        en: "Saved. To go on: --response \(session.id)"))
  }

  // MARK: Questions

  private mutating func ask(_ path: String) throws -> Bool {
    guard let node = session.node(path) else {
      position = session.stopToResume()
      return true
    }
    show(session.notes(before: path))
    let stops = session.stops()
    let screen = QuestionScreen(
      node: node, headings: session.headings(of: path),
      typed: TypedAnswer(node, type: session.type(of: path), secondsFromGMT: secondsFromGMT),
      place: ((stops.firstIndex(of: position) ?? 0) + 1, stops.count - 1))
    for line in screen.lines { printLine(line) }
    guard let line = try prompt() else { return false }
    switch TypedLine(line, missingCodes: screen.missingCodes.map(\.name)) {
    case .answer(let text):
      do {
        let value = try screen.typed.lexicalForm(of: text)
        if screen.typed.kind == .file, !value.isEmpty {
          try save(fileAt: value, for: path)
        } else {
          try save(value.isEmpty ? .cleared : .text(value), at: path)
        }
      } catch let misspelling as TypedAnswer.Misspelling {
        printLine("✗ " + misspelling.message.text(in: readerLanguage))
      }
    case .missing(let code): try save(.missing(code), at: path)
    case .clear: try save(.cleared, at: path)
    case .next: advance()
    case let command: return try obey(command)
    }
    return true
  }

  /// Notes, before the question that follows them.
  private func show(_ notes: [NodeState]) {
    for note in notes {
      let value = note.answer.map { $0.value.isEmpty ? "" : ": " + plain($0.value) } ?? ""
      printLine("· " + plain(note.presentation?.label ?? "") + value)
    }
  }

  /// Saves, says so, shows the rules it breaks; the question is asked again only then.
  private mutating func save(_ value: AnswerValue, at path: String) throws {
    do {
      try tell(session.answer(path, value), at: path)
    } catch let error as InterviewError {
      printLine("✗ " + error.message.text(in: readerLanguage))
    }
  }

  /// The same, of a file that the person names.
  private mutating func save(fileAt file: String, for path: String) throws {
    do {
      try tell(session.answer(path, withFile: file), at: path)
    } catch let error as FileError {
      printLine("✗ " + error.message.text(in: readerLanguage))
    } catch let error as StoreError {
      guard case .attachmentTooLarge = error.kind else { throw error }
      printLine("✗ " + error.message.text(in: readerLanguage))
    }
  }

  private mutating func tell(_ outcome: AnswerOutcome, at path: String) throws {
    let violations = outcome.violations
    if let unreadable = violations.first(where: { $0.code == .type }) {
      printLine("✗ " + plain(unreadable.message.text(in: readerLanguage)))
      return
    }
    printLine(said(es: "✓ guardado", en: "✓ saved"))
    for violation in violations {
      printLine("! " + plain(violation.message.text(in: readerLanguage)))
    }
    if violations.contains(where: { $0.severity == .error }) {
      printLine(
        said(
          es: "  Corrija, o Enter para dejarla así.", en: "  Correct it, or Enter to leave it so."))
    } else if violations.isEmpty {
      advance()
    } else if try confirm(path) {
      advance()
    }
  }

  /// A soft check: the answer stays if the person says why. False: ask again.
  private mutating func confirm(_ path: String) throws -> Bool {
    printPrompt(
      said(
        es: "  Comentario para dejarla así (Enter: corregir): ",
        en: "  Comment to leave it so (Enter: correct): "))
    guard let line = try input.next() else { return false }
    let comment = line.trimmingCharacters(in: .whitespaces)
    guard !comment.isEmpty else { return false }
    try session.comment(path, comment)
    printLine(said(es: "✓ guardado", en: "✓ saved"))
    return true
  }

  // MARK: Rosters and the end

  private mutating func askForRow(_ roster: String) throws -> Bool {
    let name = session.name(ofRoster: roster)
    printLine(
      said(es: "¿Agregar otra fila a «\(name)»? s/n", en: "Add another row to ‘\(name)’? y/n"))
    guard let line = try prompt() else { return false }
    switch TypedLine(line, missingCodes: []) {
    case .answer(let text) where isYes(text): try addRow(to: roster)
    case .answer, .next: advance()
    case let command: return try obey(command)
    }
    return true
  }

  private mutating func addRow(to roster: String) throws {
    let path = try session.addRow(roster)
    printLine(said(es: "✓ fila agregada", en: "✓ row added"))
    position = session.stops().first { $0.lies(in: path) } ?? position
  }

  private mutating func close() throws -> Bool {
    show(session.notes(before: nil))
    let violations = session.violations()
    printLine(said(es: "Fin del cuestionario.", en: "End of the questionnaire."))
    printViolations(violations)
    printLine(
      said(es: "¿Dar la entrevista por terminada? s/n", en: "Declare the interview finished? y/n"))
    guard let line = try prompt() else { return false }
    switch TypedLine(line, missingCodes: []) {
    case .answer(let text) where isYes(text): return try finish()
    case .answer, .next: return false
    case let command: return try obey(command)
    }
  }

  // MARK: Commands

  /// False when the interview is to be left.
  private mutating func obey(_ command: TypedLine) throws -> Bool {
    switch command {
    case .help:
      for line in CommandCard.lines { printLine(line) }
    case .back: retreat()
    case .jump(let target): jump(to: target)
    case .language(let name): changeLanguage(to: name)
    case .addRow: try addRowHere()
    case .deleteRow: try deleteRowHere()
    case .save: return false
    case .finish: return try finish()
    case .unknown(let word):
      printLine(
        said(es: "✗ No conozco «:\(word)». Escriba ?", en: "✗ There is no ‘:\(word)’. Type ?"))
    case .answer, .missing, .next, .clear:
      printLine(said(es: "✗ Aquí no hay pregunta.", en: "✗ There is no question here."))
    }
    return true
  }

  /// Before the end of the questionnaire, which shows it anyway, what is open or wrong is shown first, and
  /// the person asked: `:terminar` is typed by mistake as well.
  private mutating func finish() throws -> Bool {
    let known = session.violations()
    if position != .end {
      let open = openQuestions()
      printViolations(known)
      if open > 0 {
        printLine(
          said(
            es: "Sin responder: \(open). «:ir» las enumera.",
            en: "Not answered: \(open). “:go” lists them."))
      }
      if open > 0 || !known.isEmpty {
        printLine(
          said(
            es: "¿Dar la entrevista por terminada así? s/n",
            en: "Declare the interview finished as it is? y/n"))
        guard let line = try prompt() else { return false }
        guard isYes(line) else { return true }
      }
    }
    printViolations(try session.finish().filter { !known.contains($0) })
    printLine(said(es: "✓ terminada", en: "✓ finished"))
    return false
  }

  private func openQuestions() -> Int {
    session.stops().count { stop in
      guard case .question(let path) = stop else { return false }
      return session.node(path)?.answer?.isOpen ?? true
    }
  }

  private mutating func advance() { move(by: 1) }
  private mutating func retreat() { move(by: -1) }

  private mutating func move(by step: Int) {
    let stops = session.stops()
    guard let index = stops.firstIndex(of: position) else {
      position = session.stopToResume()
      return
    }
    position = stops[min(max(index + step, 0), stops.count - 1)]
  }

  private mutating func jump(to target: String?) {
    let stops = session.stops()
    guard let target else {
      for (index, stop) in stops.enumerated() {
        guard case .question(let path) = stop, let node = session.node(path) else { continue }
        let isOpen = node.answer?.isOpen ?? true
        let label = plain(node.presentation?.label ?? "")
        printLine("\(isOpen ? " " : "✓") \(index + 1)  \(path)  \(label)")
      }
      return
    }
    let found =
      Int(target).flatMap { stops.indices.contains($0 - 1) ? stops[$0 - 1] : nil }
      ?? stops.first { $0.isNamed(target) }
    guard let found else {
      printLine(
        said(
          es: "✗ No hay pregunta «\(target)» en este momento. :ir las enumera.",
          en: "✗ There is no question ‘\(target)’ at this point. :go lists them."))
      return
    }
    position = found
  }

  private mutating func changeLanguage(to name: String?) {
    let languages = session.questionnaire.languages
    guard languages.count > 1 else {
      printLine(
        said(
          es: "Este cuestionario tiene un solo idioma.", en: "This questionnaire has one language.")
      )
      return
    }
    guard let next = Self.language(name, after: session.language, among: languages) else {
      printLine(said(es: "✗ Idiomas: ", en: "✗ Languages: ") + languages.joined(separator: ", "))
      return
    }
    session.language = next
    printLine(said(es: "Idioma: ", en: "Language: ") + next)
  }

  /// The one whose name or number was typed; with nothing typed the next one.
  private static func language(
    _ typed: String?, after present: String, among languages: [String]
  ) -> String? {
    guard let typed else {
      let index = languages.firstIndex(of: present) ?? -1
      return languages[(index + 1) % languages.count]
    }
    if let number = Int(typed), languages.indices.contains(number - 1) {
      return languages[number - 1]
    }
    return languages.first { $0.lowercased().hasPrefix(typed.lowercased()) }
  }

  private mutating func addRowHere() throws {
    guard let roster = session.rosterAround(position.path) else {
      printLine(
        said(
          es: "✗ Aquí no hay un listado al que agregar filas.",
          en: "✗ There is no roster here to add rows to."))
      return
    }
    try addRow(to: roster)
  }

  private mutating func deleteRowHere() throws {
    guard let row = session.rowAround(position.path) else {
      printLine(
        said(es: "✗ Aquí no hay una fila que quitar.", en: "✗ There is no row here to remove."))
      return
    }
    printLine(said(es: "¿Quitar \(row)? s/n", en: "Remove \(row)? y/n"))
    guard let line = try prompt(), isYes(line) else { return }
    let before = session.stops().firstIndex(of: position) ?? 0
    try session.deleteRow(row)
    printLine(said(es: "✓ fila quitada", en: "✓ row removed"))
    let stops = session.stops()
    position = stops[min(before, stops.count - 1)]
  }

  // MARK: Small things

  private mutating func prompt() throws -> String? {
    printPrompt("> ")
    return try input.next()
  }

  private func printViolations(_ violations: [Violation]) {
    for violation in violations {
      printLine("! \(violation.path): \(plain(violation.message.text(in: readerLanguage)))")
    }
  }

  private func isYes(_ text: String) -> Bool {
    ["s", "si", "sí", "y", "yes"].contains(text.trimmingCharacters(in: .whitespaces).lowercased())
  }
}
