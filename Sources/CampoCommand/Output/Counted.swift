import CommandLanguage

/// A number with what it counts, in the reader's language.
func counted(
  _ count: Int, es spanish: (one: String, many: String), en english: (one: String, many: String)
) -> String {
  let word = count == 1 ? (spanish.one, english.one) : (spanish.many, english.many)
  return "\(count) " + said(es: word.0, en: word.1)
}

/// The noun that most lines count.
func countedResponses(_ count: Int) -> String {
  counted(count, es: ("respuesta", "respuestas"), en: ("response", "responses"))
}
