/// The two forms that every message has; a body's media type says which.
public enum WireForm: Sendable, CaseIterable {
  /// Compact: what devices speak.
  case binary
  /// The same fields by name, for `curl` and scripts.
  case json

  public var mediaType: String {
    switch self {
    case .binary: WireFormat.mediaType
    case .json: "application/json"
    }
  }

  /// - Parameter mediaType: as in a header; parameters such as `charset` are passed over, and of several
  ///   types the first counts.
  public init?(mediaType: String) {
    let type = mediaType.prefix { !";, ".contains($0) }.lowercased()
    guard let form = Self.allCases.first(where: { $0.mediaType == type }) else { return nil }
    self = form
  }
}
