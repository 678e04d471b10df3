/// An OLE2 compound file, the container of `.xls`: streams scattered over sectors that a table
/// chains together. Every chain is as long as the file at most, so no cycle can hold a reader.
struct CompoundFile {
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private static let headerBytes = 512
  private static let entryBytes = 128
  private static let tablesInHeader = 109
  /// Chains end with this; larger numbers mark sectors of other uses.
  private static let endOfChain: UInt32 = 0xFFFF_FFFE
  private static let largestSector: UInt32 = 0xFFFF_FFFA

  private let bytes: ArraySlice<UInt8>
  private let sectorBytes: Int
  private let shortSectorBytes: Int
  /// Shorter streams lie in short sectors.
  private let shortStreamLimit: Int
  private var next: [UInt32] = []
  private var shortNext: [UInt32] = []
  private var shortSectors: ArraySlice<UInt8> = []
  private var entries: [Entry] = []

  private struct Entry {
    let name: String
    let kind: Int
    let left, right, child: UInt32
    let start: UInt32
    let length: Int
  }

  init(_ file: [UInt8]) throws(QuestionnaireReadingError) {
    bytes = file[...]
    let damaged = QuestionnaireReadingError(.truncatedWorkbook)
    guard bytes.count >= Self.headerBytes, let sector = bytes.u16(30), let short = bytes.u16(32),
      (7...16).contains(sector), (2...sector).contains(short), let tables = bytes.u32(44),
      let directory = bytes.u32(48), let limit = bytes.u32(56), let shortTable = bytes.u32(60),
      let moreTables = bytes.u32(68)
    else { throw damaged }
    sectorBytes = 1 << sector
    shortSectorBytes = 1 << short
    shortStreamLimit = Int(limit)
    guard let table = allocationTable(count: Int(tables), more: moreTables) else { throw damaged }
    next = table
    guard let directory = chain(directory, through: next) else { throw damaged }
    entries = Self.entries(gather(directory, from: bytes, Self.headerBytes, sectorBytes))
    guard let root = entries.first, root.kind == 5 else { throw damaged }
    if root.length > 0, root.start < Self.largestSector {
      guard let sectors = chain(root.start, through: next),
        let table = chain(shortTable, through: next)
      else { throw damaged }
      shortSectors = gather(sectors, from: bytes, Self.headerBytes, sectorBytes)
        .prefix(root.length)
      shortNext = words(gather(table, from: bytes, Self.headerBytes, sectorBytes))
    }
  }

  /// A stream of the root, whatever the case of its name; nil where there is none.
  func stream(_ name: String) throws(QuestionnaireReadingError) -> ArraySlice<UInt8>? {
    guard let entry = find(name), entry.kind == 2 else { return nil }
    guard entry.length <= bytes.count else { throw QuestionnaireReadingError(.truncatedWorkbook) }
    let isShort = entry.length < shortStreamLimit
    guard entry.length > 0 else { return [] }
    guard let sectors = chain(entry.start, through: isShort ? shortNext : next) else {
      throw QuestionnaireReadingError(.truncatedWorkbook)
    }
    let stream =
      isShort
      ? gather(sectors, from: shortSectors, 0, shortSectorBytes)
      : gather(sectors, from: bytes, Self.headerBytes, sectorBytes)
    guard stream.count >= entry.length else {
      throw QuestionnaireReadingError(.truncatedWorkbook)
    }
    return stream.prefix(entry.length)
  }

  // MARK: Sectors

  /// The table that says which sector follows which; its own sectors are listed in the header,
  /// and past 109 of them in a chain of lists.
  private func allocationTable(count: Int, more: UInt32) -> [UInt32]? {
    let sectors = (bytes.count - Self.headerBytes + sectorBytes - 1) / sectorBytes
    var listed = (0..<Self.tablesInHeader).compactMap { bytes.u32(76 + 4 * $0) }
    var list = more
    var lists = 0
    while list < Self.largestSector, lists < sectors, listed.count < sectors + 128 {
      var here = words(gather([list], from: bytes, Self.headerBytes, sectorBytes))
      guard let following = here.popLast() else { return nil }
      // A file without further lists may say 0 instead of the end of a chain.
      if list == 0, count <= Self.tablesInHeader { break }
      listed += here
      list = following
      lists += 1
    }
    let own = listed.filter { $0 < Self.largestSector && Int($0) < sectors }.prefix(sectors)
    return words(gather(Array(own), from: bytes, Self.headerBytes, sectorBytes))
  }

  private func chain(_ start: UInt32, through table: [UInt32]) -> [UInt32]? {
    var chain: [UInt32] = []
    var sector = start
    while sector != Self.endOfChain {
      guard chain.count < table.count, Int(sector) < table.count else { return nil }
      chain.append(sector)
      sector = table[Int(sector)]
    }
    return chain
  }

  private func gather(
    _ sectors: [UInt32], from source: ArraySlice<UInt8>, _ base: Int, _ size: Int
  ) -> ArraySlice<UInt8> {
    var gathered: [UInt8] = []
    gathered.reserveCapacity(min(sectors.count * size, source.count))
    for sector in sectors {
      gathered += source.dropFirst(base + Int(sector) * size).prefix(size)
    }
    return gathered[...]
  }

  private func words(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    (0..<bytes.count / 4).compactMap { bytes.u32(4 * $0) }
  }

  // MARK: Directory

  private static func entries(_ bytes: ArraySlice<UInt8>) -> [Entry] {
    stride(from: 0, to: bytes.count, by: entryBytes).compactMap { offset in
      let entry = bytes.dropFirst(offset).prefix(entryBytes)
      guard let nameBytes = entry.u16(64), let left = entry.u32(68), let right = entry.u32(72),
        let child = entry.u32(76), let start = entry.u32(116), let length = entry.u32(120)
      else { return nil }
      let units = (0..<max(0, min(nameBytes, 64) / 2 - 1)).compactMap { index in
        entry.u16(2 * index).map { UInt16(truncatingIfNeeded: $0) }
      }
      return Entry(
        name: String(decoding: units, as: UTF16.self), kind: Int(entry[entry.startIndex + 66]),
        left: left, right: right, child: child, start: start, length: Int(length))
    }
  }

  /// The entry so called among the root's own, which form a tree of siblings.
  private func find(_ name: String) -> Entry? {
    let wanted = name.lowercased()
    var waiting = entries.first.map { [$0.child] } ?? []
    var visited = 0
    while let index = waiting.popLast(), visited <= entries.count {
      guard Int(index) < entries.count else { continue }
      visited += 1
      let entry = entries[Int(index)]
      if entry.name.lowercased() == wanted { return entry }
      waiting += [entry.left, entry.right]
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// The number of two bytes, the lower first, at `offset` from the front; nil past the end.
  func u16(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    return Int(self[startIndex + offset]) | Int(self[startIndex + offset + 1]) << 8
  }

  func u32(_ offset: Int) -> UInt32? {
    guard let low = u16(offset), let high = u16(offset + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  func double(_ offset: Int) -> Double? {
    guard let low = u32(offset), let high = u32(offset + 4) else { return nil }
    return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
  }
}
