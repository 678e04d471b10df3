/// One function that expressions may call.
public struct Function: Sendable {
  package enum Body: Sendable {
    /// Takes its arguments evaluated; node-sets stay node-sets.
    case onValues(@Sendable (inout Evaluator, [Value]) throws(EvaluationError) -> Value)
    /// Evaluates its arguments itself, in its own order or not at all.
    case onPrograms(
      @Sendable (inout Evaluator, Evaluator.Context, [Program]) throws(EvaluationError) -> Value)
  }

  public let name: String
  /// The fewest arguments.
  public let minimum: Int
  /// The most arguments; nil: any number.
  public let maximum: Int?
  /// Of each argument; the last repeats.
  public let parameters: [ValueType]
  public let result: ValueType
  /// True where two calls may differ though the answers are the same (time, chance).
  public let isVolatile: Bool
  package let body: Body

  public func admits(arguments count: Int) -> Bool {
    count >= minimum && count <= maximum ?? Int.max
  }

  init(
    _ name: String, _ minimum: Int, _ maximum: Int?, _ parameters: [ValueType] = [],
    _ result: ValueType, volatile: Bool = false,
    _ body: @escaping @Sendable (inout Evaluator, [Value]) throws(EvaluationError) -> Value
  ) {
    self.init(name, minimum, maximum, parameters, result, volatile, .onValues(body))
  }

  init(
    _ name: String, _ minimum: Int, _ maximum: Int?, _ parameters: [ValueType] = [],
    _ result: ValueType, volatile: Bool = false,
    inContext body:
      @escaping @Sendable (
        inout Evaluator, Evaluator.Context, [Program]
      ) throws(EvaluationError) -> Value
  ) {
    self.init(name, minimum, maximum, parameters, result, volatile, .onPrograms(body))
  }

  private init(
    _ name: String, _ minimum: Int, _ maximum: Int?, _ parameters: [ValueType],
    _ result: ValueType, _ isVolatile: Bool, _ body: Body
  ) {
    self.name = name
    self.minimum = minimum
    self.maximum = maximum
    self.parameters = parameters
    self.result = result
    self.isVolatile = isVolatile
    self.body = body
  }
}

/// Every function of the expression language: XPath 1.0's that ODK keeps, and ODK's own.
public enum FunctionTable {
  public static func function(named name: String) -> Function? { functions[name] }

  /// Sorted, for messages that suggest a name.
  public static var names: [String] { functions.keys.sorted() }

  private static let functions: [String: Function] = Dictionary(
    [texts, numbers, logic, dates, selections, nodeSets, geometry, devices, digests, surveys]
      .flatMap { $0 }.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first })
}
