package import CurlTransport
internal import Foundation
package import SQLiteStore
internal import SyncProtocol

/// How to reach the server from this place; what is nil follows the environment's usual variables
/// (`https_proxy`, `no_proxy`, `CURL_CA_BUNDLE`, `SSL_CERT_FILE`, `SSL_CERT_DIR`).
public struct NetworkSettings: Hashable, Sendable {
  /// A proxy's URL; empty for none at all.
  public var proxy: String?
  /// A PEM file of certificate authorities to trust instead of the system's.
  public var authorityFile: String?

  public init(proxy: String? = nil, authorityFile: String? = nil) {
    self.proxy = proxy
    self.authorityFile = authorityFile
  }
}

extension NetworkSettings {
  /// The largest answer that is read; no server of this protocol sends a larger one.
  private static let maximumResponseBytes = SyncLimits.responseBytes
  private static let proxySetting = Setting("network.proxy")
  private static let authoritySetting = Setting("network.authorities")

  /// What the store was told at enrolment.
  package init(_ store: Store) throws(StoreError) {
    self.init(
      proxy: try store.setting(Self.proxySetting),
      authorityFile: try store.setting(Self.authoritySetting))
  }

  /// As settings of a store, for later synchronizations.
  package var stored: [Setting: String?] {
    [Self.proxySetting: proxy, Self.authoritySetting: authorityFile]
  }

  /// What these settings leave open, `other` says.
  package func completed(by other: NetworkSettings) -> NetworkSettings {
    NetworkSettings(
      proxy: proxy ?? other.proxy, authorityFile: authorityFile ?? other.authorityFile)
  }

  package var transport: TransportSettings {
    var settings = TransportSettings(environment: ProcessInfo.processInfo.environment)
    if let proxy { settings.proxy = proxy }
    if let authorityFile { settings.authorityFile = authorityFile }
    settings.maximumResponseBytes = Self.maximumResponseBytes
    return settings
  }
}
