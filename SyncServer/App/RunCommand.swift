import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Hub
import Messages
import NIOSSL
import SQLiteStore
import SyncService

/// `campo-server run`: serves devices until it is told to end.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: said(
      es: "Atiende a los equipos hasta recibir SIGTERM o SIGINT.",
      en: "Serves devices until SIGTERM or SIGINT."),
    discussion: example(
      """
      campo-server run --data /srv/campo --listen 0.0.0.0:8443 \
        --certificate /etc/campo/fullchain.pem --key /etc/campo/privkey.pem
      """,
      """
      campo-server run --data hub --listen 0.0.0.0:8080 \
        --upstream https://encuestas.example.org --code 7KQ4M-Z2X9D
      """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: help(
      es: "Dirección y puerto; con puerto 0 se elige uno libre y se dice cuál.",
      en: "Address and port; with port 0 a free one is taken and told."))
  var listen = ListenAddress(host: "127.0.0.1", port: 8080)

  @Option(
    help: help(
      es: "Certificado PEM del servidor, seguido de los que lo avalan: atiende por HTTPS.",
      en: "The server's PEM certificate, followed by those that vouch for it: serves HTTPS."))
  var certificate: String?

  @Option(
    help: help(
      es: "Clave privada PEM del certificado, sin contraseña.",
      en: "The certificate's PEM private key, without a password."))
  var key: String?

  @Option(
    help: help(
      es: "Como concentradora: el servidor de arriba, https://host:puerto.",
      en: "As a hub: the server above, https://host:port."))
  var upstream: String?

  @Option(
    help: help(
      es: "La primera vez, o con un código nuevo si se retiró el permiso: el de la oficina.",
      en: "The first time, or a new one where the permission was taken back: the office's code."))
  var code: String?

  @Option(
    help: help(
      es: "Archivo PEM de las autoridades en que se confía hacia arriba.",
      en: "PEM file of the authorities to trust upwards."))
  var ca: String?

  func validate() throws {
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError(
        said(
          es: "--certificate y --key van juntas.", en: "--certificate and --key go together."))
    }
    guard upstream != nil || (code == nil && ca == nil) else {
      throw ValidationError(
        said(es: "--code y --ca van con --upstream.", en: "--code and --ca go with --upstream."))
    }
  }

  func run() async throws {
    var tls: TLSConfiguration?
    if let certificate, let key {
      tls = try ServerCertificate.configuration(certificate: certificate, key: key)
    }
    let store = try ServerData.open(at: common.data)
    if let upstream {
      try await Hub.enrol(
        store, at: upstream, code: code, over: NetworkSettings(authorityFile: ca), kept: Self.tell)
    }
    let service = SyncService(store: store)
    try service.retryQuarantined()
    try service.store.dropUnfinishedAttachments()
    let hub = try store.isHub ? Hub(service) : nil
    let server = HTTPServer(
      service: service, above: hub.map { HubFiles($0) }, address: listen, tls: tls)
    guard let hub else { return try await server.run() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await hub.run(failed: Self.tell)
      }
      group.addTask { try await server.run() }
      // The server ends when it is told to, or cannot listen; the other only when it is cancelled.
      try await group.next()
      group.cancelAll()
    }
  }
}

extension RunCommand {
  private static func tell(_ error: HubError) {
    printError("\(error.code): \(error.message.text(in: readerLanguage))")
  }
}

/// `HOST:PORT`; an IPv6 address stands in brackets.
struct ListenAddress: ExpressibleByArgument, CustomStringConvertible, Hashable {
  var host: String
  var port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"),
      let port = UInt16(argument[argument.index(after: colon)...])
    else { return nil }
    var host = argument[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.init(host: String(host), port: Int(port))
  }

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  var defaultValueDescription: String { description }
}
