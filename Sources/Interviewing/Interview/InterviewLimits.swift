/// Bounds on what one interview may hold.
public enum InterviewLimits {
  /// Rows of one roster.
  public static let maximumRows = 2_000
  /// Groups, rows and questions in all rows together.
  public static let maximumNodes = 250_000
}
