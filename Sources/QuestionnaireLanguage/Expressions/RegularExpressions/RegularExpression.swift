/// Matches a whole text against a pattern, with a bound on the work, so that no pattern can hang
/// an interview or a server.
struct RegularExpression {
  static func matches(_ text: String, pattern: String) throws(EvaluationError) -> Bool {
    var parser = RegexParser(pattern)
    let tree = try parser.parse()
    var program = RegexProgram(pattern: pattern, groups: parser.groups)
    try program.add(tree)
    try program.emit(.accept)
    var machine = RegexMachine(program: program, text: Array(text.unicodeScalars))
    guard let verdict = machine.run(from: 0, at: 0) else {
      throw EvaluationError(.regularExpression(pattern))
    }
    return verdict
  }
}

/// A pattern as instructions for a machine that goes back where a choice failed.
struct RegexProgram {
  enum Instruction {
    case one(CharacterClass)
    case lineStart
    case lineEnd
    case wordEdge(isNegative: Bool)
    case jump(Int)
    /// Tries the first place, then the second.
    case fork(Int, Int)
    /// Notes the place in the text: group bounds, and where a loop began.
    case note(Int)
    /// Fails if the loop's body consumed nothing.
    case progressed(since: Int)
    case reference(Int)
    /// Runs the instructions after it up to `accept` on their own, then goes on at `next`.
    case lookAhead(isNegative: Bool, next: Int)
    /// As look-ahead, but keeps what was consumed and never reconsiders it.
    case atomic(next: Int)
    case acceptPart
    case accept
  }

  private let pattern: String
  private(set) var instructions: [Instruction] = []
  private(set) var slots: Int

  private static let maximumInstructions = 50_000
  /// Parts of a pattern, those that a count repeats each time: an empty part makes no instruction.
  private static let maximumParts = 200_000
  /// What is noted of a text; every choice that is left open keeps all of it.
  private static let maximumSlots = 1_000
  private var parts = 0

  init(pattern: String, groups: Int) {
    self.pattern = pattern
    slots = 2 * (groups + 1)
  }

  private mutating func count(part: Int = 0, slot: Int = 0) throws(EvaluationError) {
    parts += part
    slots += slot
    guard parts <= Self.maximumParts, slots <= Self.maximumSlots else {
      throw EvaluationError(.regularExpression(pattern))
    }
  }

  mutating func emit(_ instruction: Instruction) throws(EvaluationError) {
    guard instructions.count < Self.maximumInstructions else {
      throw EvaluationError(.regularExpression(pattern))
    }
    instructions.append(instruction)
  }

  mutating func add(_ tree: RegexPattern) throws(EvaluationError) {
    try count(part: 1)
    switch tree {
    case .empty: break
    case .one(let set): try emit(.one(set))
    case .sequence(let parts): for part in parts { try add(part) }
    case .either(let branches): try addBranches(branches[...])
    case .group(let inner, let number):
      try emit(.note(2 * number))
      try add(inner)
      try emit(.note(2 * number + 1))
    case .reference(let number): try emit(.reference(number))
    case .lookAhead(let inner, let isNegative):
      let place = instructions.count
      try emit(.acceptPart)
      try add(inner)
      try emit(.acceptPart)
      instructions[place] = .lookAhead(isNegative: isNegative, next: instructions.count)
    case .lineStart: try emit(.lineStart)
    case .lineEnd: try emit(.lineEnd)
    case .wordEdge(let isNegative): try emit(.wordEdge(isNegative: isNegative))
    case .repeated(let inner, let least, let most, .possessive):
      let place = instructions.count
      try emit(.acceptPart)
      try add(.repeated(inner, least: least, most: most, greed: .greedy))
      try emit(.acceptPart)
      instructions[place] = .atomic(next: instructions.count)
    case .repeated(let inner, let least, let most, let greed):
      for _ in 0..<least { try add(inner) }
      try addRest(inner, most.map { $0 - least }, isGreedy: greed == .greedy)
    }
  }

  private mutating func addBranches(_ branches: ArraySlice<RegexPattern>) throws(EvaluationError) {
    guard let first = branches.first, branches.count > 1 else {
      if let only = branches.first { try add(only) }
      return
    }
    let fork = instructions.count
    try emit(.acceptPart)
    try add(first)
    let exit = instructions.count
    try emit(.acceptPart)
    instructions[fork] = .fork(fork + 1, instructions.count)
    try addBranches(branches.dropFirst())
    instructions[exit] = .jump(instructions.count)
  }

  private mutating func addRest(
    _ inner: RegexPattern, _ most: Int?, isGreedy: Bool
  ) throws(EvaluationError) {
    guard let most else {
      let slot = slots
      try count(slot: 1)
      let fork = instructions.count
      try emit(.acceptPart)
      try emit(.note(slot))
      try add(inner)
      try emit(.progressed(since: slot))
      try emit(.jump(fork))
      instructions[fork] = choice(fork + 1, instructions.count, isGreedy)
      return
    }
    var forks: [Int] = []
    for _ in 0..<most {
      forks.append(instructions.count)
      try emit(.acceptPart)
      try add(inner)
    }
    for fork in forks { instructions[fork] = choice(fork + 1, instructions.count, isGreedy) }
  }

  private func choice(_ body: Int, _ exit: Int, _ isGreedy: Bool) -> Instruction {
    isGreedy ? .fork(body, exit) : .fork(exit, body)
  }
}

/// Runs a program over a text. Its memory of choices lies in an array, not on the call stack.
struct RegexMachine {
  private struct State {
    var instruction: Int
    var position: Int
    var notes: [Int]
  }

  let program: RegexProgram
  let text: [Unicode.Scalar]
  private var steps = 0
  /// Where the last part ended (look-ahead, atomic).
  private var partEnd = 0

  init(program: RegexProgram, text: [Unicode.Scalar]) {
    self.program = program
    self.text = text
  }

  /// Whether the whole text matches; nil if the work exceeds its bound.
  mutating func run(from instruction: Int, at position: Int) -> Bool? {
    var notes = Array(repeating: -1, count: program.slots)
    return run(State(instruction: instruction, position: position, notes: notes), &notes)
  }

  private mutating func run(_ start: State, _ result: inout [Int]) -> Bool? {
    var pending = [start]
    while var state = pending.popLast() {
      thread: while true {
        steps += 1
        if steps > ExpressionLimits.maximumRegexSteps { return nil }
        switch program.instructions[state.instruction] {
        case .accept:
          if state.position == text.count { return true }
          break thread
        case .acceptPart:
          partEnd = state.position
          result = state.notes
          return true
        case .jump(let next): state.instruction = next
        case .fork(let first, let second):
          var other = state
          other.instruction = second
          pending.append(other)
          state.instruction = first
        case .lookAhead(let isNegative, let next):
          guard let found = part(&state) else { return nil }
          if found == isNegative { break thread }
          state.instruction = next
        case .atomic(let next):
          guard let found = part(&state) else { return nil }
          if !found { break thread }
          state.position = partEnd
          state.instruction = next
        default:
          guard let position = advance(&state) else { break thread }
          state.position = position
          state.instruction += 1
        }
      }
    }
    return false
  }

  private mutating func part(_ state: inout State) -> Bool? {
    var notes = state.notes
    let start = State(
      instruction: state.instruction + 1, position: state.position, notes: state.notes)
    guard let found = run(start, &notes) else { return nil }
    if found { state.notes = notes }
    return found
  }

  /// The position after a simple instruction; nil where it fails.
  private func advance(_ state: inout State) -> Int? {
    let position = state.position
    switch program.instructions[state.instruction] {
    case .one(let set):
      return position < text.count && set.contains(text[position]) ? position + 1 : nil
    case .lineStart: return position == 0 ? position : nil
    case .lineEnd: return position == text.count ? position : nil
    case .wordEdge(let isNegative):
      let before = position > 0 && CharacterClass.word.contains(text[position - 1])
      let after = position < text.count && CharacterClass.word.contains(text[position])
      return (before != after) != isNegative ? position : nil
    case .note(let slot):
      state.notes[slot] = position
      return position
    case .progressed(let slot): return state.notes[slot] < position ? position : nil
    case .reference(let number):
      guard 2 * number + 1 < state.notes.count, state.notes[2 * number] >= 0,
        state.notes[2 * number + 1] >= state.notes[2 * number]
      else { return nil }
      let group = text[state.notes[2 * number]..<state.notes[2 * number + 1]]
      return text[position...].starts(with: group) ? position + group.count : nil
    default: return nil
    }
  }
}
