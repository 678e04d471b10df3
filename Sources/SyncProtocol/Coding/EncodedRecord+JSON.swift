internal import RecordCoding
internal import Replication

// A record in JSON: its identity and canonical bytes, which alone count, and beside them what it says,
// for scripts that read. Whoever reads a message passes that over.

private let idMember = "id"
private let bytesMember = "bytes"

extension EncodedRecord {
  /// - Parameter isSpelledOut: whether it says in words, too, what its bytes hold.
  func node(isSpelledOut: Bool) -> JSONNode {
    var writer = ByteWriter()
    writer.write(id)
    var members: [String: JSONNode] = [
      idMember: .text(writer.bytes.hexadecimal), bytesMember: .text(FieldShape.base64(bytes)),
    ]
    if isSpelledOut, let reading { members["reading"] = reading }
    return .object(members)
  }

  /// Identity and bytes, as the binary form has them; nil of another shape.
  static func payload(_ members: [String: JSONNode]) -> [UInt8]? {
    guard let id = members[idMember].flatMap(FieldShape.id.payload),
      let bytes = members[bytesMember].flatMap(FieldShape.bytes.payload)
    else { return nil }
    return id + bytes
  }

  /// Nil of bytes that a newer version wrote, or that are damaged.
  private var reading: JSONNode? {
    do throws(RecordDecodingError) { return try RecordCoder.decode(bytes).reading } catch {
      return nil
    }
  }
}

extension Record {
  fileprivate var reading: JSONNode {
    let deleted = RowPresences(self).keysInDeleted
    var fields: [String: JSONNode] = [:]
    var answers: [JSONNode] = []
    for key in registers.keys {
      switch key {
      case .field(let name): fields[name] = text(of: name).map(JSONNode.text)
      case .answer(let answer):
        if deleted.contains(key) { continue }
        answers.append(answer.node(saying: entries(of: key)))
      case .row, .unknown: break
      }
    }
    let status = status
    return .object([
      "kind": .number(UInt64(kind.rawValue)), "status": .text(status.stage.name),
      "stale": .number(status.isStale ? 1 : 0), "round": .number(UInt64(status.round)),
      "fields": .object(fields), "answers": .list(answers),
    ])
  }
}

extension AnswerKey {
  /// - Parameter entries: several where people disagree, the one shown elsewhere first.
  fileprivate func node(saying entries: [Entry]) -> JSONNode {
    var members: [String: JSONNode] = [
      "question": .text(question), "says": .list(entries.map(\.node)),
    ]
    if !rows.isEmpty { members["rows"] = .list(rows.map { .text($0.text) }) }
    return .object(members)
  }
}

extension Entry {
  fileprivate var node: JSONNode {
    var members = ["author": JSONNode.text(stamp.author.name)]
    switch value {
    case .text(let text): members["text"] = .text(text)
    case .missing(let code): members["missing"] = .text(code)
    case .attachment(let file):
      members["file"] = .object([
        "sha256": .text(file.sha256.hexadecimal), "size": .number(exactly: file.size),
        "type": .text(file.type), "name": .text(file.name),
      ])
    case .cleared: members["cleared"] = .number(1)
    // No answer of this version; what a newer one means by it stands in the bytes.
    case .row, .deleted, .unknown: members["unknown"] = .number(1)
    }
    return .object(members)
  }
}
