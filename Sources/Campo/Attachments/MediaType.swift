/// The media types of what phones and recorders make, by the ends of names.
enum MediaType {
  /// Of what has another end, or none.
  static let unknown = "application/octet-stream"

  private static let byExtension = [
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "heic": "image/heic", "svg": "image/svg+xml",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "amr": "audio/amr",
    "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "mp4": "video/mp4", "m4v": "video/mp4", "3gp": "video/3gpp", "webm": "video/webm",
    "mov": "video/quicktime", "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv",
  ]

  static func named(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return unknown }
    return byExtension[name[name.index(after: dot)...].lowercased()] ?? unknown
  }
}
