import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Messages
import NIOCore
import SyncService

/// Composes the server: Hummingbird around the service.
struct HTTPServer {
  /// Devices connected at once; further ones wait in the system's queue.
  private static let connectionLimit = 4_096
  /// A connection on which nothing moves is closed; longer than a device's own patience with a
  /// stalled link.
  private static let idleSeconds: Int64 = 120

  let service: SyncService
  let address: ListenAddress

  /// Returns when the process was told to end and every request under way is answered.
  func run() async throws {
    var logger = Logger(label: "campo-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .notice
    let host = address.host
    let application = Application(
      responder: ServerResponder(service: service),
      server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: address.port), serverName: "campo",
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        Self.announce(ListenAddress(host: host, port: port))
      },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw ListenError(address: address, detail: error.description)
    }
  }

  /// One line on standard output that scripts wait for.
  private static func announce(_ address: ListenAddress) {
    FileHandle.standardOutput.write(Data("listening on http://\(address)\n".utf8))
  }
}

/// The address cannot be served on.
struct ListenError: ExplainedError {
  let address: ListenAddress
  let detail: String

  var code: String { "SERVER-LISTEN" }

  var message: Message {
    Message(
      es: "No se puede atender en \(address): \(detail). Elija otra dirección u otro puerto.",
      en: "Cannot listen on \(address): \(detail). Choose another address or port.")
  }
}
