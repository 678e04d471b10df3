import Replication
import Testing

/// Presence of rows against its definition (Docs/Merge.md, "Rows"), taken word by word.
@Suite struct RowPresencesTests {
  private static let seen = Dot(replica: ReplicaID(high: 0, low: 1), revision: 1)
  private static let unseen = Dot(replica: ReplicaID(high: 0, low: 1), revision: 2)
  private static let byOther = Dot(replica: ReplicaID(high: 0, low: 2), revision: 1)
  private static let deletion = Dot(replica: ReplicaID(high: 0, low: 3), revision: 1)
  private static let secondDeletion = Dot(replica: ReplicaID(high: 0, low: 4), revision: 1)

  private static let deleted = AnswerValue.deleted(
    context: VersionVector([seen.replica: seen.revision]))
  private static let deletedByOther = AnswerValue.deleted(
    context: VersionVector([byOther.replica: byOther.revision]))

  /// What may stand at a row's key, and at an answer's.
  private static let ofRow: [[Dot: AnswerValue]] = [
    [:], [seen: .row(position: 3)], [deletion: deleted],
    [seen: .row(position: 3), deletion: deleted],
    [unseen: .row(position: 2), seen: .row(position: 3), deletion: deleted],
    [byOther: .row(position: 1), deletion: deleted, secondDeletion: deletedByOther],
  ]
  private static let ofAnswer: [[Dot: AnswerValue]] = [
    [:], [seen: .text("a")], [seen: .text("a"), byOther: .text("b")],
  ]

  private static let one = RowID.ordinal(1)
  /// A row, one nested in it, and one of a roster whose name begins alike.
  private static let rows = [
    AnswerKey(question: "/d/r", rows: [one]), AnswerKey(question: "/d/r/s", rows: [one, one]),
    AnswerKey(question: "/d/r-s", rows: [one]),
  ]
  private static let answers = [
    AnswerKey(question: "/d/r-s/c", rows: [one]), AnswerKey(question: "/d/r/a", rows: [one]),
    AnswerKey(question: "/d/r/s/b", rows: [one, one]),
    AnswerKey(question: "/d/r/s/b", rows: [one, .ordinal(2)]),
  ]

  private static func record(_ entries: [RegisterKey: [Dot: AnswerValue]]) throws -> Record {
    let dots = Set(entries.values.flatMap(\.keys))
    let author = Author(name: "ana", role: .enumerator)
    var context = VersionVector()
    for dot in dots { context.insert(dot) }
    return try #require(
      Record(
        id: RecordID(high: 0, low: 1), kind: .response, registers: Registers(entries),
        decisions: [:],
        stamps: Dictionary(
          uniqueKeysWithValues: dots.map {
            ($0, Stamp(author: author, time: WallTime(milliseconds: 0)))
          }), context: context))
  }

  /// By the definition, for one row.
  private static func presence(of row: AnswerKey, in record: Record) -> RowPresence {
    var contexts: [VersionVector] = []
    var place: UInt32?
    for item in record.registers[.row(row)].map(Array.init) ?? [] {
      switch item.value {
      case .deleted(let context): contexts.append(context)
      case .row(let position): place = min(position, place ?? position)
      default: break
      }
    }
    if contexts.isEmpty { return place.map(RowPresence.present) ?? .absent }
    let isEdited = record.registers.contains { key, register in
      register.contains { item in
        let isInside: Bool =
          switch (key, item.value) {
          case (.answer(let cell), _): isInside(cell, row)
          case (.row(let cell), .row): cell == row || isInside(cell, row)
          default: false
          }
        return isInside && !contexts.contains { $0.contains(item.dot) }
      }
    }
    return isEdited ? .deletedButEdited(position: place ?? .max) : .deleted
  }

  private static func isInside(_ cell: AnswerKey, _ row: AnswerKey) -> Bool {
    cell.rows.starts(with: row.rows) && cell.question.hasPrefix(row.question + "/")
  }

  @Test func everyStateOfThreeRowsAndFourAnswersIsWhatTheDefinitionSays() throws {
    var counts: [RowPresence: Int] = [:]
    let states = Self.combinations(
      Array(repeating: Self.ofRow.count, count: Self.rows.count)
        + Array(repeating: Self.ofAnswer.count, count: Self.answers.count))
    for state in states {
      var entries: [RegisterKey: [Dot: AnswerValue]] = [:]
      for (row, choice) in zip(Self.rows, state) { entries[.row(row)] = Self.ofRow[choice] }
      for (answer, choice) in zip(Self.answers, state.dropFirst(Self.rows.count)) {
        entries[.answer(answer)] = Self.ofAnswer[choice]
      }
      let record = try Self.record(entries)
      let presences = RowPresences(record)
      var hidden: Set<RegisterKey> = []
      var edited: [AnswerKey] = []
      for row in Self.rows.sorted() {
        let expected = Self.presence(of: row, in: record)
        try #require(presences.presence(of: row) == expected, "\(row) of \(entries)")
        counts[expected, default: 0] += 1
        if case .deletedButEdited = expected { edited.append(row) }
        guard expected == .deleted else { continue }
        hidden.formUnion(
          record.registers.keys.filter { key in
            switch key {
            case .answer(let cell): Self.isInside(cell, row)
            case .row(let cell): cell == row || Self.isInside(cell, row)
            default: false
            }
          })
      }
      try #require(presences.editedDeleted == edited, "\(entries)")
      try #require(presences.keysInDeleted == hidden, "\(entries)")
    }
    print("\(states.count) states of rows: \(counts)")
    #expect(states.count == 17_496)
    #expect(counts.keys.contains(.deleted) && counts.keys.contains(.absent))
  }

  private static func combinations(_ choices: [Int]) -> [[Int]] {
    choices.reduce([[]]) { states, count in
      states.flatMap { state in (0..<count).map { state + [$0] } }
    }
  }

  /// As many registers as a record may have: to look through all of them for each row took minutes.
  @Test func aRecordOfDeletionsIsReadInOneWalk() throws {
    let count: UInt32 = 50_000
    var entries: [RegisterKey: [Dot: AnswerValue]] = [:]
    for place in 1...count {
      let row = [RowID.ordinal(place)]
      entries[.row(AnswerKey(question: "/d/r", rows: row))] = [Self.deletion: Self.deleted]
      entries[.answer(AnswerKey(question: "/d/r/a", rows: row))] = [
        place == 7 ? Self.unseen : Self.seen: .text("a")
      ]
    }
    let presences = RowPresences(try Self.record(entries))
    #expect(presences.editedDeleted == [AnswerKey(question: "/d/r", rows: [.ordinal(7)])])
    #expect(presences.keysInDeleted.count == 2 * Int(count) - 2)
  }

  /// Rosters nested in one another as deep as a name may be long, all of the same rows.
  @Test func rostersNestedInOneAnotherAreFoundByTheNamesOnTheWay() throws {
    let depth = 400
    let path = String(repeating: "/a", count: depth)
    var entries: [RegisterKey: [Dot: AnswerValue]] = [:]
    for length in 1...depth {
      let roster = String(path.prefix(2 * length))
      entries[.row(AnswerKey(question: roster, rows: [Self.one]))] = [
        Self.deletion: Self.deleted
      ]
    }
    let middle = String(path.prefix(depth)) + "/b"
    entries[.answer(AnswerKey(question: middle, rows: [Self.one]))] = [Self.unseen: .text("a")]
    let edited = RowPresences(try Self.record(entries)).editedDeleted
    #expect(edited.map(\.question.utf8.count) == Array(stride(from: 2, through: depth, by: 2)))
  }

  /// No questionnaire nests so many rosters: whoever made it wants to keep a server's writer busy.
  @Test func rowsThatTakeTooManyLooksToJudgeAreShown() throws {
    let depth = 1_100
    let path = String(repeating: "/a", count: depth)
    var entries: [RegisterKey: [Dot: AnswerValue]] = [:]
    for length in 1...depth {
      let roster = String(path.prefix(2 * length))
      entries[.row(AnswerKey(question: roster, rows: [Self.one]))] = [
        Self.seen: .row(position: 1), Self.deletion: Self.deleted,
      ]
    }
    func presence(answers: Int) throws -> (RowPresences, RowPresence) {
      var entries = entries
      for answer in 0..<answers {
        let key = AnswerKey(question: path + "/b\(answer)", rows: [Self.one])
        entries[.answer(key)] = [Self.seen: .text("a")]
      }
      let presences = RowPresences(try Self.record(entries))
      return (
        presences, presences.presence(of: AnswerKey(question: "/a", rows: [Self.one]))
      )
    }
    let (few, hidden) = try presence(answers: 1)
    #expect(hidden == .deleted)
    #expect(few.keysInDeleted.count == depth + 1)
    let (many, shown) = try presence(answers: RowPresences.lookLimit / depth + 1)
    #expect(shown == .deletedButEdited(position: 1))
    #expect(many.keysInDeleted.isEmpty)
  }
}
