import Foundation
import Processes

/// A certificate authority of a test's own, made by the `openssl` command.
struct TestAuthority {
  struct Failed: Error { let arguments: [String] }

  let folder: String
  /// What a device must trust.
  var certificate: String { folder + "/ca.pem" }

  static var isPossible: Bool {
    (try? run(["version"])) != nil
  }

  init(in folder: String) throws {
    self.folder = folder
    try Self.run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=Campo test authority",
      "-keyout", folder + "/ca.key", "-out", folder + "/ca.pem",
    ])
  }

  /// Makes a certificate for 127.0.0.1 that the authority vouches for.
  func makeCertificate(_ name: String) throws -> (certificate: String, key: String) {
    let (certificate, key) = ("\(folder)/\(name).pem", "\(folder)/\(name).key")
    let (request, extensions) = ("\(folder)/\(name).csr", "\(folder)/\(name).ext")
    try "subjectAltName=IP:127.0.0.1".write(toFile: extensions, atomically: true, encoding: .utf8)
    try Self.run([
      "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out",
      request,
    ])
    try Self.run([
      "x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", folder + "/ca.key",
      "-CAcreateserial", "-days", "1", "-extfile", extensions, "-out", certificate,
    ])
    return (certificate, key)
  }

  @discardableResult
  static func run(_ arguments: [String]) throws -> String {
    let result = try CommandResult.of("/usr/bin/env", ["openssl"] + arguments)
    guard result.status == 0 else { throw Failed(arguments: arguments) }
    return result.output
  }
}
