package import Messages

/// Every kind of difference between two versions, by stable code: the rows of
/// Docs/Differences.md. The files beside have the words.
package enum DifferenceKind: String, CaseIterable, Sendable {
  // The questionnaire
  case sameVersion = "D01"
  case otherForm = "D02"
  case rootRenamed = "D03"
  case settingsChanged = "D04"
  case languagesChanged = "D05"
  case orderChanged = "D06"

  // Questions and their places
  case questionDropped = "D10"
  case containerDropped = "D11"
  case questionRenamed = "D12"
  case questionLikelyRenamed = "D13"
  case containerRenamed = "D14"
  case moved = "D15"
  case rosterBoundaryCrossed = "D16"
  case pathReused = "D17"
  case questionAdded = "D18"
  case requiredQuestionAdded = "D19"
  case retypedKeeping = "D20"
  case retypedLosing = "D21"
  case textRewritten = "D22"
  case presentationChanged = "D23"
  case referencePeriodChanged = "D24"

  // Choices and missing codes
  case choiceDropped = "D30"
  case choiceLikelyRenamed = "D31"
  case choicesExchanged = "D32"
  case choiceAdded = "D33"
  case choiceRelabelled = "D34"
  case choiceSourceChanged = "D35"
  case choiceFilterChanged = "D36"
  case missingCodeDropped = "D37"
  case missingCodeAdded = "D38"

  // Conditions and calculations
  case constraintTightened = "D40"
  case constraintChanged = "D41"
  case constraintLoosened = "D42"
  case requiredAdded = "D43"
  case relevanceChanged = "D44"
  case calculationChanged = "D45"
  case repeatCountChanged = "D46"
  case softCheckChanged = "D47"
  case scaleChanged = "D48"
  case conditionLifted = "D49"

  package struct Words: Sendable {
    package let consequence: Consequence
    /// What such a difference is, without its particulars.
    package let meaning: Message
    /// Empty where there is nothing to do.
    package let remedy: Message
  }

  package var consequence: Consequence { words.consequence }

  package var words: Words {
    guard let words = Self.catalogue[self] else {
      preconditionFailure("\(rawValue) has no words")
    }
    return words
  }

  static let nothingToDo = Message(es: "", en: "")

  private static let catalogue: [DifferenceKind: Words] = [
    wordsAboutTheForm, wordsAboutPlaces, wordsAboutQuestions, wordsAboutChoices, wordsAboutRules,
  ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
}
