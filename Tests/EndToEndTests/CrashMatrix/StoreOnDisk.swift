import Foundation
import Replication
import SQLiteStore
import SyncProtocol

/// A store's folder that can be put back to how it was, in place: the file stays the same one, so
/// that the store does not take itself for a copy.
struct StoreOnDisk {
  let folder: String
  private let whole: Data

  /// Remembers the store as it is now.
  init(_ folder: String) throws {
    self.folder = folder
    // Into the one file, without a log beside it.
    try Store.open(at: folder).close()
    whole = try Data(contentsOf: URL(filePath: folder + "/campo.sqlite"))
  }

  func putBack() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where !["campo.sqlite", "receipt.key"].contains(name) {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    let file = try FileHandle(forWritingTo: URL(filePath: folder + "/campo.sqlite"))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: whole)
    try file.close()
  }

  /// What a check of the store finds wrong.
  func damage() throws -> [String] {
    try StoreCheck.run(at: folder).findings.filter(\.isDamage).map {
      "\($0.code) \($0.place) \($0.detail)"
    }
  }

  /// Every response with what waits in it, as the screen shows it.
  func responses() throws -> [RecordID: Record] {
    let store = try Store.open(at: folder)
    var responses: [RecordID: Record] = [:]
    for summary in try store.summaries() {
      let stored = try store.load(summary.id)
      responses[summary.id] = stored.record.including(stored.pending)
    }
    try store.close()
    return responses
  }

  /// The photos that are here, by the responses that name them.
  func photos() throws -> [RecordID: String] {
    let responses = try responses()
    let store = try Store.open(at: folder)
    var photos: [RecordID: String] = [:]
    for (id, record) in responses {
      if let digest = record.photo, try store.attachment(digest)?.held != nil {
        photos[id] = String(decoding: try store.bytes(of: digest, from: 0), as: UTF8.self)
      }
    }
    try store.close()
    return photos
  }

  /// Responses whose photo this device holds to be at the server that it follows.
  func sentPhotos() throws -> Set<RecordID> {
    let responses = try responses()
    let store = try Store.open(at: folder)
    guard let upstream = try store.followedUpstream() else { return [] }
    let waiting = Set(
      try store.attachments(.unknown(to: upstream), limit: 1_000).map(\.digest))
    let here = try responses.filter { id, record in
      guard let digest = record.photo, !waiting.contains(digest) else { return false }
      return try store.attachment(digest)?.held != nil
    }
    try store.close()
    return Set(here.keys)
  }

  /// Sealed states' canonical bytes.
  func states() throws -> [RecordID: [UInt8]] {
    let store = try Store.open(at: folder)
    var states: [RecordID: [UInt8]] = [:]
    for record in try store.outgoing(.all, limit: 1_000) { states[record.id] = record.bytes }
    try store.close()
    return states
  }

  /// Responses whose present state the server has acknowledged.
  func acknowledged() throws -> Set<RecordID> {
    let store = try Store.open(at: folder)
    let summaries = try store.summaries().filter { !$0.isUnsent && !$0.isPending }
    try store.close()
    return Set(summaries.map(\.id))
  }
}

extension Record {
  fileprivate var photo: AttachmentDigest? {
    guard
      case .attachment(let photo)? = value(
        of: .answer(AnswerKey(question: CrashSurvey.photo)))
    else { return nil }
    return AttachmentDigest(photo)
  }

  /// What stands at a question without rosters.
  func text(at path: String) -> String? {
    guard case .text(let text)? = value(of: .answer(AnswerKey(question: path))) else { return nil }
    return text
  }
}
