extension Checker {
  /// Every rule, by code.
  static let rules: [any Rule.Type] = [
    MissingName.self, InvalidName.self, DuplicateName.self, NamesDifferInCase.self,
    ReservedName.self, RosterNameNotUnique.self, LongName.self, UnknownType.self, EmptyGroup.self,
    NoQuestions.self, MissingLabel.self, MissingCalculation.self, UnknownChoiceList.self,
    EmptyChoiceList.self, DuplicateChoice.self, ChoiceNameWithSpaces.self, ChoiceWithoutName.self,
    ChoiceWithoutLabel.self, DuplicateChoiceLabel.self, UnusedChoiceList.self,
    UnknownFilterColumn.self, OtherWithFilter.self, FormulaSyntax.self, UnknownReference.self,
    AmbiguousReference.self, MalformedReference.self, UnknownFunction.self,
    WrongArgumentCount.self, UnknownPath.self, InvalidRegex.self, MultipleComparedByEquality.self,
    UnknownChoice.self, NumberComparedWithText.self, DateComparedWithText.self,
    CircularDependency.self, ForwardReference.self, UnmatchedRoster.self,
    RepeatCountNotNumeric.self, NeverTrue.self, Contradiction.self, ConstraintWithoutMessage.self,
    ConstraintIgnoresAnswer.self, RequiredWithoutWay.self, ClockInCalculation.self,
    UnknownTrigger.self, MissingTranslation.self, UnknownDefaultLanguage.self,
    MixedLanguages.self, MediaFileName.self, MissingFormID.self, MissingVersion.self,
    RangeParameters.self, DefaultNotOffered.self, DefaultOfOtherType.self, SealNotEnforced.self,
    CrossChecksNotExecuted.self,
  ]
}
