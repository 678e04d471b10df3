import ArgumentParser
import CommandLanguage
import Foundation
import Messages
import Replication
import SQLiteStore
import SyncService

/// `campo-server people`: who is enrolled, on which devices, and which codes are open.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: said(
      es: "Lista a las personas inscritas, sus equipos y los códigos por usar.",
      en: "Lists the people enrolled, their devices and the codes still to be used."),
    discussion: example("campo-server people --data /srv/campo"))

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var common: CommonOptions

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = Format.text

  func run() throws {
    let people = try ServerData.openExisting(at: common.data).enrolments()
    let now = WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    switch format {
    case .text:
      for one in people { print(Self.line(one, now)) }
      if people.isEmpty {
        print(
          said(
            es: "(nadie; inscriba con «campo-server enroll»)",
            en: "(nobody; enrol with “campo-server enroll”)"))
      }
    case .json: print(try Self.json(people, now))
    }
  }

  /// `3  ana  enumerator  S-01, S-02  device 9f…`
  private static func line(_ one: StoredEnrolment, _ now: WallTime) -> String {
    let hub = said(es: "concentradora", en: "hub")
    let words = [
      "\(one.number)", one.author.name, EnrollCommand.Role(one.author.role).rawValue,
      one.areas.joined(separator: ", "), EnrolmentState(one, now).sentence.text(in: readerLanguage),
    ]
    return (one.isHub ? words + [hub] : words).joined(separator: "  ")
  }

  private struct Person: Encodable {
    let number: Int64
    let name: String
    let role: String
    let areas: [String]
    let isHub: Bool
    let state: String
    let device: String?
    let codeExpires: String
  }

  private static func json(_ people: [StoredEnrolment], _ now: WallTime) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let all = people.map { one in
      Person(
        number: one.number, name: one.author.name,
        role: EnrollCommand.Role(one.author.role).rawValue, areas: one.areas,
        isHub: one.isHub, state: EnrolmentState(one, now).rawValue,
        device: one.replica.map { "\($0)" },
        codeExpires: date(one.codeExpires).formatted(.iso8601))
    }
    return String(decoding: try encoder.encode(all), as: UTF8.self)
  }

  private static func date(_ time: WallTime) -> Date {
    Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
  }
}

/// Where an enrolment stands.
private enum EnrolmentState: String {
  case enrolled, waiting, expired, revoked

  init(_ enrolment: StoredEnrolment, _ now: WallTime) {
    if enrolment.isRevoked {
      self = .revoked
    } else if enrolment.replica != nil {
      self = .enrolled
    } else {
      self = enrolment.codeExpires < now ? .expired : .waiting
    }
  }

  var sentence: Message {
    switch self {
    case .enrolled: Message(es: "equipo inscrito", en: "device enrolled")
    case .waiting: Message(es: "código por usar", en: "code not used yet")
    case .expired: Message(es: "código vencido", en: "code expired")
    case .revoked: Message(es: "permiso retirado", en: "permission taken back")
    }
  }
}
