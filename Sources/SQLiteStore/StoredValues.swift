import Foundation
import RecordCoding
import Replication

// How values pass between Swift and the tables.

extension Store {
  func sealed(_ plain: [UInt8], _ place: ValueCipher.Place) -> Data {
    Data(environment.cipher.seal(plain, place))
  }

  func opened(_ sealed: Data, _ place: ValueCipher.Place) throws(DamagedValue) -> [UInt8] {
    guard let plain = environment.cipher.open(Array(sealed), place) else {
      throw DamagedValue(place)
    }
    return plain
  }

  /// Decodes what this store itself wrote; whatever does not decode is damage.
  func decoding<Value>(
    _ place: ValueCipher.Place, _ body: () throws(RecordDecodingError) -> Value
  ) throws(DamagedValue) -> Value {
    do { return try body() } catch { throw DamagedValue(place) }
  }
}

extension RecordID {
  var data: Data {
    var writer = ByteWriter()
    writer.write(self)
    return Data(writer.bytes)
  }

  init(data: Data) throws(RecordDecodingError) {
    var reader = ByteReader(Array(data))
    self = try reader.readRecordID()
  }
}

extension ReplicaID {
  var data: Data {
    var writer = ByteWriter()
    writer.write(self)
    return Data(writer.bytes)
  }

  init(data: Data) throws(RecordDecodingError) {
    var reader = ByteReader(Array(data))
    self = try reader.readReplicaID()
  }
}
