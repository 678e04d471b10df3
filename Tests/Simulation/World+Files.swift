import Campo
import CurlTransport
import Foundation
import Interviewing
import Replication
import ReplicationOracle
import SQLiteStore
import SyncProtocol
import SyncService

/// Photos that answers name, and how they travel.
extension World {
  private static let photo = "/data/photo"
  private static let mostPhotoBytes: UInt64 = 900

  /// Somebody takes a photo, or chooses one that is there already: the file is kept, then the answer.
  func attach(on device: Device, _ random: inout SeededGenerator) throws {
    guard let id = try openInterview(on: device, &random), let open = device.interviews[id],
      let key = open.session.node(Self.photo)?.key
    else { return }
    let known = photos.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    let bytes: [UInt8] =
      if !known.isEmpty, random.next() % 6 == 0 {
        photos[known[Int(random.next() % UInt64(known.count))]] ?? []
      } else {
        (0...random.next() % Self.mostPhotoBytes).map { _ in UInt8(random.next() & 0xFF) }
      }
    let path = folder.fresh() + ".jpg"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let kept = try attempt(on: device) { try device.client.keepFile(at: path) }
    if let digest = kept.value.flatMap(AttachmentDigest.init) { photos[digest] = bytes }
    try lookAtFiles(on: device)
    guard let attachment = kept.value else { return }
    let value = AnswerValue.attachment(attachment)
    let write = TypedWrite(
      key: key, value: value, supersedes: open.screen.superseded(by: value, at: key))
    try change(id, on: device, saving: [write]) { _ = try $0.answer(Self.photo, value) }
  }

  // MARK: On their way

  /// Takes a request about a file to a server and its answer back, or what a fault leaves of them.
  func carry(
    _ piece: FilePiece?, of digest: AttachmentDigest, from sender: any Sender, to server: Server
  ) throws -> AttachmentState {
    let request = FileRequest(digest: digest, piece: piece, token: sender.token)
    guard let next = sender.planned.first, next.fault.isOfNetwork else {
      return try serve(request, at: server)
    }
    sender.planned.removeFirst()
    strike(next.fault, sender)
    let isAnswer = next.bits & 1 == 1
    switch next.fault {
    case .drop:
      if isAnswer { _ = try serve(request, at: server) }
    case .duplicate:
      let first = try serve(request, at: server)
      do {
        let second = try serve(request, at: server)
        return isAnswer ? first : second
      } catch SyncError.refused(_, 409) {
        // What had come lies before it.
        return first
      }
    case .delay, .reorder:
      inFlight.append(
        InFlight(body: .file(request), server: server, isOvertaken: next.fault == .reorder))
      throw SyncError.transport(.timeout(host: server.name))
    default:
      _ = try serve(isAnswer ? request : request.cut(next.bits >> 1), at: server)
    }
    throw SyncError.transport(.connectionLost(host: server.name))
  }

  /// Asks a server for what it has of a file from an offset on.
  func fetch(
    _ digest: AttachmentDigest, from offset: UInt64, count: UInt64, by sender: any Sender,
    at server: Server
  ) throws -> AttachmentArrival {
    let file: StoredAttachment
    var bytes: [UInt8]
    do {
      let caller = try server.service.caller(authorization: "Bearer \(sender.token)")
      file = try server.service.attachment(digest, for: caller)
      bytes = Array(try server.service.bytes(of: digest, from: offset).prefix(Int(count)))
    } catch {
      throw try refusal(error, by: server)
    }
    guard let next = sender.planned.first, next.fault.isOfNetwork else {
      return AttachmentArrival(bytes: bytes, size: file.size, failure: nil)
    }
    sender.planned.removeFirst()
    strike(next.fault, sender)
    if next.fault == .duplicate {
      return AttachmentArrival(bytes: bytes, size: file.size, failure: nil)
    }
    bytes = next.fault == .truncate ? bytes.cut(next.bits) : []
    return AttachmentArrival(
      bytes: bytes, size: bytes.isEmpty ? nil : file.size,
      failure: .transport(.connectionLost(host: server.name)))
  }

  /// A request about a file reaches a server.
  func serve(_ request: FileRequest, at server: Server) throws -> AttachmentState {
    let service = server.service
    let status: AttachmentStatus
    do {
      let caller = try service.caller(authorization: "Bearer \(request.token)")
      if let piece = request.piece {
        try service.append(piece.bytes, to: request.digest, at: piece.offset, from: caller)
        if piece.isLast { try service.completeAttachment(request.digest, from: caller) }
      }
      status = try service.attachmentStatus(request.digest, for: caller)
    } catch {
      throw try refusal(error, by: server)
    }
    try lookAtFiles(at: server)
    return AttachmentState(
      offset: status.progress.offset, isComplete: status.progress.isComplete,
      receipt: try status.receipt.map { try AttachmentReceipt(fieldBytes: $0.fieldBytes) })
  }

  /// What a device hears of a failure, a crash among them, of which the server has got up again.
  private func refusal(_ error: ServiceError, by server: Server) throws -> SyncError {
    guard server.power.isDead else {
      return .refused(error.response, status: error.status)
    }
    for sender in senders { strike(server.plannedCrash, sender) }
    try server.restart()
    try lookAtFiles(at: server)
    return .transport(.connectionLost(host: server.name))
  }

  // MARK: What is promised

  /// No device forgets a file but against the office's word.
  func lookAtFiles(on device: Device) throws {
    device.files = try held(in: device.store, beyond: device.files, "device \(device.number)")
  }

  func lookAtFiles(at server: Server) throws {
    server.files = try held(in: server.store, beyond: server.files, server.name)
  }

  private func held(
    in store: Store, beyond earlier: Set<AttachmentDigest>, _ place: String
  ) throws -> Set<AttachmentDigest> {
    let held = try heldFiles(in: store)
    if let gone = earlier.subtracting(held).first {
      throw Violation("a file vanished", "\(place) \(gone)")
    }
    return held
  }

  func heldFiles(in store: Store) throws -> Set<AttachmentDigest> {
    photos.isEmpty ? [] : try files(.held, in: store)
  }

  private func files(
    _ selection: Store.AttachmentSelection, in store: Store
  ) throws -> Set<AttachmentDigest> {
    var found: Set<AttachmentDigest> = []
    var last: StoredAttachment?
    while case let page = try store.attachments(selection, after: last, limit: 100),
      let end = page.last
    {
      found.formUnion(page.map(\.digest))
      last = end
    }
    return found
  }

  /// What a store held that is gone, and nobody else holds for certain.
  func noteLost(
    files gone: Set<AttachmentDigest>, except holder: AnyObject? = nil,
    keptIn rest: Set<AttachmentDigest> = []
  ) {
    let others =
      devices.filter { $0 !== holder }.map(\.files)
      + ([server] + hubs.map(\.server)).filter { $0 !== holder }.map(\.files) + [rest]
    lostPhotos.formUnion(gone.filter { digest in !others.contains { $0.contains(digest) } })
  }

  /// At the end the office holds every photo that an answer named once and that was not lost, as it was
  /// taken; who fetches files lacks none that the office has.
  func judgeFiles() throws {
    for digest in namedPhotos.subtracting(lostPhotos) {
      guard server.files.contains(digest) else {
        throw Violation("a photo did not reach the office", "\(digest)")
      }
      guard try server.store.bytes(of: digest, from: 0) == photos[digest] else {
        throw Violation("a photo is another than was taken", "\(digest)")
      }
    }
    for device in devices where device.fetchesFiles && !photos.isEmpty {
      if let missing = try files(.missing, in: device.store).intersection(server.files).first {
        throw Violation("a photo was not fetched", "device \(device.number) \(missing)")
      }
    }
  }
}

extension World {
  /// Those that sealed answers name, also such as were written over since. One that was taken again
  /// before anything was sealed stays on its device, and nowhere else.
  private var namedPhotos: Set<AttachmentDigest> {
    var named: Set<AttachmentDigest> = []
    for id in ledger.records where !photos.isEmpty {
      for event in ledger.history(of: id).events where !ledger.lost.contains(event.dot) {
        for case .attachment(let attachment) in event.writes.values.map(\.value) {
          if let digest = AttachmentDigest(attachment) { named.insert(digest) }
        }
      }
    }
    return named
  }
}

/// Bytes of a file on their way to a server.
struct FilePiece {
  let bytes: [UInt8]
  let offset: UInt64
  let isLast: Bool
}

/// A question about a file, or a piece of it.
struct FileRequest {
  let digest: AttachmentDigest
  var piece: FilePiece?
  let token: String

  /// What a cut leaves of it: the server keeps what came.
  func cut(_ bits: UInt64) -> FileRequest {
    var request = self
    request.piece = piece.map {
      FilePiece(bytes: $0.bytes.cut(bits), offset: $0.offset, isLast: false)
    }
    return request
  }
}

extension [UInt8] {
  /// A beginning that is not the whole.
  func cut(_ bits: UInt64) -> [UInt8] { Array(prefix(Int(bits % UInt64(Swift.max(1, count))))) }
}
