import ArgumentParser
import CommandLanguage
import Foundation
import Messages
import SyncService

/// `campo-server run`: serves devices until it is told to end.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: said(
      es: "Atiende a los equipos hasta recibir SIGTERM o SIGINT.",
      en: "Serves devices until SIGTERM or SIGINT."),
    discussion: example("campo-server run --data /srv/campo --listen 0.0.0.0:8080"))

  @OptionGroup var common: CommonOptions

  @Option(
    help: help(
      es: "Dirección y puerto; con puerto 0 se elige uno libre y se dice cuál.",
      en: "Address and port; with port 0 a free one is taken and told."))
  var listen = ListenAddress(host: "127.0.0.1", port: 8080)

  func run() async throws {
    let service = SyncService(store: try ServerData.open(at: common.data))
    try service.retryQuarantined()
    try await HTTPServer(service: service, address: listen).run()
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
