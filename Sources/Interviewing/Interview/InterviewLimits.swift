/// Bounds on what one interview may hold.
public enum InterviewLimits {
  /// Rows of one roster.
  public static let maximumRows = 2_000
  /// Groups, rows and questions in all rows together, however much is answered.
  public static let maximumNodes = 250_000
  /// Of these, where little is answered: rows that only a count asks for, which somebody mistyped, or
  /// sends to keep a server busy. A household of forty with five hundred questions a person has
  /// 20,000.
  public static let unansweredNodes = 50_000
  /// How many more each recorded answer in a roster allows.
  public static let nodesPerAnswer = 4
  /// What a node costs as much as, in steps of evaluation.
  static let stepsPerNode = 20

  /// How many nodes an interview may hold.
  static func nodes(answers: Int) -> Int {
    min(maximumNodes, unansweredNodes + nodesPerAnswer * answers)
  }
}
