import Messages

/// A call with too few or too many arguments.
enum WrongArgumentCount: Rule {
  static let kind = FindingKind(
    "Q0306", .error,
    meaning: Message(
      es: "La función recibe otra cantidad de argumentos.",
      en: "The function takes another number of arguments."),
    remedy: Message(
      es: "Revise las comas y los paréntesis de la llamada.",
      en: "Check the call's commas and parentheses."),
    why: Message(
      es: "La entrevista se detiene con un error al llegar a esa llamada.",
      en: "The interview stops with an error where it comes to that call."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: n, calculation: "if(1 = 1, 'a')"}
        """,
      right: """
        survey:
          - {type: calculate, name: n, calculation: "if(1 = 1, 'a', 'b')"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.flatMap { use in
      (use.expression?.calls ?? []).compactMap { call in
        guard let function = FunctionTable.function(named: call.name),
          !function.admits(arguments: call.arguments.count)
        else { return nil }
        let wanted = expected(function)
        let given = call.arguments.count
        return kind.finding(
          at: use.formula.place,
          Message(
            es:
              "\(use.column.rawValue): «\(call.name)()» lleva \(wanted.spanish) y tiene \(given).",
            en: "\(use.column.rawValue): “\(call.name)()” takes \(wanted.english) and has \(given)."
          ))
      }
    }
  }

  private static func expected(_ function: Function) -> Message {
    let least = function.minimum
    guard let most = function.maximum else {
      return Message(es: "\(least) argumentos o más", en: "\(least) arguments or more")
    }
    return least == most
      ? Message(es: "\(least) argumentos", en: "\(least) arguments")
      : Message(es: "de \(least) a \(most) argumentos", en: "\(least) to \(most) arguments")
  }
}
