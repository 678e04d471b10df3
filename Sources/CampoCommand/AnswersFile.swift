import Campo
import Foundation
import Interviewing
import Messages
import Replication

/// The file of `--answers`, in any of its three shapes; see Docs/Commands.md.
struct AnswersFile {
  /// The most bytes that are read, compressed or not: a hundred times a long interview's, and little
  /// enough that a hostile file's values fit in memory.
  static let limit = 2 << 20

  let steps: [Scenario.Step]
  /// From an object: its members have no order, so they are given in the questionnaire's.
  let isUnordered: Bool

  /// Reads a file, compressed or not; `-` is standard input.
  /// - Parameter keepFile: keeps a copy of a file that an answer names, by its path as seen from where
  ///   the answers lie.
  init(_ path: String, keepingFile keepFile: (String) throws -> Attachment) throws {
    var bytes = try BoundedFile.read(path == "-" ? "/dev/stdin" : path, limit: Self.limit)
    if Gzip.isGzip(bytes) {
      guard let inflated = Gzip.inflate(bytes, limit: Self.limit) else {
        throw AnswersError.damaged(file: path)
      }
      bytes = inflated
    }
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw AnswersError.notJSON(file: path)
    }
    switch value {
    case .object(let members) where members["steps"] == nil:
      let folder = URL(fileURLWithPath: path == "-" ? "." : path).deletingLastPathComponent()
      steps = try members.map { question, value in
        if let file = Self.file(value) {
          let url = URL(fileURLWithPath: file, relativeTo: folder)
          return .set(path: question, value: .attachment(try keepFile(url.path)))
        }
        return .set(path: question, value: try Self.answer(value, at: question))
      }
      isUnordered = true
    case .object:
      steps = try Self.steps(value)
      isUnordered = false
    case .array:
      steps = try Self.steps(.object(["steps": value]))
      isUnordered = false
    default: throw AnswersError.notJSON(file: path)
    }
  }

  /// The steps in the order in which they are to be taken.
  func steps(for form: CompiledQuestionnaire) -> [Scenario.Step] {
    guard isUnordered else { return steps }
    return steps.map { (place: form.place(of: $0.path), step: $0) }
      .sorted { $0.place.lexicographicallyPrecedes($1.place) }
      .map(\.step)
  }

  private static func steps(_ scenario: JSONValue) throws -> [Scenario.Step] {
    try Scenario(file: [UInt8](JSONEncoder().encode(scenario))).steps
  }

  /// The path in `{"file": PATH}`; nil of any other value.
  private static func file(_ value: JSONValue) -> String? {
    guard case .object(let members) = value, members.count == 1,
      case .string(let path)? = members["file"]
    else { return nil }
    return path
  }

  private static func answer(_ value: JSONValue, at path: String) throws -> AnswerValue {
    switch value {
    case .null: return .cleared
    case .string(let text): return text.isEmpty ? .cleared : .text(text)
    case .number: return .text(text(of: value))
    case .array(let names): return .text(names.map(text(of:)).joined(separator: " "))
    case .object(let members):
      guard case .string(let code)? = members["missing"], members.count == 1 else {
        throw AnswersError.badAnswer(path: path)
      }
      return .missing(code)
    case .boolean: throw AnswersError.badAnswer(path: path)
    }
  }

  private static func text(of value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    default: ""
    }
  }
}

/// An answers file that cannot be taken; nothing of it was.
enum AnswersError: ExplainedError {
  case notJSON(file: String)
  case damaged(file: String)
  case badAnswer(path: String)

  var code: String {
    switch self {
    case .notJSON: "ANSWERS-JSON"
    case .damaged: "ANSWERS-DAMAGED"
    case .badAnswer: "ANSWERS-VALUE"
    }
  }

  var message: Message {
    switch self {
    case .notJSON(let file):
      Message(
        es: "\(file): no es un objeto ni una lista JSON de respuestas; corrija el archivo.",
        en: "\(file): neither a JSON object nor an array of answers; mend the file.")
    case .damaged(let file):
      Message(
        es: "\(file): el archivo comprimido está dañado o es enorme; cópielo de nuevo.",
        en: "\(file): the compressed file is damaged or huge; copy it again.")
    case .badAnswer(let path):
      Message(
        es:
          "\(path): escriba un texto, un número, una lista de opciones, null, {\"missing\": código} o {\"file\": ruta}.",
        en:
          "\(path): write a text, a number, a list of choices, null, {\"missing\": code} or {\"file\": path}."
      )
    }
  }
}

extension CompiledQuestionnaire {
  /// Sorts paths in document order, rows within their roster; paths that lead nowhere come last.
  fileprivate func place(of path: String) -> [Int] {
    var place: [Int] = []
    var bare = ""
    for part in path.split(separator: "/") {
      let pieces = part.split(separator: "[")
      bare += "/" + (pieces.first ?? "")
      place.append(byPath[bare] ?? .max)
      place.append(pieces.count > 1 ? Int(pieces[1].dropLast()) ?? 0 : 0)
    }
    return place
  }
}
