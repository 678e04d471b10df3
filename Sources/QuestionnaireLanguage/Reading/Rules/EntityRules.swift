/// The `entities` sheet and the `save_to` column, as far as one can tell without running them.
enum EntityRules {
  private static let columns: Set = [
    "list_name", "entity_id", "create_if", "update_if", "repeat", "label",
  ]

  /// - Parameter places: where each entity of the form stands.
  static func check(_ form: Questionnaire, places: [Place]) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    var names: Set<String> = []
    let formulas = EntityFormulas(form)
    for (entity, place) in zip(form.entities, places) {
      notes += check(entity, at: place, names: &names) + formulas.check(entity, at: place)
    }
    var saved: Set<String> = []
    form.items.forEachItem { item in
      guard let target = item.extras["save_to"] else { return }
      if let note = check(target, of: item, lists: names, form: form, saved: &saved) {
        notes.append(note)
      }
    }
    return notes
  }

  private static func check(
    _ entity: [String: String], at place: Place, names: inout Set<String>
  ) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    for column in entity.keys.sorted() where !columns.contains(column) {
      notes.append(ReadingNote(.entityColumn, at: place, column))
    }
    let name = entity["list_name"] ?? ""
    if !isName(name) || name.contains(".") || !names.insert(name).inserted {
      notes.append(ReadingNote(.entityName, at: place, name))
    }
    let (id, create, update) = (entity["entity_id"], entity["create_if"], entity["update_if"])
    if id == nil, update != nil { notes.append(ReadingNote(.entityNeedsID, at: place, name)) }
    if id != nil, create != nil, update == nil {
      notes.append(ReadingNote(.entityNeedsUpdateIf, at: place, name))
    }
    if id == nil, entity["label"] == nil {
      notes.append(ReadingNote(.entityNeedsLabel, at: place, name))
    }
    return notes
  }

  /// `property`, or `list#property` where there are several lists.
  private static func check(
    _ target: String, of item: Item, lists: Set<String>, form: Questionnaire,
    saved: inout Set<String>
  ) -> ReadingNote? {
    guard !lists.isEmpty else { return ReadingNote(.saveToWithoutEntities, at: item.place) }
    guard case .question = item.kind else { return ReadingNote(.saveToOnGroup, at: item.place) }
    let parts = target.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    let list = parts.count == 2 ? parts[0] : lists.count == 1 ? lists.first ?? "" : ""
    guard parts.count <= 2, lists.contains(list), let property = parts.last else {
      return ReadingNote(.saveToUnknownEntity, at: item.place, target)
    }
    guard isName(property), !["name", "label"].contains(property.lowercased()) else {
      return ReadingNote(.entityName, at: item.place, property)
    }
    guard saved.insert("\(list)#\(property)").inserted else {
      return ReadingNote(.saveToRepeated, at: item.place, property)
    }
    return nil
  }

  private static func isName(_ name: String) -> Bool {
    name.isXMLName && !name.hasPrefix("__")
  }
}
