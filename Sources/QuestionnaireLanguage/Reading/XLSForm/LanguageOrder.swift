/// The languages of a workbook's texts, in the order in which its headers name them, those of
/// choices first: the order of the translations that XLSForm tools write.
struct LanguageOrder {
  private static let translatable: Set<String> = [
    "label", "hint", "guidance_hint", "soft_check_message", "jr:constraintMsg", "jr:requiredMsg",
    "image", "big-image", "audio", "video",
  ]

  private var named: [String] = []

  /// - Parameter languages: those that are known to be named, in order.
  init(_ languages: [String] = []) { named = languages }

  mutating func add(_ header: SheetHeader) {
    for column in header.all {
      guard let language = Self.language(of: column.tokens) else { continue }
      if !named.contains(language) { named.append(language) }
    }
  }

  /// The language that a column's texts are in; nil for a column that names none.
  static func language(of tokens: [String]) -> String? {
    var tokens = tokens[...]
    if tokens.count > 1, tokens.first == "media" || tokens.first == "bind" {
      tokens = tokens.dropFirst()
    }
    guard let first = tokens.first, translatable.contains(first), tokens.count > 1 else {
      return nil
    }
    return tokens.dropFirst().joined(separator: "::")
  }

  /// The language that XLSForm tools take for the default where the settings name none: that of
  /// the first translation, choices before questions.
  func defaultLanguage(of form: Questionnaire) -> String {
    if form.languages.contains("") { return "" }
    var first: String?
    form.forEachText(choicesFirst: true) { text in
      if first == nil { first = named.first { text.byLanguage[$0] != nil } }
    }
    return first ?? form.languages.first ?? ""
  }

  /// Sets the languages and the default, and moves texts that stand beside translations without
  /// a language of their own to the default language, as XLSForm reads them.
  func apply(to form: inout Questionnaire) {
    form.settleMixedTexts()
    var used: Set<String> = []
    form.forEachText { text in
      for language in text.byLanguage.keys where !used.contains(language) { used.insert(language) }
    }
    var languages = named
    if used.contains(""), languages.isEmpty || form.hasTranslatedTextWithoutLanguage {
      languages.append("")
    }
    if languages.isEmpty { languages = [""] }
    // The default language may have only texts without a language of their own, which come first.
    for language in used.sorted() where !language.isEmpty && !languages.contains(language) {
      languages.insert(language, at: 0)
    }
    form.languages = languages
    form.namesDefaultLanguage = !form.defaultLanguage.isEmpty
    if !form.namesDefaultLanguage { form.defaultLanguage = defaultLanguage(of: form) }
  }
}

extension LocalizedText {
  fileprivate var hasNoLanguage: Bool { byLanguage[""] != nil }

  fileprivate var namesQuestionWithoutLanguage: Bool { byLanguage[""]?.holds("${") == true }

  fileprivate mutating func settle(in language: String) {
    guard byLanguage.count > 1, let text = byLanguage.removeValue(forKey: "") else { return }
    if byLanguage[language] == nil { byLanguage[language] = text }
  }
}

extension Questionnaire {
  /// A text that stands without a language beside its translations is the default language's.
  mutating func settleMixedTexts() {
    let language = defaultLanguage
    if !language.isEmpty { mapTexts { $0.settle(in: language) } }
  }

  /// Some text without a language is one that XLSForm's tools write as a translation, of a language
  /// `default` then: it has translations beside it, it goes with media or guidance, or it is a message
  /// that names a question.
  fileprivate var hasTranslatedTextWithoutLanguage: Bool {
    var found = false
    forEachText { if $0.byLanguage.count > 1, $0.hasNoLanguage { found = true } }
    items.forEachItem { item in
      found =
        found || item.media.values.contains(where: \.hasNoLanguage) || item.guidance.hasNoLanguage
        || item.requiredMessage.namesQuestionWithoutLanguage
        || item.constraintMessage.namesQuestionWithoutLanguage
    }
    return found
  }

  /// Calls `body` with every text of questions, choices, missing codes and checks.
  func forEachText(choicesFirst: Bool = false, _ body: (LocalizedText) -> Void) {
    if choicesFirst { for list in choiceLists { list.forEachText(body) } }
    for index in items.indices { items[index].forEachText(body) }
    if !choicesFirst { for list in choiceLists { list.forEachText(body) } }
    for list in externalChoiceLists { list.forEachText(body) }
    for list in osmTags { list.forEachText(body) }
    for code in missingCodes { body(code.label) }
    for check in crossChecks { body(check.message) }
  }

  /// Changes each of these texts.
  mutating func mapTexts(_ change: (inout LocalizedText) -> Void) {
    for index in items.indices { items[index].mapTexts(change) }
    for list in choiceLists.indices { choiceLists[list].mapTexts(change) }
    for list in externalChoiceLists.indices { externalChoiceLists[list].mapTexts(change) }
    for list in osmTags.indices { osmTags[list].mapTexts(change) }
    for index in missingCodes.indices { change(&missingCodes[index].label) }
    for index in crossChecks.indices { change(&crossChecks[index].message) }
  }
}

extension Item {
  fileprivate func forEachText(_ body: (LocalizedText) -> Void) {
    body(label)
    body(hint)
    body(guidance)
    body(requiredMessage)
    body(constraintMessage)
    for text in media.values { body(text) }
    for check in softChecks { body(check.message) }
    for index in children.indices { children[index].forEachText(body) }
  }

  fileprivate mutating func mapTexts(_ change: (inout LocalizedText) -> Void) {
    change(&label)
    change(&hint)
    change(&guidance)
    change(&requiredMessage)
    change(&constraintMessage)
    for kind in media.keys { change(&media[kind, default: LocalizedText()]) }
    for index in softChecks.indices { change(&softChecks[index].message) }
    for index in children.indices { children[index].mapTexts(change) }
  }
}

extension ChoiceList {
  fileprivate func forEachText(_ body: (LocalizedText) -> Void) {
    for choice in choices {
      body(choice.label)
      for text in choice.media.values { body(text) }
    }
  }

  fileprivate mutating func mapTexts(_ change: (inout LocalizedText) -> Void) {
    for index in choices.indices {
      change(&choices[index].label)
      for kind in choices[index].media.keys {
        change(&choices[index].media[kind, default: LocalizedText()])
      }
    }
  }
}
