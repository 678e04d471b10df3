/// A parsed expression: XPath 1.0 as ODK XForms bounds and extends it, with `${name}` references.
///
/// Nothing is resolved here: names are as the author wrote them. `range` counts UTF-8 bytes of the
/// formula's text, so that a finding can point into a cell.
public struct Expression: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    case number(Double)
    case text(String)
    case call(function: String, arguments: [Expression])
    case binary(BinaryOperator, Expression, Expression)
    case negation(Expression)
    case path(Path)
  }

  public var kind: Kind
  public var range: Range<Int>

  public init(_ kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// The operators between two operands, loosest first.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case or
  case and
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "div"
  case modulo = "mod"
  case union = "|"

  /// A higher number binds tighter. (ODK XPath, as XPath 1.0 §3.)
  var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual: 3
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
    case .plus, .minus: 5
    case .times, .divide, .modulo: 6
    case .union: 8
    }
  }
}

/// A location path: where it starts, then its steps.
public struct Path: Hashable, Sendable {
  public enum Start: Hashable, Sendable {
    /// `/…`
    case root
    /// `a/b`, `.`, `../a`
    case context
    /// `${name}`
    case reference(Reference)
    /// `instance('x')/…`, `current()/…`, `(…)[1]`; the predicates filter what it yields.
    indirect case expression(Expression)
  }

  public var start: Start
  /// Predicates that stand directly after a reference or an expression.
  public var predicates: [Expression]
  public var steps: [Step]

  public init(start: Start, predicates: [Expression] = [], steps: [Step] = []) {
    self.start = start
    self.predicates = predicates
    self.steps = steps
  }
}

/// `${name}` or `${last-saved#name}`.
public struct Reference: Hashable, Sendable {
  public var name: String
  public var isLastSaved: Bool
  public var range: Range<Int>

  public init(name: String, isLastSaved: Bool, range: Range<Int>) {
    self.name = name
    self.isLastSaved = isLastSaved
    self.range = range
  }
}

/// One step of a location path.
public struct Step: Hashable, Sendable {
  public enum Axis: String, Hashable, Sendable, CaseIterable {
    case child
    case parent
    case `self`
    case attribute
    case descendant
    case descendantOrSelf = "descendant-or-self"
    case ancestor
    case ancestorOrSelf = "ancestor-or-self"
    case followingSibling = "following-sibling"
    case precedingSibling = "preceding-sibling"
    case following
    case preceding
    case namespace
  }

  /// Which nodes along the axis the step takes.
  public enum Test: Hashable, Sendable {
    case name(String)
    /// `*`
    case anyName
    /// `prefix:*`
    case anyNameWith(prefix: String)
    /// `node()`
    case anyNode
    /// `text()`
    case text
    case comment
    case processingInstruction(String?)
  }

  public var axis: Axis
  public var test: Test
  public var predicates: [Expression]
  public var range: Range<Int>

  public init(axis: Axis, test: Test, predicates: [Expression] = [], range: Range<Int>) {
    self.axis = axis
    self.test = test
    self.predicates = predicates
    self.range = range
  }
}
