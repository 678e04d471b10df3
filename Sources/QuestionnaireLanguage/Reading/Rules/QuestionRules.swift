/// What XLSForm asks of one question, its lists and neighbours apart.
enum QuestionRules {
  static func check(_ item: Item, _ type: QuestionType, typePlace: Place?) -> [ReadingNote] {
    var notes = ParameterRules.check(item, type)
    if case .file(let name) = type.choiceSource?.kind, !isDataFile(name) {
      notes.append(ReadingNote(.fileExtension, at: typePlace, name))
    }
    if type == .metadata("background-geopoint") {
      if item.trigger == nil {
        notes.append(ReadingNote(.backgroundGeopointTrigger, at: item.place))
      }
      if let calculation = item.calculation {
        notes.append(ReadingNote(.backgroundGeopointCalculation, at: calculation.place))
      }
    }
    if item.media["big-image"] != nil, item.media["image"] == nil, item.calculation == nil {
      notes.append(ReadingNote(.bigImageAlone, at: item.place, item.name))
    }
    return notes
  }

  /// One extension, and one that a form's data can have.
  private static func isDataFile(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    return parts.count == 2 && ["csv", "xml", "geojson"].contains(parts[1])
  }
}
