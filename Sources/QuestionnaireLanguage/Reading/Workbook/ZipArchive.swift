import CLibZip

/// A zip file in memory: names its parts and opens them one after another, within limits.
final class ZipArchive {
  private let handle: OpaquePointer
  /// What libzip reads from until the archive closes.
  private let storage: UnsafeMutableRawBufferPointer
  /// Uncompressed bytes that parts may still give.
  fileprivate var budget = ReadingLimits.workbookBytes

  init(_ bytes: [UInt8]) throws(QuestionnaireReadingError) {
    guard bytes.starts(with: [0x50, 0x4B]) else { throw QuestionnaireReadingError(.notAWorkbook) }
    storage = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    storage.copyBytes(from: bytes)
    var error = zip_error_t()
    let size = zip_uint64_t(bytes.count)
    let source = zip_source_buffer_create(storage.baseAddress, size, 0, &error)
    guard let source, let archive = zip_open_from_source(source, ZIP_RDONLY, &error)
    else {
      if let source { zip_source_free(source) }
      storage.deallocate()
      throw QuestionnaireReadingError(.truncatedWorkbook)
    }
    handle = archive
  }

  deinit {
    zip_discard(handle)
    storage.deallocate()
  }

  /// Opens a part for reading once, from the front. Nil where the archive has no such part.
  func open(_ name: String) throws(QuestionnaireReadingError) -> ZipPart? {
    let index = zip_name_locate(handle, name, ZIP_FL_ENC_GUESS)
    guard index >= 0 else { return nil }
    var stat = zip_stat_t()
    guard zip_stat_index(handle, zip_uint64_t(index), 0, &stat) == 0 else {
      throw QuestionnaireReadingError(.damagedPart, name)
    }
    let size = Int(clamping: stat.size)
    let compressed = max(1, Int(clamping: stat.comp_size))
    let suspicious =
      size > ReadingLimits.ratioFreeBytes && size / compressed > ReadingLimits.compressionRatio
    guard size <= ReadingLimits.partBytes, size <= budget, !suspicious else {
      throw QuestionnaireReadingError(.zipBomb, name, "\(size)")
    }
    guard let file = zip_fopen_index(handle, zip_uint64_t(index), 0) else {
      throw QuestionnaireReadingError(.damagedPart, name)
    }
    return ZipPart(name: name, file: file, archive: self)
  }
}

/// One open part of a `ZipArchive`; counts what comes out, whatever the directory promised.
final class ZipPart {
  let name: String
  private let file: OpaquePointer
  private let archive: ZipArchive
  private var given = 0
  /// Why reading stopped early; the parser above only sees the end of its input.
  private(set) var failure: QuestionnaireReadingError?

  fileprivate init(name: String, file: OpaquePointer, archive: ZipArchive) {
    self.name = name
    self.file = file
    self.archive = archive
  }

  deinit { zip_fclose(file) }

  /// Fills `buffer` and returns how many bytes; 0 at the end, -1 after a failure.
  func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int {
    let got = Int(zip_fread(file, buffer, zip_uint64_t(count)))
    guard got >= 0 else {
      failure = QuestionnaireReadingError(.damagedPart, name)
      return -1
    }
    given += got
    archive.budget -= got
    guard given <= ReadingLimits.partBytes, archive.budget >= 0 else {
      failure = QuestionnaireReadingError(.zipBomb, name, "\(given)")
      return -1
    }
    return got
  }
}
