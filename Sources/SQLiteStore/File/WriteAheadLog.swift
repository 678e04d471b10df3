import Foundation

/// SQLite's write-ahead log as bytes, looked at without SQLite: which frames it would read, and
/// which stand behind the place where it stops.
struct WriteAheadLog {
  /// Frames of this generation behind the first that does not follow from those before.
  struct Gap: Hashable {
    /// The first frame that is not read, from 0.
    let frame: Int
    /// Commits that end behind it.
    let commits: Int
  }

  /// One page as some transaction left it.
  struct Frame {
    let page: UInt32
    /// The file's size in pages where this frame ends a transaction, else 0.
    let commitSize: UInt32
    let salts: [UInt8]
    let bytes: [UInt8]
  }

  static let headerBytes = 32
  static let frameHeaderBytes = 24

  let path: String

  init(of database: String) { path = database + "-wal" }

  /// What SQLite passes over; nil where it reads the log to its end. One that writes at the same
  /// time may seem to leave a gap, so a gap is looked at again.
  func gap() throws(StoreError) -> Gap? {
    var last: Gap?
    for _ in 0..<3 {
      let found = try scan()
      if found == nil || found == last { return found }
      last = found
    }
    return last
  }

  /// Whether a frame follows from the one before, going by the sum that this one claims: so that one
  /// broken frame is told from those behind it.
  static func follows(_ header: [UInt8], _ page: [UInt8], after before: [UInt8]) -> Bool {
    Checksum.orders.contains { isBigEndian in
      var sum = Checksum(after: before, isBigEndian: isBigEndian)
      return sum.takes(header, page)
    }
  }

  private func scan() throws(StoreError) -> Gap? {
    var sum: Checksum?
    var salts: [UInt8] = []
    var broken: Int?
    var commits = 0
    var index = 0
    try forEachFrame { header in
      salts = Array(header[16..<24])
      sum = Checksum(header: header)
    } frame: { header, frame in
      defer { index += 1 }
      let isOfThis = frame.salts == salts
      if broken == nil {
        guard isOfThis else {
          // The log ends here: what follows is of an earlier generation, or the header is broken.
          broken = index
          return
        }
        if sum?.takes(header, frame.bytes) != true { broken = index }
        guard broken != nil else { return }
      }
      if isOfThis, frame.commitSize > 0 { commits += 1 }
    }
    guard let broken, commits > 0 else { return nil }
    return Gap(frame: broken, commits: commits)
  }

  /// Calls `body` with every frame in the order of the file, its header's bytes first; one is in
  /// memory at a time. A missing or empty log has none.
  func forEachFrame(
    _ opening: (_ header: [UInt8]) -> Void = { _ in },
    frame body: (_ header: [UInt8], Frame) -> Void
  ) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError(.notAccessible, at: path)
    }
    defer { try? file.close() }
    do {
      let header = Array(try file.read(upToCount: Self.headerBytes) ?? Data())
      guard header.count == Self.headerBytes else { return }
      let pageSize = PageSize(logHeader: header).bytes
      opening(header)
      while true {
        let size = Self.frameHeaderBytes + pageSize
        let bytes = Array(try file.read(upToCount: size) ?? Data())
        guard bytes.count == size else { return }
        let frameHeader = Array(bytes[..<Self.frameHeaderBytes])
        body(
          frameHeader,
          Frame(
            page: frameHeader.bigEndian(at: 0), commitSize: frameHeader.bigEndian(at: 4),
            salts: Array(frameHeader[8..<16]), bytes: Array(bytes[Self.frameHeaderBytes...])))
      }
    } catch {
      throw StoreError(.notAccessible, at: path)
    }
  }
}

/// The running sum over a write-ahead log, as SQLite's file format defines it.
private struct Checksum {
  private var first: UInt32 = 0
  private var second: UInt32 = 0
  private let isBigEndian: Bool

  static let orders = [false, true]

  init(after frame: [UInt8], isBigEndian: Bool) {
    first = frame.bigEndian(at: 16)
    second = frame.bigEndian(at: 20)
    self.isBigEndian = isBigEndian
  }

  /// Nil where the header's own sum is wrong.
  init?(header: [UInt8]) {
    isBigEndian = header[3] & 1 == 1
    add(header[..<24])
    guard first == header.bigEndian(at: 24), second == header.bigEndian(at: 28) else { return nil }
  }

  /// Whether the frame follows from those before.
  mutating func takes(_ header: [UInt8], _ page: [UInt8]) -> Bool {
    add(header[..<8])
    add(page[...])
    return first == header.bigEndian(at: 16) && second == header.bigEndian(at: 20)
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    var position = bytes.startIndex
    while position + 8 <= bytes.endIndex {
      first = first &+ word(bytes, position) &+ second
      second = second &+ word(bytes, position + 4) &+ first
      position += 8
    }
  }

  private func word(_ bytes: ArraySlice<UInt8>, _ position: Int) -> UInt32 {
    let word =
      UInt32(bytes[position]) << 24 | UInt32(bytes[position + 1]) << 16
      | UInt32(bytes[position + 2]) << 8 | UInt32(bytes[position + 3])
    return isBigEndian ? word : word.byteSwapped
  }
}

/// How many bytes a page has, as a header says it; SQLite's usual 4,096 where it says nonsense.
struct PageSize {
  static let usual = 4_096

  let bytes: Int

  init(logHeader: [UInt8]) { self.init(Int(logHeader.bigEndian(at: 8))) }

  init(databaseHeader: [UInt8]) {
    let stored =
      databaseHeader.count > 17 ? Int(databaseHeader[16]) << 8 | Int(databaseHeader[17]) : 0
    self.init(stored == 1 ? 65_536 : stored)
  }

  private init(_ claimed: Int) {
    let isPossible = (512...65_536).contains(claimed) && claimed & (claimed - 1) == 0
    bytes = isPossible ? claimed : Self.usual
  }
}

extension [UInt8] {
  /// Four bytes, the highest first.
  func bigEndian(at position: Int) -> UInt32 {
    self[position..<position + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
