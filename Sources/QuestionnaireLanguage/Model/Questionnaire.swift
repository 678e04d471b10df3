/// A questionnaire as its author wrote it: the one model behind XLSForm workbooks and our YAML.
///
/// Nothing here is checked or compiled: `Checker` finds what is wrong, `Interviewing` runs it.
/// Conditions and calculations are `Formula`s, text with the place it came from.
public struct Questionnaire: Hashable, Sendable {
  /// `form_id`: with `version` the public name; the canonical hash is the identity.
  public var id: String
  public var version: String
  public var title: String
  /// The name of the root element of an answer path, `data` unless the author chose another.
  public var rootName: String
  /// In order of appearance; `""` stands for texts given without a language.
  public var languages: [String]
  public var defaultLanguage: String
  /// Whether the author named the default language, rather than let it be the first.
  public var namesDefaultLanguage: Bool
  /// The template of a response's display name, if any.
  public var instanceName: Formula?
  /// Settings that we keep and do not interpret, by their canonical column name.
  public var settings: [String: String]
  public var items: [Item]
  public var choiceLists: [ChoiceList]
  /// Rows of an `external_choices` sheet, kept by list.
  public var externalChoiceLists: [ChoiceList]
  /// Tags of an `osm` sheet, kept by list.
  public var osmTags: [ChoiceList]
  /// Rows of an `entities` sheet, kept.
  public var entities: [[String: String]]
  /// Missing codes that every question admits unless it says otherwise.
  public var missingCodes: [MissingCode]
  /// Conditions between responses to this questionnaire and to others; declared, not executed.
  public var crossChecks: [CrossCheck]
  /// Files that expressions and selects read; names differ.
  public var dataFiles: [DataFile]
  /// What the reader understood with a reservation, or kept without executing it.
  public var notes: [ReadingNote]

  public init(id: String, version: String = "", title: String = "", rootName: String = "data") {
    self.id = id
    self.version = version
    self.title = title
    self.rootName = rootName
    languages = []
    defaultLanguage = ""
    namesDefaultLanguage = false
    settings = [:]
    items = []
    choiceLists = []
    externalChoiceLists = []
    osmTags = []
    entities = []
    missingCodes = []
    crossChecks = []
    dataFiles = []
    notes = []
  }
}

/// A text in each language it was given in; the key `""` is a text given without a language.
public struct LocalizedText: Hashable, Sendable {
  public var byLanguage: [String: String]
  public init(_ byLanguage: [String: String] = [:]) { self.byLanguage = byLanguage }
  public var isEmpty: Bool { byLanguage.isEmpty }
}

/// An expression's text and where it stands, so that a finding can point at it.
public struct Formula: Hashable, Sendable {
  public var text: String
  public var place: Place?

  public init(_ text: String, at place: Place? = nil) {
    self.text = text
    self.place = place
  }

  public static func == (a: Self, b: Self) -> Bool { a.text == b.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A place in the author's file: a workbook's cell (`survey!B17`) or a YAML line.
public enum Place: Hashable, Sendable {
  case cell(sheet: String, column: Int, row: Int)
  case line(Int)
}

/// A named answer that is not a value: don't know, refused, not applicable.
public struct MissingCode: Hashable, Sendable {
  public var name: String
  public var label: LocalizedText
  public init(name: String, label: LocalizedText) {
    self.name = name
    self.label = label
  }
}

/// What a reader kept without executing, or changed to be able to read; shown once as a finding.
public struct ReadingNote: Hashable, Sendable {
  /// The finding's stable code.
  public var code: String
  public var place: Place?
  /// What fills the finding's sentence.
  public var arguments: [String]
  public init(code: String, place: Place?, arguments: [String] = []) {
    self.code = code
    self.place = place
    self.arguments = arguments
  }
}
