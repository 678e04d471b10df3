/// What XLSForm asks of one question's row beyond its columns being well formed.
struct QuestionRowRules {
  let row: SurveyRow
  let lists: [String: ChoiceList]
  let context: SurveySheetReader.Context

  func check(_ item: Item, _ type: QuestionType) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    if let source = type.choiceSource { checkSource(source, item, type, &notes) }
    switch type {
    case .calculate where item.calculation == nil && item.defaultValue?.isDynamic != true:
      notes.append(ReadingNote(.noCalculation, at: item.place, item.name))
    case .metadata("background-geopoint"):
      if item.trigger == nil {
        notes.append(ReadingNote(.backgroundGeopointTrigger, at: item.place))
      }
      if let calculation = item.calculation {
        notes.append(ReadingNote(.backgroundGeopointCalculation, at: calculation.place))
      }
    default: break
    }
    if type.isShown, item.calculation == nil, item.trigger == nil {
      checkTexts(item, &notes)
    }
    return notes
  }

  private func checkTexts(_ item: Item, _ notes: inout [ReadingNote]) {
    // A header row of labels alone may have a blank one.
    if item.label.isEmpty, item.hint.isEmpty, item.media.isEmpty, item.appearance != "label" {
      notes.append(ReadingNote(.noLabelNorHint, at: item.place, item.name))
    }
    if item.media["big-image"] != nil, item.media["image"] == nil {
      notes.append(ReadingNote(.bigImageAlone, at: item.place, item.name))
    }
  }

  private func checkSource(
    _ source: ChoiceSource, _ item: Item, _ type: QuestionType, _ notes: inout [ReadingNote]
  ) {
    switch source.kind {
    case .roster: break
    case .file(let name):
      let known = [".csv", ".xml", ".geojson"].contains { name.hasSuffix($0) }
      if !known || name.split(separator: ".").count > 2 {
        notes.append(ReadingNote(.fileExtension, at: row.typePlace, name))
      }
    case .external(let name):
      if !context.hasExternalChoices {
        notes.append(ReadingNote(.noExternalChoicesSheet, at: row.typePlace))
      } else if !context.externalLists.contains(where: { $0.name == name }) {
        notes.append(ReadingNote(.unknownExternalList, at: row.typePlace, name))
      }
    case .list(let name): checkList(name, source, item, type, &notes)
    }
  }

  private func checkList(
    _ name: String, _ source: ChoiceSource, _ item: Item, _ type: QuestionType,
    _ notes: inout [ReadingNote]
  ) {
    guard let list = lists[name] else {
      let problem: ReadingProblem = context.hasChoices ? .unknownList : .noChoicesSheet
      notes.append(ReadingNote(problem, at: row.typePlace, name))
      return
    }
    if case .selectMultiple = type,
      let choice = list.choices.first(where: { $0.name.contains(" ") })
    {
      notes.append(ReadingNote(.spaceInChoiceName, at: choice.place, choice.name, name))
    }
    if source.orOther, item.choiceFilter != nil {
      notes.append(ReadingNote(.otherWithFilter, at: item.choiceFilter?.place))
    }
  }
}

extension QuestionType {
  /// Whether a question of this type stands on a page, and so needs a text.
  var isShown: Bool {
    switch self {
    case .calculate, .hidden, .metadata, .externalData, .kept: false
    default: true
    }
  }
}
