import Testing

@testable import QuestionnaireLanguage

/// The canonical bytes are the questionnaire's meaning and nothing else.
struct CanonicalTests {
  private func form(_ text: String) throws -> Questionnaire {
    try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
  }

  @Test func placesNotesAndOrderOfKeysMeanNothing() throws {
    let one = try form(
      "id: x\nversion: 1\nsurvey:\n  - {type: text, name: a, label: {es: Á, en: A}}\n")
    let other = try form(
      """
      # a comment
      # and another

      survey:
        - name: a
          label:
            en: A
            es: Á
          type: string
      version: "1"
      id: x
      """)
    #expect(one.canonicalBytes == other.canonicalBytes)
    #expect(one != other, "their places differ")
    var noted = one
    noted.notes = [ReadingNote(code: "R0110", place: nil)]
    #expect(noted.canonicalHash == one.canonicalHash)
  }

  /// Any field that changes changes the hash.
  @Test func everyFieldCounts() throws {
    var changes: [(inout Questionnaire) -> Void] = [
      { $0.id = "y" }, { $0.version = "2" }, { $0.title = "t" }, { $0.rootName = "r" },
      { $0.languages = ["en"] }, { $0.defaultLanguage = "en" },
      { $0.instanceName = Formula("1") }, { $0.settings = ["style": "pages"] },
      { $0.missingCodes = [MissingCode(name: "m", label: LocalizedText())] },
      { $0.choiceLists[0].name = "k" }, { $0.choiceLists[0].choices[0].name = "k" },
      { $0.choiceLists[0].choices[0].label = LocalizedText(["": "k"]) },
      { $0.choiceLists[0].choices[0].attributes = [.init(name: "k", value: "v")] },
      { $0.externalChoiceLists = $0.choiceLists }, { $0.entities = [["list_name": "e"]] },
      { $0.choiceLists[0].choices[0].concept = "iccs:01" },
      {
        $0.externalChoiceLists = $0.choiceLists
        $0.externalChoiceLists[0].choices[0].concept = "iccs:01"
      },
      { $0.crossChecks = [CrossCheck(name: "n", form: "f", condition: Formula("1"))] },
      { $0.crossChecks = [CrossCheck(name: "n", form: "g", condition: Formula("1"))] },
      { $0.dataFiles = [DataFile(name: "a.csv", bytes: [])] },
      { $0.dataFiles = [DataFile(name: "a.csv", bytes: [0xFF])] },
    ]
    let items: [(inout Item) -> Void] = [
      { $0.kind = .group }, { $0.kind = .roster(count: nil) }, { $0.kind = .question(.integer) },
      { $0.name = "z" }, { $0.label = LocalizedText(["": "z"]) },
      { $0.hint = LocalizedText(["": "z"]) }, { $0.guidance = LocalizedText(["": "z"]) },
      { $0.media = ["image": LocalizedText(["": "z"])] }, { $0.relevant = Formula("z") },
      { $0.required = Formula("z") }, { $0.requiredMessage = LocalizedText(["": "z"]) },
      { $0.readOnly = Formula("z") }, { $0.constraint = Formula("z") },
      { $0.constraintMessage = LocalizedText(["": "z"]) }, { $0.calculation = Formula("z") },
      { $0.trigger = Formula("z") }, { $0.defaultValue = Formula("z") },
      { $0.choiceFilter = Formula("z") }, { $0.appearance = "z" }, { $0.parameters = ["z": "z"] },
      { $0.softChecks = [SoftCheck(condition: Formula("z"), message: LocalizedText())] },
      { $0.missing = [] }, { $0.missing = ["z"] }, { $0.extras = ["z": "z"] },
      { $0.concept = "z:1" }, { $0.referencePeriod = ReferencePeriod("P12M") },
      { $0.referencePeriod = ReferencePeriod("P1Y") }, { $0.sensitivity = .open },
      { $0.sensitivity = .sensitive }, { $0.isSealed = true },
      { $0.children = [Item(.group, name: "z")] },
    ]
    changes += items.map { change in { change(&$0.items[0]) } }
    let base = try form(
      "id: x\nversion: 1\nchoices: {l: [{name: a}]}\nsurvey:\n  - {type: text, name: a}\n")
    var hashes: Set = [base.canonicalHash]
    for (index, change) in changes.enumerated() {
      var changed = base
      change(&changed)
      #expect(hashes.insert(changed.canonicalHash).inserted, "change \(index)")
    }
  }

  /// The layout is a promise: identities in the field depend on it.
  @Test func theHashOfAFormStaysWhatItWas() throws {
    let small = try form(
      """
      id: demo
      version: "1"
      languages: [es, en]
      missing_codes: {refused: {es: No responde}}
      choices: {yn: [{name: "yes", label: {es: Sí}}, {name: "no", extra: x}]}
      survey:
        - {type: select_one yn, name: a, label: {es: ¿A?}, required: true, missing: []}
        - type: repeat
          name: r
          repeat_count: "2"
          items: [{type: integer, name: n, label: N, soft_checks: [{check: ". < 9"}]}]
      """)
    #expect(small.canonicalHash.count == 64)
    #expect(
      small.canonicalHash == "816d2b5fabb86e7139299d0d79f99ffe1d1317b09fe8a91eea41906b1e20a5ac")
  }

  private static let second = """
    id: demo
    version: "1"
    languages: [es]
    choices: {yn: [{name: "yes", concept: "iccs:0601"}, {name: "no"}]}
    cross_checks:
      - {name: c, form: hogar, match: {hh: hh}, condition: "${a} = 1", message: {es: No}}
    survey:
      - {type: select_one yn, name: a, label: {es: ¿A?}, concept: sdg:16.1.3, reference_period: P12M}
      - type: group
        name: g
        label: {es: G}
        sensitivity: sensitive
        sealed: yes
        items: [{type: text, name: t, label: {es: T}, sensitivity: none}]
    """

  /// The second layout is a promise too.
  @Test func theHashOfAFormInTheSecondLayoutStaysWhatItWas() throws {
    var form = try form(Self.second)
    form.dataFiles = [
      DataFile(name: "b.csv", bytes: Array("x\n".utf8)), DataFile(name: "a.csv", bytes: [0xFF]),
    ]
    #expect(form.canonicalLayout == .second)
    #expect(
      form.canonicalHash == "c52475b8fde8160acb1007710f759d0aabc8aedcaecffc0e4abedb31e9220a23")
    let decoded = try Questionnaire(canonicalBytes: form.canonicalBytes)
    #expect(decoded.dataFiles.map(\.name) == ["a.csv", "b.csv"])
    #expect(decoded.canonicalHash == form.canonicalHash)
    #expect(decoded.crossChecks == form.crossChecks.map { $0.withoutPlace })
    #expect(decoded.items[1].isSealed)
  }

  /// What the first layout holds keeps its identity; the second is refused where it is not needed.
  @Test func theLowestLayoutIsTheOnlyOne() throws {
    let plain = try form("id: x\nsurvey:\n  - {type: text, name: a}\n")
    #expect(plain.canonicalLayout == .first)
    var marked = plain
    marked.items[0].sensitivity = .open
    #expect(marked.canonicalLayout == .second)
    // The same bytes with nothing where the mark was.
    let bytes = marked.canonicalBytes
    let spelled = [1, 4] + Array("none".utf8)
    let place = try #require(bytes.firstRange(of: spelled))
    #expect(throws: CanonicalFormError.self) {
      try Questionnaire(
        canonicalBytes: Array(bytes[..<place.lowerBound] + [0] + bytes[place.upperBound...]))
    }
  }
}

extension CrossCheck {
  fileprivate var withoutPlace: CrossCheck {
    var check = self
    check.place = nil
    return check
  }
}
