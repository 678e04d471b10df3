import Foundation
import Replication
import SQLiteStore

/// A short run of one executable that a fault is let into, again and again.
protocol CrashScenario {
  static var name: String { get }

  /// Makes what every run begins with.
  init(in folder: TemporaryFolder) throws

  /// The folder whose calls are numbered.
  var root: String { get }

  /// Puts all back to the beginning and runs, under the environment of the shim.
  /// - Returns: the exit code of the faulted process, and what is wrong in what it left.
  func run(_ environment: [String: String]) throws -> CrashOutcome
}

struct CrashOutcome {
  /// Of the process that met the fault, as `CommandResult.status`.
  var status: Int32
  var problems: [String]
}

/// Answers of the questionnaire that the scenarios use.
enum CrashSurvey {
  static let answers = ["uno", "dos", "tres", "cuatro"]

  static let yaml = """
    id: cuatro
    title: Cuatro
    version: "1"
    survey:
      - {type: text, name: a0, label: A}
      - {type: text, name: a1, label: B}
      - {type: text, name: a2, label: C}
      - {type: text, name: a3, label: D}
      - {type: image, name: photo, label: E}
    """

  static let photo = "/data/photo"

  /// Writes the photo of a response beside its store, and returns its path.
  static func photo(of mark: String, beside store: String) throws -> String {
    let path = "\(store)-\(mark).jpg"
    try "foto \(mark)".write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// What is wrong with the photos of responses that were taken whole, by the mark of each.
  static func problems(
    in photos: [RecordID: String], expecting marks: [RecordID: String], _ place: String
  ) -> [String] {
    marks.filter { id, mark in photos[id] != "foto \(mark)" }
      .map { "\(place): the photo of \($0.value) is lost" }
  }

  static func path(_ number: Int) -> String { "/data/a\(number)" }

  /// Takes a response with all answers, each marked with a text, and a photo, and returns its identity.
  static func response(_ mark: String, on store: String, _ form: String) throws -> RecordID {
    let file = try Self.photo(of: mark, beside: store)
    let members =
      answers.enumerated().map { "\"\(path($0))\": \"\($1) \(mark)\"" }
      + ["\"\(photo)\": {\"file\": \"\(file)\"}"]
    let output = try succeed(
      BuiltProducts.campo, ["interview", store, form, "--answers", "-", "--finish"],
      input: "{\(members.joined(separator: ","))}")
    struct NoIdentity: Error { let output: String }
    guard let id = RecordID(String(output.prefix(32))) else { throw NoIdentity(output: output) }
    return id
  }

  /// What is wrong with the responses that were taken whole, by the mark of each.
  static func problems(
    in responses: [RecordID: Record], expecting marks: [RecordID: String], _ place: String
  ) -> [String] {
    marks.flatMap { id, mark in
      answers.enumerated().compactMap { number, answer in
        responses[id]?.text(at: path(number)) == "\(answer) \(mark)"
          ? nil : "\(place): answer \(number) of \(mark) is lost"
      }
    }
  }
}
