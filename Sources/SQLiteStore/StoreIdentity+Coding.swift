import RecordCoding
import Replication

// In clear: it names the file, not a person.

extension StoreIdentity {
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(replica)
    writer.write(varint: epoch)
    writer.write(text: machine)
    writer.write(varint: inode)
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(RecordDecodingError) {
    var reader = ByteReader(bytes)
    replica = try reader.readReplicaID()
    epoch = try reader.readVarint()
    machine = try reader.readText("a machine's name", atMost: CodingLimits.nameBytes)
    inode = try reader.readVarint()
  }
}
