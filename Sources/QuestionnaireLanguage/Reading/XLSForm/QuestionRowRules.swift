/// What only a workbook's row can get wrong; what any questionnaire can, the checker's rules find.
struct QuestionRowRules {
  let row: SurveyRow

  func check(_ item: Item, _ type: QuestionType) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    if let source = type.choiceSource { checkSource(source, &notes) }
    switch type {
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
    if item.media["big-image"] != nil, item.media["image"] == nil {
      notes.append(ReadingNote(.bigImageAlone, at: item.place, item.name))
    }
  }

  private func checkSource(_ source: ChoiceSource, _ notes: inout [ReadingNote]) {
    guard case .file(let name) = source.kind else { return }
    let known = [".csv", ".xml", ".geojson"].contains { name.hasSuffix($0) }
    if !known || name.split(separator: ".").count > 2 {
      notes.append(ReadingNote(.fileExtension, at: row.typePlace, name))
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
