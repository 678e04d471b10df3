package import Replication

extension RecordCoder {
  /// Bytes of the compact form and registers up to which no limit can be passed: a thousand names of
  /// the greatest length are less than the limit of all names, and what else a record lists takes more
  /// of these bytes than its limit allows.
  private static let surelyReadable = (bytes: 32 << 10, registers: 1_000)

  /// Whether `decode` would take a record's canonical bytes: only such a record is to be written.
  /// - Parameters:
  ///   - record: made of what was decoded, or was found to fit when it was saved.
  ///   - compactBytes: what its compact form takes.
  package static func isReadable(_ record: Record, compactBytes: Int) -> Bool {
    let isSmall =
      compactBytes <= surelyReadable.bytes && record.registers.count <= surelyReadable.registers
    if isSmall,
      record.stamps.values.allSatisfy({ CodingLimits.times.contains($0.time.milliseconds) })
    {
      return true
    }
    // The limits have one home, the decoder.
    do { _ = try decode(encode(record)) } catch { return false }
    return true
  }
}
