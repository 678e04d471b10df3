/// Cuts rows out of single pages: also where the page's own header, the tree above it, or the list of
/// tables is lost. Whether a row is one of ours, its values' checksums say.
struct RowCarver {
  let pages: RawPages

  /// The rows whose header begins at a place of a page; several where the bytes before it can be read
  /// in several ways, and where the rest of a long row differs between the file and its log.
  func rows(on page: [UInt8], headerAt start: Int, hasNumber: Bool) -> [RawRow] {
    guard let header = RawHeader(page, at: start) else { return [] }
    let numbers = hasNumber ? numbers(on: page, before: start, header.rowBytes) : [nil]
    if numbers.isEmpty { return [] }
    if !hasNumber, !isSize(header.rowBytes, on: page, before: start) { return [] }
    return payloads(on: page, at: start, header, hasNumber: hasNumber).flatMap { payload in
      numbers.compactMap { RawRow(number: $0, payload: payload) }
    }
  }

  /// The rows that a page of a table without row numbers lists; nil where it is none, or damaged.
  func listedRows(on image: RawPages.Image) -> [RawRow]? {
    let page = image.bytes
    let start = image.number == 1 ? 100 : 0
    let isInterior = page[start] == 2
    guard isInterior || page[start] == 10 else { return nil }
    let count = Int(page[start + 3]) << 8 | Int(page[start + 4])
    let list = start + (isInterior ? 12 : 8)
    guard list + 2 * count <= page.count else { return nil }
    var rows: [RawRow] = []
    for place in 0..<count {
      var cell = Int(page[list + 2 * place]) << 8 | Int(page[list + 2 * place + 1])
      guard cell >= list + 2 * count, cell < page.count else { return nil }
      if isInterior { cell += 4 }
      guard let (_, length) = page.varint(at: cell) else { continue }
      rows += self.rows(on: page, headerAt: cell + length, hasNumber: false)
    }
    return rows
  }

  /// What a row number may be, that stands before a header and behind the row's size.
  private func numbers(on page: [UInt8], before start: Int, _ rowBytes: Int) -> [Int64?] {
    (1...9).compactMap { length in
      guard let (number, taken) = page.varint(at: start - length), taken == length,
        isSize(rowBytes, on: page, before: start - length)
      else { return nil }
      return .some(Int64(bitPattern: number))
    }
  }

  private func isSize(_ size: Int, on page: [UInt8], before start: Int) -> Bool {
    (1...4).contains { length in
      guard let (value, taken) = page.varint(at: start - length) else { return false }
      return taken == length && value == UInt64(size)
    }
  }

  private func payloads(
    on page: [UInt8], at start: Int, _ header: RawHeader, hasNumber: Bool
  ) -> [[UInt8]] {
    let local = localBytes(header.rowBytes, hasNumber: hasNumber)
    if local == header.rowBytes {
      guard start + local <= page.count else { return [] }
      return [Array(page[start..<start + local])]
    }
    guard start + local + 4 <= page.count else { return [] }
    let beginning = Array(page[start..<start + local])
    let next = page.bigEndian(at: start + local)
    let ways = [pages.latest, pages.inFile].compactMap { read in
      rest(header.rowBytes - local, from: next, read)
    }
    return (ways.count == 2 && ways[0] == ways[1] ? [ways[0]] : ways).map { beginning + $0 }
  }

  /// Follows a row over the pages that it overflows to.
  private func rest(_ count: Int, from first: UInt32, _ read: (UInt32) -> [UInt8]?) -> [UInt8]? {
    var bytes: [UInt8] = []
    var next = first
    while bytes.count < count {
      guard next != 0, let page = read(next) else { return nil }
      bytes += page[4..<min(page.count, 4 + count - bytes.count)]
      next = page.bigEndian(at: 0)
    }
    return bytes
  }

  /// How much of a row stands on its own page, as SQLite's file format defines it.
  private func localBytes(_ size: Int, hasNumber: Bool) -> Int {
    let usable = pages.pageSize
    let most = hasNumber ? usable - 35 : (usable - 12) * 64 / 255 - 23
    if size <= most { return size }
    let least = (usable - 12) * 32 / 255 - 23
    let rest = least + (size - least) % (usable - 4)
    return rest <= most ? rest : least
  }
}
