import Messages

/// A short list for a sentence: the first few, then how many more.
func listed(_ names: [String], limit: Int = 6) -> Message {
  let quoted = (names.prefix(limit).map { "«\($0)»" }, names.prefix(limit).map { "“\($0)”" })
  let more = names.count - limit
  return Message(
    es: quoted.0.joined(separator: ", ") + (more > 0 ? " y \(more) más" : ""),
    en: quoted.1.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
}
