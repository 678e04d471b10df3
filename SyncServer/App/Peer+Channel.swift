import Foundation
import NIOCore
import SyncService

extension Peer {
  /// Whoever is at the other end; of IPv6 the network, since a customer has all addresses of one.
  init(of channel: any Channel) {
    guard let address = channel.remoteAddress?.ipAddress else {
      self = .unknown
      return
    }
    var bytes = [UInt8](repeating: 0, count: Self.addressBytes)
    // A zone, as in `fe80::1%eth0`, is the server's own affair.
    let text = String(address.prefix { $0 != "%" })
    guard inet_pton(AF_INET6, text, &bytes) == 1 else {
      self.init(address: address)
      return
    }
    let isMapped = bytes.starts(with: Self.mappedPrefix)
    let known = isMapped ? bytes[...] : bytes.prefix(Self.networkBytes)
    self.init(address: known.map { String($0) }.joined(separator: "."))
  }

  /// Of IPv6.
  private static let addressBytes = 16
  private static let networkBytes = 8
  /// An IPv4 address as IPv6 sees it.
  private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
}
