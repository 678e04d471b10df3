extension Formula {
  /// The name in a formula that is nothing but `${name}`.
  package var simpleReference: String? {
    guard let expression = try? Expression(parsing: text), case .path(let path) = expression.kind,
      case .reference(let reference) = path.start, path.steps.isEmpty, path.predicates.isEmpty,
      !reference.isLastSaved
    else { return nil }
    return reference.name
  }
}
