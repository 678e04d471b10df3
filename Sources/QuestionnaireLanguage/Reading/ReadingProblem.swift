import Messages

/// What a reader may have to say, by stable code; the files beside have the words.
///
/// Up to R0099 nothing can be read and the reader throws; above, it notes and goes on.
enum ReadingProblem: String, CaseIterable {
  // The file
  case unknownFormat = "R0001"
  case fileTooLarge = "R0002"
  case notAWorkbook = "R0003"
  case truncatedWorkbook = "R0004"
  case damagedPart = "R0005"
  case missingPart = "R0006"
  case zipBomb = "R0007"
  case documentType = "R0008"
  case tooManyCells = "R0009"
  case damagedSheet = "R0010"
  case unknownSharedString = "R0011"
  case noSurveySheet = "R0012"
  case noTypeColumn = "R0013"
  case encryptedWorkbook = "R0014"
  case oldWorkbook = "R0015"
  case oldEncoding = "R0016"
  case sheetTwice = "R0017"
  case csvSyntax = "R0018"
  case notUTF8 = "R0020"
  case yamlSyntax = "R0021"
  case yamlBomb = "R0022"
  case yamlShape = "R0023"
  case yamlUnknownKey = "R0024"
  case yamlDuplicateKey = "R0025"
  case yamlMissingKey = "R0026"
  case yamlMisspeltKey = "R0027"

  // Headers and rows
  case duplicateHeader = "R0101"
  case headersForOneColumn = "R0102"
  case severalLanguages = "R0103"
  case unknownMediaKind = "R0104"
  case sheetNameMisspelt = "R0105"
  case choiceColumnDropped = "R0106"
  case sheetNotRead = "R0107"
  case columnsKept = "R0108"
  case columnWithoutHeader = "R0109"
  case rowSkipped = "R0110"
  case rowDisabled = "R0111"
  case noType = "R0112"
  case rowsAfterGap = "R0113"
  case keptType = "R0114"
  case invalidName = "R0116"
  case searchNotRun = "R0117"
  case appearancesKept = "R0118"
  case unmatchedEnd = "R0121"
  case notClosed = "R0122"
  case tooDeep = "R0123"
  case bigImageAlone = "R0126"
  case auditNamed = "R0127"
  case generatedName = "R0128"
  case loopWithoutList = "R0129"
  case backgroundGeopointTrigger = "R0130"
  case backgroundGeopointCalculation = "R0131"
  case idFromFileName = "R0132"
  case languageNotListed = "R0133"

  // Choices and selects
  case missingCodeWithoutName = "R0201"
  case missingCodeRepeated = "R0202"
  case fileExtension = "R0208"
  case choicesWithoutList = "R0209"
  case listNamedAsFile = "R0210"
  case tableListFilter = "R0212"
  case tableListsDiffer = "R0213"

  // Parameters
  case parameterSyntax = "R0301"
  case unknownParameter = "R0302"
  case parameterNotOneOf = "R0303"
  case parameterNotNumber = "R0304"
  case parameterName = "R0305"
  case seedWithoutRandomize = "R0306"
  case auditLocation = "R0307"
  case rangeMultiple = "R0310"
  case rangeOutside = "R0311"
  case rangeLabelset = "R0312"
  case rangeAppearance = "R0313"
  case appName = "R0314"
  case referenceGeometry = "R0315"

  // References, entities and settings
  case encryptedWithoutID = "R0410"
  case settingsKept = "R0411"
  case settingsRows = "R0412"
  case entityColumn = "R0420"
  case entityName = "R0421"
  case saveToWithoutEntities = "R0422"
  case saveToRepeated = "R0423"
  case saveToOnGroup = "R0424"
  case saveToUnknownEntity = "R0425"
  case entityNeedsLabel = "R0426"
  case entityNeedsUpdateIf = "R0427"
  case entityNeedsID = "R0428"
  case entitiesKept = "R0429"
  case entityReference = "R0430"
  case entityFormula = "R0431"

  // Ours beyond XLSForm
  case conceptNotAnID = "R0501"
  case referencePeriodNotISO = "R0502"
  case unknownSensitivity = "R0503"
  case sealedNotTruth = "R0504"
  case sealedQuestion = "R0505"
  case conceptOfNoChoice = "R0506"
  case crossCheckIncomplete = "R0507"
  case crossCheckMatch = "R0508"
  case crossCheckColumn = "R0509"
  case conceptOfChoice = "R0510"

  var severity: Finding.Severity {
    switch self {
    case .sheetNotRead, .rowSkipped, .rowDisabled, .generatedName, .keptType, .columnsKept,
      .appearancesKept, .settingsKept, .entitiesKept:
      .note
    case .sheetNameMisspelt, .choiceColumnDropped, .searchNotRun, .columnWithoutHeader,
      .rowsAfterGap, .choicesWithoutList, .settingsRows, .conceptNotAnID,
      .referencePeriodNotISO, .idFromFileName, .languageNotListed:
      .warning
    default: .error
    }
  }

  struct Words {
    let problem: Message
    let remedy: Message
  }

  var words: Words {
    for table in [
      Self.wordsAboutFile, Self.wordsAboutRows, Self.wordsAboutKept, Self.wordsAboutChoices,
      Self.wordsAboutParameters, Self.wordsAboutReferences, Self.wordsAboutOurs,
    ] {
      if let words = table[self] { return words }
    }
    preconditionFailure("every problem has its words; a test checks it")
  }

  func message(_ arguments: [String]) -> Message { fill(words.problem, arguments) }
  func remedy(_ arguments: [String]) -> Message { fill(words.remedy, arguments) }

  /// Puts the arguments where the sentence says `{0}`, `{1}`, ….
  private func fill(_ template: Message, _ arguments: [String]) -> Message {
    Message(
      es: Self.fill(template.spanish, arguments), en: Self.fill(template.english, arguments))
  }

  private static func fill(_ template: String, _ arguments: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}"), let index = Int(rest[..<close]) else {
        result += "{"
        continue
      }
      result += arguments.indices.contains(index) ? arguments[index] : "…"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
