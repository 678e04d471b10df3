internal import CZlib

/// Inflates gzip files, bounded.
package enum Gzip {
  /// What a scenario's text may grow to: its decoded form takes some fifty times as much memory.
  package static let maximumInflatedBytes = 2 << 20

  package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The file's content; nil if it is damaged, cut short, or larger than `limit` bytes.
  package static func inflate(
    _ bytes: [UInt8], limit: Int = maximumInflatedBytes
  ) -> [UInt8]? {
    var stream = z_stream()
    // 16 more than the window's bits: expect a gzip header.
    let windowBits = MAX_WBITS + 16
    guard
      inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    return input.withUnsafeMutableBufferPointer { source -> [UInt8]? in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      while true {
        let status = chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          return CZlib.inflate(&stream, Z_NO_FLUSH)
        }
        output += chunk[..<(chunk.count - Int(stream.avail_out))]
        if status == Z_STREAM_END { return output.count <= limit ? output : nil }
        guard status == Z_OK, output.count <= limit else { return nil }
      }
    }
  }
}
