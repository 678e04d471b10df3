import CLibZip

/// Builds a zip file in memory; the same parts always give the same bytes.
package struct ZipBuilder: ~Copyable {
  /// 1980-01-01, the first moment a zip file can name.
  private static let epoch = time_t(315_532_800)

  private let source: OpaquePointer
  /// Nil once it is written.
  private var archive: OpaquePointer?
  /// What libzip reads from until the archive is written.
  private var buffers: [UnsafeMutableRawBufferPointer] = []

  package init() throws(QuestionnaireWritingError) {
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
      throw QuestionnaireWritingError(.archive, "libzip \(error.zip_err)")
    }
    zip_source_keep(source)
    guard let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
      zip_source_free(source)
      zip_source_free(source)
      throw QuestionnaireWritingError(.archive, "libzip \(error.zip_err)")
    }
    self.source = source
    self.archive = archive
  }

  package mutating func add(_ name: String, _ bytes: [UInt8]) throws(QuestionnaireWritingError) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
    copy.copyBytes(from: bytes)
    buffers.append(copy)
    guard let part = zip_source_buffer(archive, copy.baseAddress, zip_uint64_t(bytes.count), 0)
    else { throw failure() }
    let index = zip_file_add(archive, name, part, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(part)
      throw failure()
    }
    guard zip_file_set_mtime(archive, zip_uint64_t(index), Self.epoch, 0) == 0 else {
      throw failure()
    }
  }

  deinit {
    if let archive { zip_discard(archive) }
    zip_source_free(source)
    for buffer in buffers { buffer.deallocate() }
  }

  package consuming func finish() throws(QuestionnaireWritingError) -> [UInt8] {
    guard zip_close(archive) == 0 else { throw failure() }
    archive = nil
    var stat = zip_stat_t()
    guard zip_source_stat(source, &stat) == 0, zip_source_open(source) == 0 else {
      throw QuestionnaireWritingError(.archive, "libzip")
    }
    defer { zip_source_close(source) }
    let size = Int(stat.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(zip_source_read(source, buffer.baseAddress, zip_uint64_t(size))))
    }
    guard bytes.count == size else { throw QuestionnaireWritingError(.archive, "libzip") }
    return bytes
  }

  private func failure() -> QuestionnaireWritingError {
    QuestionnaireWritingError(.archive, String(cString: zip_strerror(archive)))
  }
}
