import Interviewing

extension Fieldworker {
  /// ODK's number for a control where several choices may be marked.
  private static let severalChoicesControl = 3
  /// The choice that goes with no other.
  private static let exclusiveChoice = "none"

  /// An answer for a question that the visit's papers do not answer; nil if there is nothing to choose.
  mutating func madeUp(_ name: String, _ node: NodeState) -> String? {
    if let personal = ofThePerson(name, isFirst: node.path.contains("[1]/")) { return personal }
    if let screened = ofTheScreener(name) { return screened }
    if name.hasPrefix("difficulty_") {
      return weighted(Plausibility.difficulties.keys.sorted(), Plausibility.difficulties)
    }
    switch name {
    case "incident_date":
      eventDate = DemoCalendar.monthStart(before: Int.random(in: 1...11, using: &chance))
      return eventDate
    case "report_date": return eventDate.isEmpty ? today : eventDate
    case "incident_place_other", "no_report_other": return "No especificado"
    default: break
    }
    if let range = Plausibility.numbers[name] {
      return String(Int.random(in: range, using: &chance))
    }
    let choices = (node.presentation?.choices ?? []).map(\.name)
    return node.presentation?.control == Self.severalChoicesControl
      ? several(of: choices) : weighted(choices, Plausibility.choiceWeights[name])
  }

  private mutating func ofThePerson(_ name: String, isFirst: Bool) -> String? {
    switch name {
    case "first_name":
      listedPersonIsWoman = chance.happens(Plausibility.shareOfWomen)
      return (listedPersonIsWoman ? Plausibility.women : Plausibility.men)
        .randomElement(using: &chance)
    case "sex":
      return listedPersonIsWoman ? "woman" : "man"
    case "age":
      let ages = isFirst ? Plausibility.agesOfHeads : Plausibility.agesOfOthers
      listedPersonAge = Int.random(in: ages, using: &chance)
      return String(listedPersonAge)
    case "relationship":
      let relatives =
        listedPersonAge < 18 ? Plausibility.youngRelatives : Plausibility.grownRelatives
      return isFirst ? "head" : relatives.randomElement(using: &chance)
    default:
      return nil
    }
  }

  /// Screeners are named for their crime: `burglary_5y`, `burglary_12m`, `burglary_n`.
  private mutating func ofTheScreener(_ name: String) -> String? {
    guard let end = name.lastIndex(of: "_"),
      let rate = Plausibility.fiveYearRates[String(name[..<end])]
    else { return nil }
    switch name[end...] {
    case "_5y": return chance.happens(rate) ? "yes" : "no"
    case "_12m": return chance.happens(Plausibility.withinAYear) ? "yes" : "no"
    default:
      let counts = (1...Plausibility.eventCounts.count).map(String.init)
      return weighted(counts, Dictionary(zip(counts, Plausibility.eventCounts)) { $1 })
    }
  }

  private mutating func weighted(_ choices: [String], _ weights: [String: Double]?) -> String? {
    guard let weights else { return choices.randomElement(using: &chance) }
    let each = choices.map { weights[$0] ?? Plausibility.unnamedWeight }
    let total = each.reduce(0, +)
    guard total > 0 else { return nil }
    var rest = Double.random(in: 0..<total, using: &chance)
    for (choice, weight) in zip(choices, each) {
      rest -= weight
      if rest < 0 { return choice }
    }
    return choices.last
  }

  /// One to three choices in the list's order, or the one that stands alone.
  private mutating func several(of choices: [String]) -> String? {
    if choices.contains(Self.exclusiveChoice), chance.happens(Plausibility.noneRate) {
      return Self.exclusiveChoice
    }
    let others = choices.filter { $0 != Self.exclusiveChoice }
    let count = Int.random(in: 1...Plausibility.mostChoices, using: &chance)
    let chosen = Set(others.shuffled(using: &chance).prefix(count))
    return others.filter(chosen.contains).joined(separator: " ")
  }
}
