/// What the `type` column of one row says, in any spelling the field uses.
enum RowType {
  /// `defaults` are the columns that the type brings along where the row leaves them empty.
  case question(QuestionType, defaults: [TypeNames.Default] = [])
  case begin(TypeNames.Container, list: String?)
  case end(TypeNames.Container)
  /// A setting written on the survey sheet; its value stands in the name column.
  case setting(String)
  case unknown
}

enum TypeNames {
  enum Container: String {
    case group
    case roster = "repeat"
    case loop
  }

  enum Default {
    case constraint(String)
    case hint(String)
  }

  static func parse(_ text: String) -> RowType {
    if let container = container(text, after: "begin") {
      return .begin(container.kind, list: container.list)
    }
    if let container = container(text, after: "end"), container.list == nil {
      return .end(container.kind)
    }
    if let setting = ColumnNames.settingAliases[text]?.first { return .setting(setting) }
    if let select = select(text) { return .question(select) }
    if let simple = simple[text] { return .question(simple) }
    if let (type, defaults) = withDefaults[text] { return .question(type, defaults: defaults) }
    if text == "osm" || text.hasPrefix("osm ") { return .question(.kept(text)) }
    return .unknown
  }

  // MARK: Containers

  private static let containers: [(name: String, kind: Container)] = [
    ("group", .group), ("lgroup", .roster), ("repeat", .roster), ("loop", .loop),
    ("looped group", .roster),
  ]

  private static func container(
    _ text: String, after word: String
  ) -> (kind: Container, list: String?)? {
    guard text.hasPrefix(word) else { return nil }
    let rest = text.dropFirst(word.count)
    guard rest.first == " " || rest.first == "_" else { return nil }
    let name = rest.dropFirst()
    for (candidate, kind) in containers where name.hasPrefix(candidate) {
      var list = name.dropFirst(candidate.count)
      if list.isEmpty { return (kind, nil) }
      guard list.first == " " else { continue }
      list = list.dropFirst()
      if list.hasPrefix("over ") { list = list.dropFirst(5) }
      if !list.isEmpty, !list.contains(" ") { return (kind, String(list)) }
    }
    return nil
  }

  // MARK: Selects

  private enum Select {
    case one
    case multiple
    case rank
    case external
    case oneFromFile
    case multipleFromFile
  }

  /// Longer commands first: `select one from x` is a list `x`, not a list `from`.
  private static let selects: [(command: String, kind: Select)] = [
    ("add select one prompt using ", .one),
    ("add select multiple prompt using ", .multiple),
    ("select all that apply from ", .multiple),
    ("select one from ", .one),
    ("select1 ", .one),
    ("select_one ", .one),
    ("select one ", .one),
    ("select_multiple ", .multiple),
    ("select all that apply ", .multiple),
    ("select_one_external ", .external),
    ("select_one_from_file ", .oneFromFile),
    ("select_multiple_from_file ", .multipleFromFile),
    ("select one from file ", .oneFromFile),
    ("select multiple from file ", .multipleFromFile),
    ("rank ", .rank),
  ]

  private static func select(_ text: String) -> QuestionType? {
    for (command, kind) in selects where text.hasPrefix(command) {
      var list = text.dropFirst(command.count)
      var orOther = false
      for suffix in [" or specify other", " or_other", " or other"] where list.hasSuffix(suffix) {
        list = list.dropLast(suffix.count)
        orOther = true
        break
      }
      guard !list.isEmpty, !list.contains(" ") else { continue }
      return question(kind, list: String(list), orOther: orOther)
    }
    return nil
  }

  private static func question(_ select: Select, list: String, orOther: Bool) -> QuestionType {
    let isFile = [".csv", ".xml", ".geojson"].contains { list.hasSuffix($0) }
    let kind: ChoiceSource.Kind =
      list.contains("${") ? .roster(list) : isFile ? .file(list) : .list(list)
    switch select {
    case .one: return .selectOne(ChoiceSource(kind, orOther: orOther))
    case .multiple: return .selectMultiple(ChoiceSource(kind, orOther: orOther))
    case .rank: return .rank(ChoiceSource(kind, orOther: orOther))
    case .external: return .selectOne(ChoiceSource(.external(list), orOther: orOther))
    case .oneFromFile: return .selectOne(ChoiceSource(.file(list), orOther: orOther))
    case .multipleFromFile: return .selectMultiple(ChoiceSource(.file(list), orOther: orOther))
    }
  }

  // MARK: Simple types

  /// Types of one word, by all their spellings.
  static let simple: [String: QuestionType] = {
    let spellings: [(QuestionType, [String])] = [
      (.text, ["text", "string", "q string", "add text prompt"]),
      (.integer, ["integer", "int", "q int", "add integer prompt"]),
      (.decimal, ["decimal", "q decimal", "add decimal prompt"]),
      (.range, ["range"]),
      (.date, ["date", "q date", "add date prompt"]),
      (.time, ["time"]),
      (
        .dateTime,
        [
          "dateTime", "datetime", "date time", "q dateTime", "q date time",
          "add dateTime prompt", "add date time prompt",
        ]
      ),
      (.note, ["note", "q note", "add note prompt"]),
      (.acknowledge, ["acknowledge", "q acknowledge", "add acknowledge prompt"]),
      (.trigger, ["trigger"]),
      (.calculate, ["calculate", "q calculate", "add calculate prompt"]),
      (.hidden, ["hidden"]),
      (
        .geopoint,
        ["geopoint", "gps", "location", "q location", "q geopoint", "add location prompt"]
      ),
      (.geotrace, ["geotrace", "q geotrace"]),
      (.geoshape, ["geoshape", "q geoshape"]),
      (.image, ["image", "photo", "q image", "q picture", "add image prompt", "add photo prompt"]),
      (.audio, ["audio", "q audio", "add audio prompt"]),
      (.video, ["video", "q video", "add video prompt"]),
      (.file, ["file", "add file prompt"]),
      (.barcode, ["barcode", "q barcode", "add barcode prompt"]),
      (.metadata("start"), ["start", "start time", "get start time"]),
      (.metadata("end"), ["end", "end time", "get end time"]),
      (.metadata("today"), ["today", "get today"]),
      (.metadata("deviceid"), ["deviceid", "device id", "get device id", "imei"]),
      (.metadata("subscriberid"), ["subscriberid", "subscriber id", "get subscriber id"]),
      (.metadata("simserial"), ["simserial", "sim id", "get sim id"]),
      (.metadata("phonenumber"), ["phonenumber", "get phone number"]),
      (.metadata("username"), ["username"]),
      (.metadata("email"), ["email"]),
      (.metadata("uri:deviceid"), ["uri:deviceid"]),
      (.metadata("uri:subscriberid"), ["uri:subscriberid"]),
      (.metadata("uri:simserial"), ["uri:simserial"]),
      (.metadata("uri:phonenumber"), ["uri:phonenumber"]),
      (.metadata("uri:username"), ["uri:username"]),
      (.metadata("uri:email"), ["uri:email"]),
      (.metadata("audit"), ["audit"]),
      (.metadata("start-geopoint"), ["start-geopoint"]),
      (.metadata("background-audio"), ["background-audio"]),
      (.metadata("background-geopoint"), ["background-geopoint"]),
      (.externalData("csv-external"), ["csv-external"]),
      (.externalData("xml-external"), ["xml-external"]),
    ]
    var table: [String: QuestionType] = [:]
    for (type, names) in spellings {
      for name in names { table[name] = type }
    }
    return table
  }()

  /// Old types that stand for a plain one with a constraint and a hint.
  private static let withDefaults: [String: (QuestionType, [Default])] = [
    "phone number": (
      .text, [.constraint("regex(., '^\\d*$')"), .hint("Enter numbers only.")]
    ),
    "percentage": (.integer, [.constraint("0 <= . and . <= 100")]),
    "number of days in last month": (
      .integer, [.constraint("0 <= . and . <= 31"), .hint("Enter a number 0-31.")]
    ),
    "number of days in last six months": (
      .integer, [.constraint("0 <= . and . <= 183"), .hint("Enter a number 0-183.")]
    ),
    "number of days in last year": (
      .integer, [.constraint("0 <= . and . <= 365"), .hint("Enter a number 0-365.")]
    ),
  ]
}
