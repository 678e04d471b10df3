public import Messages
internal import Replication
public import SQLiteStore

/// Whose permission is taken back.
public enum RevokedDevices: Hashable, Sendable {
  /// All devices and open codes of a person.
  case person(String)
  /// One, by the number that the list shows.
  case number(Int64)
}

/// Nobody here is called so.
public struct UnknownEnrolment: ExplainedError, Hashable {
  let devices: RevokedDevices

  public var code: String { "ENROL-UNKNOWN" }

  public var message: Message {
    switch devices {
    case .person(let name):
      Message(
        es: "Nadie está inscrito con el nombre «\(name)»; «campo-server people» dice quiénes.",
        en: "Nobody is enrolled under the name “\(name)”; “campo-server people” tells who is.")
    case .number(let number):
      Message(
        es: "No hay inscripción \(number); «campo-server people» dice cuáles hay.",
        en: "There is no enrolment \(number); “campo-server people” tells which there are.")
    }
  }
}

extension SyncService {
  /// Takes permissions back: a device's token, or a code that nobody has used, is worth nothing from
  /// the next request on. What the device sent before stays. Repeating it changes nothing.
  /// - Returns: those that were good until now.
  /// - Throws: `UnknownEnrolment`, `StoreError`.
  public func revoke(_ devices: RevokedDevices) throws -> [StoredEnrolment] {
    let named = try store.enrolments().filter { enrolment in
      switch devices {
      case .person(let name): enrolment.author.name == name
      case .number(let number): enrolment.number == number
      }
    }
    if named.isEmpty { throw UnknownEnrolment(devices: devices) }
    let good = named.filter { !$0.isRevoked }
    for enrolment in good {
      try store.revoke(enrolment: enrolment.number)
      try store.log(
        code: "ENROL-REVOKED",
        Message(
          es: "Se retiró el permiso \(enrolment.number), de \(enrolment.author.name).",
          en: "Permission \(enrolment.number), of \(enrolment.author.name), was taken back."))
    }
    return good
  }
}
