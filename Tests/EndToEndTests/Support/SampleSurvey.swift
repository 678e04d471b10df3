import Foundation
import Processes

/// A small questionnaire with one of everything the commands must handle, and devices that use it.
enum SampleSurvey {
  static let yaml = """
    id: hogar
    version: "1"
    title: Hogar
    languages: [es, en]
    default_language: es
    missing_codes:
      dont_know: {es: No sabe, en: Don't know}
      refused: {es: No responde, en: Refused}
    choices:
      yes_no:
        - {name: "yes", label: {es: Sí, en: "Yes"}}
        - {name: "no", label: {es: No, en: "No"}}
      places:
        - {name: acajutla, label: Acajutla}
        - {name: sonsonate, label: Sonsonate}
        - {name: izalco, label: Izalco}
    survey:
      - type: integer
        name: members
        label: {es: "¿Cuántas personas viven aquí?", en: "How many people live here?"}
        required: true
        constraint: . >= 1 and . <= 30
        constraint_message: {es: Entre 1 y 30., en: Between 1 and 30.}
        soft_checks:
          - check: . <= 15
            message: {es: "¿Más de quince?", en: "More than fifteen?"}
        missing: []
      - type: group
        name: home
        label: {es: Vivienda, en: Home}
        items:
          - type: select_one yes_no
            name: water
            label: {es: "¿Tiene agua?", en: "Is there water?"}
          - type: text
            name: water_why
            label: {es: "¿Por qué no?", en: "Why not?"}
            relevant: ${water} = 'no'
          - type: select_multiple places
            name: visited
            label: {es: "¿Qué lugares visita?", en: "Which places do you visit?"}
      - type: decimal
        name: income
        label: {es: Ingreso, en: Income}
      - type: repeat
        name: person
        label: {es: Persona, en: Person}
        items:
          - {type: text, name: first_name, label: {es: Nombre, en: Name}, required: true, missing: []}
          - type: integer
            name: age
            label: {es: "¿Edad de ${first_name}?", en: "Age of ${first_name}?"}
      - {type: calculate, name: people, calculation: "count(${person})"}
    """

  /// A device's store with the questionnaire beside it.
  static func device(
    _ name: String, role: String = "enumerator", in folder: TemporaryFolder
  ) throws -> String {
    let store = folder.path("\(name).campo")
    let made = try campo("init", store, "--name", name, "--role", role, "--area", "A1")
    guard made.status == 0 else { throw CommandFailed(result: made) }
    return store
  }

  static func questionnaire(in folder: TemporaryFolder) throws -> String {
    try folder.write(yaml, to: "hogar.yaml")
  }

  /// Takes answers in a new response and returns its identity.
  static func response(
    _ answers: String, on store: String, in folder: TemporaryFolder, _ options: String...
  ) throws -> String {
    let result = try runCommand(
      BuiltProducts.campo,
      ["interview", store, questionnaire(in: folder), "--answers", "-"] + options, input: answers)
    guard result.status == 0, let id = result.output.split(separator: "\n").first else {
      throw CommandFailed(result: result)
    }
    return String(id)
  }
}

struct CommandFailed: Error, CustomStringConvertible {
  let result: CommandResult
  var description: String { "left with \(result.status):\n\(result.output)\(result.errors)" }
}

extension CommandResult {
  func object() throws -> [String: Any] { try json() as? [String: Any] ?? [:] }
  func array() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }
}

/// The most memory that wrong input may make a command take, in bytes.
let memoryLimit = 200 << 20
