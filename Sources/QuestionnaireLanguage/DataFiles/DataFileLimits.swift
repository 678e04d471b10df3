/// What the data files of a questionnaire may hold, so that it stays one document that travels
/// (`SyncLimits.definitionBytes`) and an interview's memory is bounded.
public enum DataFileLimits {
  public static let fileBytes = 8 << 20
  /// Of all files of one questionnaire together.
  public static let totalBytes = 12 << 20
  /// Cells of all files of one questionnaire: items times columns, features times properties,
  /// elements.
  public static let cells = 500_000
  /// Columns of one file.
  public static let columns = 2_000
  /// Elements, or objects and lists, within each other.
  static let depth = 64
}
