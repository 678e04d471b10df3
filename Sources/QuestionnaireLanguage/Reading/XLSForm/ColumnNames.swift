/// The columns of each sheet: their names, and the other names the field knows them by.
enum ColumnNames {
  static let surveyAliases: [String: [String]] = [
    "read_only": ["bind", "readonly"],
    "readonly": ["bind", "readonly"],
    "relevant": ["bind", "relevant"],
    "relevance": ["bind", "relevant"],
    "required": ["bind", "required"],
    "constraint": ["bind", "constraint"],
    "constraining_message": ["bind", "jr:constraintMsg"],
    "constraint_message": ["bind", "jr:constraintMsg"],
    "calculation": ["bind", "calculate"],
    "calculate": ["bind", "calculate"],
    "required_message": ["bind", "jr:requiredMsg"],
    "requiredmsg": ["bind", "jr:requiredMsg"],
    "noapperrorstring": ["bind", "jr:noAppErrorString"],
    "no_app_error_string": ["bind", "jr:noAppErrorString"],
    "save_to": ["bind", "entities:saveto"],
    "appearance": ["control", "appearance"],
    "count": ["control", "jr:count"],
    "repeat_count": ["control", "jr:count"],
    "jr:count": ["control", "jr:count"],
    "autoplay": ["control", "autoplay"],
    "rows": ["control", "rows"],
    "body": ["control"],
    "compact_tag": ["instance", "odk:tag"],
    "caption": ["label"],
    "command": ["type"],
    "tag": ["name"],
    "value": ["name"],
    "image": ["media", "image"],
    "big-image": ["media", "big-image"],
    "audio": ["media", "audio"],
    "video": ["media", "video"],
  ]

  static let survey: Set<String> = [
    "type", "name", "label", "hint", "guidance_hint", "default", "choice_filter", "parameters",
    "trigger", "bind", "control", "media", "instance", "query", "itemset", "list_name", "choices",
    "actions", "parent", "extra_data", "sms_field", "sms_option", "sms_separator",
    "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_response",
    // Ours.
    "soft_check", "soft_check_message", "missing", "concept", "reference_period", "sensitivity",
    "sealed",
  ]

  static let choiceAliases: [String: [String]] = [
    "caption": ["label"],
    "list_name": ["list name"],
    "value": ["name"],
    "image": ["media", "image"],
    "big-image": ["media", "big-image"],
    "audio": ["media", "audio"],
    "video": ["media", "video"],
  ]

  static let choices: Set<String> = [
    "name", "label", "media", "sms_option", "parent", "extra_data",
  ]

  static let settingAliases: [String: [String]] = [
    "form_title": ["title"],
    "set_form_title": ["title"],
    "form_id": ["id_string"],
    "set_form_id": ["id_string"],
    "prefix": ["prefix"],
  ]

  static let settings: Set<String> = [
    "name", "label", "title", "id_string", "version", "default_language", "instance_name", "style",
    "attribute", "auto_delete", "auto_send", "submission_url", "public_key", "namespaces",
    "omit_instanceID", "instance_xmlns", "allow_choice_duplicates", "clean_text_values",
    "add_none_option", "client_editable", "delimiter", "prefix", "entity_version", "flat",
    "file_name", "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_keyword",
    "sms_response", "sms_separator", "sms_field", "type", "bind", "control", "media", "hint",
    "children", "choices", "instance", "parent", "extra_data",
  ]

  static let entityAliases: [String: [String]] = ["list_name": ["dataset"]]
  static let entities: Set<String> = [
    "dataset", "entity_id", "create_if", "update_if", "repeat", "label",
  ]

  /// How a kept column is called in `extras` and written back.
  static func extraName(_ tokens: [String]) -> String {
    if tokens == ["bind", "entities:saveto"] { return "save_to" }
    if tokens == ["control", "autoplay"] || tokens == ["control", "rows"] { return tokens[1] }
    var tokens = tokens
    if tokens[0] == "control" { tokens[0] = "body" }
    return tokens.joined(separator: "::")
  }
}
