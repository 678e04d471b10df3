/// What becomes of answers whose question takes another type: they are stored as texts, in the old
/// type's spelling, and read by the new one.
struct TypeConversion {
  enum Outcome {
    case keepsEvery
    /// Those that happen to be spelled as the new type is.
    case keepsThoseThatFit
    case keepsNone
  }

  let outcome: Outcome

  var keepsAny: Bool { outcome != .keepsNone }

  init(from old: QuestionType, to new: QuestionType) {
    outcome = Self.outcome(Shape(old), Shape(new))
  }

  /// Types whose answers are spelled alike.
  private enum Shape {
    case text
    case integer
    case decimal
    case date
    case time
    case dateTime
    case one
    case several
    case ranking
    case acknowledged
    case point
    case points
    case area
    case media(QuestionType)
    /// Nobody gives the answer: a calculation or the device.
    case given
    case nothing
    case unknown(String)

    init(_ type: QuestionType) {
      self =
        switch type {
        case .text, .barcode, .hidden: .text
        case .integer: .integer
        case .decimal, .range: .decimal
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .selectOne: .one
        case .selectMultiple: .several
        case .rank: .ranking
        case .acknowledge, .trigger: .acknowledged
        case .geopoint: .point
        case .geotrace: .points
        case .geoshape: .area
        case .image, .audio, .video, .file: .media(type)
        case .calculate, .metadata: .given
        case .note, .externalData: .nothing
        case .kept(let name): .unknown(name)
        }
    }
  }

  private static func outcome(_ old: Shape, _ new: Shape) -> Outcome {
    switch (old, new) {
    case (.text, .text), (.integer, .integer), (.decimal, .decimal), (.date, .date), (.time, .time),
      (.dateTime, .dateTime), (.one, .one), (.several, .several), (.ranking, .ranking),
      (.acknowledged, .acknowledged), (.point, .point), (.points, .points), (.area, .area),
      (.given, .given):
      .keepsEvery
    case (.media(let before), .media(let after)):
      before == after || after == .file ? .keepsEvery : .keepsThoseThatFit
    case (.unknown(let before), .unknown(let after)):
      before == after ? .keepsEvery : .keepsThoseThatFit
    case (.nothing, _): .keepsEvery
    case (_, .nothing), (_, .given), (.media, _), (_, .media): .keepsNone
    // Every answer is a text, whatever else it is.
    case (_, .text): .keepsEvery
    case (.integer, .decimal), (.date, .dateTime), (.one, .several), (.ranking, .several),
      (.point, .points), (.area, .points):
      .keepsEvery
    case (.text, _), (.given, _), (.unknown, _), (_, .unknown): .keepsThoseThatFit
    case (.decimal, .integer), (.several, .one), (.several, .ranking), (.points, .area),
      (.one, .integer), (.one, .decimal), (.one, .ranking):
      .keepsThoseThatFit
    case (.integer, .one), (.integer, .several), (.decimal, .one): .keepsThoseThatFit
    default: .keepsNone
    }
  }
}
