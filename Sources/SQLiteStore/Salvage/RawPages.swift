import Foundation

/// A store's file and its write-ahead log as pages of bytes, read without SQLite: of a damaged file
/// every page can be looked at by itself.
final class RawPages {
  /// One page as it stands somewhere.
  struct Image {
    let number: UInt32
    let bytes: [UInt8]
    /// Nothing later is known of the page: what was deleted since is not on it.
    let isLatest: Bool
  }

  let pageSize: Int
  private let file: FileHandle
  private let log: FileHandle?
  private let pageCount: UInt32
  /// Where the last image of a page begins in the log.
  private var latestInLog: [UInt32: UInt64] = [:]
  private var frames: [(offset: UInt64, page: UInt32, isWhole: Bool)] = []

  init(of path: String) throws(StoreError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError(
        FileManager.default.fileExists(atPath: path) ? .notAccessible : .notFound, at: path)
    }
    self.file = file
    do {
      pageSize = PageSize(databaseHeader: Array(try file.read(upToCount: 100) ?? Data())).bytes
    } catch {
      throw StoreError(.notAccessible, at: path)
    }
    let pages = StoreFile.size(of: path) / UInt64(pageSize)
    pageCount = UInt32(clamping: pages)
    let walk = WriteAheadLog(of: path)
    log = FileHandle(forReadingAtPath: walk.path)
    try index(walk)
  }

  deinit {
    try? file.close()
    try? log?.close()
  }

  /// Calls `body` with every page of the file and every frame of the log.
  func forEachImage(_ body: (Image) throws -> Void) throws {
    var number: UInt32 = 1
    while number <= pageCount {
      if let bytes = page(number, in: file, at: UInt64(number - 1) * UInt64(pageSize)) {
        try body(Image(number: number, bytes: bytes, isLatest: latestInLog[number] == nil))
      }
      number += 1
    }
    for frame in frames {
      guard let log, let bytes = page(frame.page, in: log, at: frame.offset) else { continue }
      // Of a broken frame nobody knows which page it is: what it holds is not hidden by others.
      let isLatest = !frame.isWhole || latestInLog[frame.page] == frame.offset
      try body(Image(number: frame.page, bytes: bytes, isLatest: isLatest))
    }
  }

  /// A page as it was written last.
  func latest(_ number: UInt32) -> [UInt8]? {
    if let offset = latestInLog[number], let log { return page(number, in: log, at: offset) }
    return inFile(number)
  }

  /// A page as it stands in the file, whatever the log says.
  func inFile(_ number: UInt32) -> [UInt8]? {
    guard number > 0, number <= pageCount else { return nil }
    return page(number, in: file, at: UInt64(number - 1) * UInt64(pageSize))
  }

  /// Pages that SQLite does not use now: what stands on them was deleted. Empty where the list of
  /// them is broken.
  func freePages() -> Set<UInt32> {
    guard let first = latest(1), first.count > 40 else { return [] }
    var free: Set<UInt32> = []
    var trunk = first.bigEndian(at: 32)
    while trunk != 0 {
      guard free.insert(trunk).inserted, let bytes = latest(trunk) else { return [] }
      let leaves = Int(bytes.bigEndian(at: 4))
      guard leaves <= pageSize / 4 - 2 else { return [] }
      for place in 0..<leaves { free.insert(bytes.bigEndian(at: 8 + 4 * place)) }
      trunk = bytes.bigEndian(at: 0)
    }
    return free
  }

  private func index(_ walk: WriteAheadLog) throws(StoreError) {
    var all: [(page: UInt32, salts: [UInt8], isWhole: Bool)] = []
    var before: [UInt8]?
    try walk.forEachFrame { header, frame in
      let follows = before.map { WriteAheadLog.follows(header, frame.bytes, after: $0) } ?? true
      all.append((frame.page, frame.salts, follows))
      before = header
    }
    guard let salts = Self.generation(all.map(\.salts)),
      let last = all.lastIndex(where: { $0.salts == salts })
    else { return }
    // Frames behind are of a generation whose pages are in the file already.
    for (place, frame) in all[...last].enumerated() {
      let offset =
        UInt64(WriteAheadLog.headerBytes + WriteAheadLog.frameHeaderBytes)
        + UInt64(place) * UInt64(WriteAheadLog.frameHeaderBytes + pageSize)
      frames.append((offset, frame.page, frame.isWhole))
      if frame.isWhole, frame.page > 0 { latestInLog[frame.page] = offset }
    }
  }

  /// The salts of the log's present generation: of the first two frames that agree.
  private static func generation(_ salts: [[UInt8]]) -> [UInt8]? {
    for (one, next) in zip(salts, salts.dropFirst()) where one == next { return one }
    return salts.first
  }

  private func page(_ number: UInt32, in file: FileHandle, at offset: UInt64) -> [UInt8]? {
    do {
      try file.seek(toOffset: offset)
      let bytes = Array(try file.read(upToCount: pageSize) ?? Data())
      return bytes.count == pageSize ? bytes : nil
    } catch {
      // A sector that cannot be read costs its page.
      return nil
    }
  }
}
