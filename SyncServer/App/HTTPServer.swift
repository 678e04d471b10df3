import Foundation
import Hub
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import Messages
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import SyncService
import UnixSignals

/// Composes the server: Hummingbird's core around the service.
struct HTTPServer {
  /// Devices connected at once; further ones wait in the system's queue.
  private static let connectionLimit = 4_096
  /// A connection on which nothing moves is closed; longer than a device's own patience with a
  /// stalled link.
  private static let idleSeconds: Int64 = 120

  let service: SyncService
  /// Of a hub: how it comes to files that it lacks.
  let above: HubFiles?
  let address: ListenAddress
  /// What it proves itself with; nil speaks plain HTTP.
  let tls: TLSConfiguration?

  /// Returns when the process was told to end and every request under way is answered.
  func run() async throws {
    var logger = Logger(label: "campo-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .notice
    let host = address.host
    let responder = ServerResponder(
      service: service, exchanges: ExchangeQueue(service: service), above: above, logger: logger)
    // Not Hummingbird's own application: its answers carry a date, which nobody reads.
    let server = try protocols().buildServer(
      configuration: ServerConfiguration(
        address: .hostname(host, port: address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: logger,
      responder: { request, writer, channel in
        let response = await responder.respond(to: request, from: Peer(of: channel))
        try await writer.write(response: response.head, body: response.body)
      },
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        announce(ListenAddress(host: host, port: port))
      })
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
    } catch let error as IOError {
      throw ListenError(address: address, number: error.errnoCode)
    }
  }

  /// HTTP/1.1; over TLS also HTTP/2, which a device then prefers.
  private func protocols() -> HTTPServerBuilder {
    let http1 = HTTP1Channel.Configuration(idleTimeout: .seconds(Self.idleSeconds))
    guard let tls else { return .http1(configuration: http1) }
    let http2 = HTTP2UpgradeChannel.Configuration(
      idleTimeout: .seconds(Self.idleSeconds), streamConfiguration: http1)
    return HTTPServerBuilder { responder in
      GatheringChannel(
        base: try HTTP2UpgradeChannel(
          tlsConfiguration: tls, configuration: http2, responder: responder))
    }
  }

  /// One line on standard output that scripts wait for.
  private func announce(_ address: ListenAddress) {
    let scheme = tls == nil ? "http" : "https"
    FileHandle.standardOutput.write(Data("listening on \(scheme)://\(address)\n".utf8))
  }
}

/// The address cannot be served on.
struct ListenError: ExplainedError {
  let address: ListenAddress
  /// The system's `errno`.
  let number: Int32

  var code: String { "SERVER-LISTEN" }

  var message: Message {
    let detail = String(cString: strerror(number))
    return Message(
      es: "No se puede atender en \(address): \(detail). Elija otra dirección u otro puerto.",
      en: "Cannot listen on \(address): \(detail). Choose another address or port.")
  }
}
