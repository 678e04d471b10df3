/// A scale's `start`, `end` and `step`, and what is drawn on it, have to fit each other.
enum RangeRules {
  static func check(_ item: Item, lists: [String: ChoiceList]) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    func note(_ problem: ReadingProblem, _ argument: String) {
      notes.append(ReadingNote(problem, at: item.place, argument))
    }
    let parameters = item.parameters
    let drawn = ["tick_interval", "placeholder", "tick_labelset"]
    if !item.appearance.isEmpty, !item.appearance.contains("vertical"),
      !item.appearance.contains("no-ticks"), drawn.contains(where: { parameters[$0] != nil })
    {
      note(.rangeAppearance, item.appearance)
    }
    guard let scale = Scale(parameters) else { return notes }
    guard scale.step != 0 else { return notes }
    if let interval = scale.number("tick_interval"), interval % scale.step != 0 {
      note(.rangeMultiple, "tick_interval")
    }
    if let placeholder = scale.number("placeholder") {
      if !scale.hasStep(at: placeholder) { note(.rangeMultiple, "placeholder") }
      if !scale.contains(placeholder) { note(.rangeOutside, "placeholder") }
    }
    if let name = parameters["tick_labelset"], !scale.fits(lists[name], item.appearance) {
      note(.rangeLabelset, name)
    }
    return notes
  }

  /// The numbers of one scale in the smallest decimal unit that any of them uses.
  private struct Scale {
    let start: Int
    let end: Int
    let step: Int
    private let places: Int
    private let parameters: [String: String]

    /// Nil where one of them is not a plain decimal; the parameter's own rule says so.
    init?(_ parameters: [String: String]) {
      let names = ["start", "end", "step", "tick_interval", "placeholder"]
      let all = parameters.merging(["start": "1", "end": "10", "step": "1"]) { own, _ in own }
      let texts = names.compactMap { all[$0] }
      let places = texts.map(Self.places).max() ?? 0
      guard texts.allSatisfy({ Self.scaled($0, places) != nil }),
        let start = Self.scaled(all["start"], places), let end = Self.scaled(all["end"], places),
        let step = Self.scaled(all["step"], places)
      else { return nil }
      (self.start, self.end, self.step, self.places) = (start, end, step, places)
      self.parameters = all
    }

    func number(_ name: String) -> Int? { Self.scaled(parameters[name], places) }
    func contains(_ value: Int) -> Bool { value >= min(start, end) && value <= max(start, end) }
    func hasStep(at value: Int) -> Bool { (value - start) % step == 0 }

    /// Whether a list labels this scale: numbers on it; without ticks, exactly its two ends.
    func fits(_ list: ChoiceList?, _ appearance: String) -> Bool {
      guard let list else { return false }
      let unit = number("tick_interval") ?? step
      var values: Set<Int> = []
      for choice in list.choices {
        guard let value = Self.scaled(choice.name, places), contains(value), unit != 0,
          (value - start) % unit == 0
        else { return false }
        values.insert(value)
      }
      return !appearance.contains("no-ticks") || values == [start, end]
    }

    private static func places(_ text: String) -> Int {
      guard let point = text.firstIndex(of: ".") else { return 0 }
      return text.distance(from: point, to: text.endIndex) - 1
    }

    private static func scaled(_ text: String?, _ places: Int) -> Int? {
      guard let text, text.utf8.count + places <= 17 else { return nil }
      let sides = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      let fraction = sides.count == 2 ? String(sides[1]) : ""
      guard fraction.utf8.count <= places, fraction.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 })
      else { return nil }
      let zeros = String(repeating: "0", count: places - fraction.utf8.count)
      return Int(String(sides[0]) + fraction + zeros)
    }
  }
}
