import Foundation
import Messages
import NIOSSL

/// What proves to devices that they speak to this server: a certificate with those that vouch for it,
/// and its key, as PEM files.
enum ServerCertificate {
  /// The settings of a server that speaks TLS 1.2 and 1.3 with it.
  static func configuration(
    certificate: String, key: String
  ) throws(CertificateError) -> TLSConfiguration {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMBytes(try bytes(of: certificate)) } catch {
      throw .certificate(path: certificate)
    }
    guard !chain.isEmpty else { throw .certificate(path: certificate) }
    let secret: NIOSSLPrivateKey
    do { secret = try NIOSSLPrivateKey(bytes: try bytes(of: key), format: .pem) } catch {
      throw .key(path: key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
    configuration.minimumTLSVersion = .tlsv12
    // Only here it shows whether the two belong together.
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw .mismatch(certificate: certificate, key: key)
    }
    return configuration
  }

  /// The most that a file of certificates or keys is read of, in bytes.
  private static let fileBytes = 1 << 20

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    return Array(try file.read(upToCount: fileBytes) ?? Data())
  }
}

/// Why a server cannot speak TLS with the files it was given.
enum CertificateError: ExplainedError, Hashable {
  case certificate(path: String)
  case key(path: String)
  case mismatch(certificate: String, key: String)

  var code: String {
    switch self {
    case .certificate: "SERVER-CERTIFICATE"
    case .key: "SERVER-KEY"
    case .mismatch: "SERVER-KEY-MISMATCH"
    }
  }

  var message: Message {
    switch self {
    case .certificate(let path):
      Message(
        es: "\(path) no se puede leer como certificado PEM. Indique el archivo con el certificado "
          + "del servidor y, después, los que lo avalan.",
        en: "\(path) cannot be read as a PEM certificate. Give the file with the server's "
          + "certificate, followed by those that vouch for it.")
    case .key(let path):
      Message(
        es: "\(path) no se puede leer como clave privada PEM sin contraseña.",
        en: "\(path) cannot be read as a PEM private key without a password.")
    case .mismatch(let certificate, let key):
      Message(
        es: "La clave \(key) no es la del certificado \(certificate). Indique los dos archivos que "
          + "se hicieron juntos.",
        en: "The key \(key) is not that of the certificate \(certificate). Give the two files that "
          + "were made together.")
    }
  }
}
