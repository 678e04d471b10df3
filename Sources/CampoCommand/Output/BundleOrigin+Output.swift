import Campo
import Interviewing
import RecordCoding
import Replication

extension BundleOrigin {
  /// For scripts.
  var json: JSONValue {
    switch self {
    case .unsigned: .object(["state": .string("none")])
    case .unknown(let key):
      .object(["state": .string("unknown"), "key": .string(key.hexadecimal)])
    case .known(let author):
      .object(["state": .string("valid"), "signer": .string(author.name)])
    case .vouched(let author):
      .object(["state": .string("vouched"), "signer": .string(author.name)])
    case .revoked(let author):
      .object(["state": .string("revoked"), "signer": .string(author.name)])
    case .broken: .object(["state": .string("broken")])
    }
  }
}
