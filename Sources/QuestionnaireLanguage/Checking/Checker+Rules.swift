extension Checker {
  /// Every rule, by code.
  static let rules: [any Rule.Type] = [
    MissingName.self, InvalidName.self, DuplicateName.self, NamesDifferInCase.self,
    ReservedName.self, RosterNameNotUnique.self, LongName.self, UnknownType.self, EmptyGroup.self,
    NoQuestions.self, MissingLabel.self, MissingCalculation.self, NamesCollideWhenCut.self,
    MisspeltAppearance.self, UnknownChoiceList.self, EmptyChoiceList.self, DuplicateChoice.self,
    ChoiceNameWithSpaces.self, ChoiceWithoutName.self, ChoiceWithoutLabel.self,
    DuplicateChoiceLabel.self, UnusedChoiceList.self, UnknownFilterColumn.self,
    OtherWithFilter.self, ChoiceNamesDifferInCase.self, ChoiceNeverShown.self,
    AnswerLeavesNoChoice.self, OtherWithoutText.self, MissingCodeIsChoice.self, FormulaSyntax.self,
    UnknownReference.self, AmbiguousReference.self, MalformedReference.self, UnknownFunction.self,
    WrongArgumentCount.self, UnknownPath.self, InvalidRegex.self, MultipleComparedByEquality.self,
    UnknownChoice.self, NumberComparedWithText.self, DateComparedWithText.self,
    ArithmeticOnText.self, SelectionOfNoSelect.self, TextAsCondition.self, DateEqualsMoment.self,
    OrderOfTexts.self, TruthComparedWithText.self, ReferenceInQuotes.self, ComparedWithItself.self,
    PositionOutsideRoster.self, OnceOutsideCalculation.self, CircularDependency.self,
    ForwardReference.self, UnmatchedRoster.self, RepeatCountNotNumeric.self, NeverTrue.self,
    Contradiction.self, ConstraintWithoutMessage.self, ConstraintIgnoresAnswer.self,
    RequiredWithoutWay.self, ClockInCalculation.self, UnknownTrigger.self, Unreachable.self,
    AlwaysTrue.self, RowsCountThemselves.self, RequiredNote.self, PatternNeverMatches.self,
    MissingTranslation.self, UnknownDefaultLanguage.self, MixedLanguages.self, MediaFileName.self,
    PlaceholdersDiffer.self, UnclosedMarkup.self, TextShowsLaterAnswer.self, MissingFormID.self,
    MissingVersion.self, RangeParameters.self, DefaultNotOffered.self, DefaultOfOtherType.self,
    DefaultBreaksConstraint.self, SealNotEnforced.self, CrossChecksNotExecuted.self,
    UnmarkedPersonalData.self,
    MissingDataFile.self, UnreadableDataFile.self, UnknownDataColumn.self, RepeatedDataKey.self,
  ]
}
