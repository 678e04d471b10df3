/// The appearance `table-list` of a group: a table of selects over one list.
///
/// XLSForm tools rewrite it to a `field-list` with a header row of labels; answers' paths carry
/// the names they generate, so we generate the same.
struct TableList {
  private var list: String?

  /// Nil unless the group's appearance asks for a table; rewrites the group where it does.
  init?(opening group: inout Item, row: Int) {
    let words = group.appearance.split(separator: " ")
    guard words.contains("table-list") else { return nil }
    let others = words.filter { $0 != "table-list" }
    group.appearance = (["field-list"] + others).joined(separator: " ")
    guard !group.label.isEmpty || !group.hint.isEmpty else { return }
    var caption = Item(
      .question(.note), name: "generated_table_list_label_\(row)", at: group.place)
    caption.label = group.label
    caption.hint = group.hint
    group.label = LocalizedText()
    group.hint = LocalizedText()
    group.children.append(caption)
  }

  /// Fits a question into the table; returns the header row that goes before the first select.
  mutating func admit(
    _ item: inout Item, _ type: QuestionType, row: Int, notes: inout [ReadingNote]
  ) -> Item? {
    guard let source = type.choiceSource else { return nil }
    let name = source.kind.spelling
    item.appearance = "list-nolabel"
    guard let list else {
      list = name
      if item.choiceFilter != nil {
        notes.append(ReadingNote(.tableListFilter, at: item.choiceFilter?.place))
      }
      var header = Item(
        .question(type), name: "reserved_name_for_field_list_labels_\(row)", at: item.place)
      header.appearance = "label"
      return header
    }
    if list != name { notes.append(ReadingNote(.tableListsDiffer, at: item.place, list, name)) }
    return nil
  }
}
