extension SettingsSheet {
  /// Gives the questionnaire what its settings say; what we do not interpret is kept.
  func apply(to form: inout Questionnaire, fallbackID: String, notes: inout [ReadingNote]) {
    let interpreted: Set = [
      "id_string", "title", "version", "name", "default_language", "instance_name",
    ]
    form.id = text("id_string") ?? fallbackID
    form.title = text("title") ?? form.id
    form.version = text("version") ?? ""
    form.instanceName = values["instance_name"]
    form.defaultLanguage = text("default_language") ?? ""
    if let name = values["name"] {
      form.rootName = name.text
      if !name.text.isXMLName {
        notes.append(ReadingNote(.invalidName, at: name.place, name.text))
      }
    }
    for (name, value) in values where !interpreted.contains(name) {
      form.settings[name] = value.text
    }
    if truth("omit_instanceID", else: false), let key = values["public_key"] {
      notes.append(ReadingNote(.encryptedWithoutID, at: key.place))
    }
  }
}
