import Foundation

/// Who takes part, and where each keeps a store.
struct Person: Sendable {
  enum Role: String, Sendable { case enumerator, supervisor }

  let name: String
  let role: Role
  /// What the questionnaire asks of an enumerator.
  let code: String
  let segment: Int
  let store: URL

  init(_ name: String, _ role: Role, code: String = "", segment: Int = 0, in folder: URL) {
    self.name = name
    self.role = role
    self.code = code
    self.segment = segment
    store = folder.appending(path: "\(name.lowercased()).campo")
  }
}

/// The three who interview and the one who supervises, all of one supervision area.
struct Team: Sendable {
  static let area = "sonsonate-1"

  let ana: Person
  let beto: Person
  let carla: Person
  let supervisor: Person

  init(folder: URL) {
    ana = Person("Ana", .enumerator, code: "AN01", segment: 301, in: folder)
    beto = Person("Beto", .enumerator, code: "BE02", segment: 302, in: folder)
    carla = Person("Carla", .enumerator, code: "CA03", segment: 303, in: folder)
    supervisor = Person("Irma", .supervisor, in: folder)
  }

  var enumerators: [Person] { [ana, beto, carla] }
  var everyone: [Person] { enumerators + [supervisor] }
}
