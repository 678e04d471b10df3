extension QuestionType {
  /// Where a select's or a ranking's choices come from; nil for every other type.
  public var choiceSource: ChoiceSource? {
    switch self {
    case .selectOne(let source), .selectMultiple(let source), .rank(let source): source
    default: nil
    }
  }

  /// The type as XLSForm writes it: `integer`, `select_one yes_no or_other`.
  public var spelling: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .decimal: "decimal"
    case .range: "range"
    case .date: "date"
    case .time: "time"
    case .dateTime: "dateTime"
    case .selectOne(let source): Self.command("select_one", source)
    case .selectMultiple(let source): Self.command("select_multiple", source)
    case .rank(let source): Self.command("rank", source)
    case .note: "note"
    case .acknowledge: "acknowledge"
    case .trigger: "trigger"
    case .calculate: "calculate"
    case .hidden: "hidden"
    case .geopoint: "geopoint"
    case .geotrace: "geotrace"
    case .geoshape: "geoshape"
    case .image: "image"
    case .audio: "audio"
    case .video: "video"
    case .file: "file"
    case .barcode: "barcode"
    case .metadata(let name), .externalData(let name), .kept(let name): name
    }
  }

  private static func command(_ select: String, _ source: ChoiceSource) -> String {
    let command =
      switch source.kind {
      case .list, .roster: select
      case .file: select == "rank" ? select : select + "_from_file"
      case .external: select + "_external"
      }
    return "\(command) \(source.kind.spelling)\(source.orOther ? " or_other" : "")"
  }
}

extension ChoiceSource.Kind {
  /// The list as the type column names it; a roster as the author's `${name}`.
  public var spelling: String {
    switch self {
    case .list(let name), .file(let name), .external(let name), .roster(let name): name
    }
  }
}
