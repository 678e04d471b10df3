/// A question's type, as XLSForm names it in its canonical spelling.
public enum QuestionType: Hashable, Sendable {
  case text
  case integer
  case decimal
  /// A number chosen on a scale; `start`, `end` and `step` are among the item's parameters.
  case range
  case date
  case time
  case dateTime
  case selectOne(ChoiceSource)
  case selectMultiple(ChoiceSource)
  case rank(ChoiceSource)
  /// Shown, never answered.
  case note
  case acknowledge
  /// `acknowledge` as XLSForm's older name has it: without a data type.
  case trigger
  case calculate
  case hidden
  case geopoint
  case geotrace
  case geoshape
  case image
  case audio
  case video
  case file
  case barcode
  /// An answer the device gives: `start`, `end`, `today`, `deviceid`, `username`, `phonenumber`,
  /// `email`, `subscriberid`, `simserial`, `start-geopoint`, `audit`, `background-audio`, …
  case metadata(String)
  /// A file of data that expressions read through `instance()`: `xml-external`, `csv-external`.
  case externalData(String)
  /// A type that we keep and do not execute (`osm`, …), in the author's spelling.
  case kept(String)
}

/// Where the choices of a select come from.
public struct ChoiceSource: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The list of that name.
    case list(String)
    /// `select_*_from_file`: the file's name.
    case file(String)
    /// `select_one_external`: the list of that name on the `external_choices` sheet.
    case external(String)
    /// A select from the rows of a roster: the author's `${name}` of a question inside it.
    case roster(String)
  }
  public var kind: Kind
  /// Adds the choice `other` and a text question after it.
  public var orOther: Bool
  public init(_ kind: Kind, orOther: Bool = false) {
    self.kind = kind
    self.orOther = orOther
  }
}

/// A named list of choices, in order.
public struct ChoiceList: Hashable, Sendable {
  public var name: String
  public var choices: [Choice]
  public init(name: String, choices: [Choice] = []) {
    self.name = name
    self.choices = choices
  }
}

/// One choice: what is stored, what is read, and the columns that filters use.
public struct Choice: Hashable, Sendable {
  public var name: String
  public var label: LocalizedText
  public var media: [String: LocalizedText]
  /// The concept that the choice stands for, as `iccs:0601`.
  public var concept: String?
  /// Every other column of the row, by name, for filters and `instance()` paths; in column order.
  public var attributes: [Attribute]
  public var place: Place?

  /// A column of the author's own, with what this choice's row holds in it.
  public struct Attribute: Hashable, Sendable {
    public var name: String
    public var value: String
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(name: String, label: LocalizedText = LocalizedText(), at place: Place? = nil) {
    self.name = name
    self.label = label
    media = [:]
    attributes = []
    self.place = place
  }
}
