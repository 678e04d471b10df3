import Crypto

extension Questionnaire {
  /// The questionnaire's meaning as bytes: the same for the same questionnaire whatever file
  /// it came from, without places and reading notes. Docs/QuestionnaireLanguage.md has the layout.
  public var canonicalBytes: [UInt8] {
    var encoder = CanonicalEncoder(layout: canonicalLayout)
    encoder.text(encoder.layout.prefix)
    for text in [id, version, title, rootName] { encoder.text(text) }
    encoder.list(languages) { $0.text($1) }
    encoder.text(defaultLanguage)
    encoder.formula(instanceName)
    encoder.texts(settings)
    encoder.list(missingCodes) { encoder, code in
      encoder.text(code.name)
      encoder.localized(code.label)
    }
    encoder.list(choiceLists) { $1.encode(to: &$0) }
    encoder.list(externalChoiceLists) { $1.encode(to: &$0) }
    encoder.list(entities) { $0.texts($1) }
    encoder.list(items) { $1.encode(to: &$0) }
    if encoder.layout >= .second {
      encoder.list(crossChecks) { $1.encode(to: &$0) }
      let sorted = dataFiles.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      encoder.list(sorted) { encoder, file in
        encoder.text(file.name)
        encoder.data(file.bytes)
      }
    }
    if encoder.layout >= .third { encoder.list(osmTags) { $1.encode(to: &$0) } }
    return encoder.bytes
  }

  /// SHA-256 of `canonicalBytes` in 64 hexadecimal digits: the questionnaire's identity.
  public var canonicalHash: String {
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    for byte in SHA256.hash(data: canonicalBytes) {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    return String(decoding: hex, as: UTF8.self)
  }
}

extension ChoiceList {
  fileprivate func encode(to encoder: inout CanonicalEncoder) {
    encoder.text(name)
    encoder.list(choices) { $1.encode(to: &$0) }
  }
}

extension Choice {
  fileprivate func encode(to encoder: inout CanonicalEncoder) {
    encoder.text(name)
    encoder.localized(label)
    encoder.mapping(media) { $0.localized($1) }
    // The order of columns means nothing to a filter.
    let sorted = attributes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    encoder.list(sorted) { encoder, attribute in
      encoder.text(attribute.name)
      encoder.text(attribute.value)
    }
    if encoder.layout >= .second { encoder.optional(concept) { $0.text($1) } }
  }
}

extension Item {
  fileprivate func encode(to encoder: inout CanonicalEncoder) {
    switch kind {
    case .question(let type):
      encoder.number(0)
      encoder.text(type.spelling)
    case .group: encoder.number(1)
    case .roster(let count):
      encoder.number(2)
      encoder.formula(count)
    }
    encoder.text(name)
    for text in [label, hint, guidance] { encoder.localized(text) }
    encoder.mapping(media) { $0.localized($1) }
    encoder.formula(relevant)
    encoder.formula(required)
    encoder.localized(requiredMessage)
    encoder.formula(readOnly)
    encoder.formula(constraint)
    encoder.localized(constraintMessage)
    for formula in [calculation, trigger, defaultValue, choiceFilter] { encoder.formula(formula) }
    encoder.text(appearance)
    encoder.texts(parameters)
    encoder.list(softChecks) { encoder, check in
      encoder.text(check.condition.text)
      encoder.localized(check.message)
    }
    encoder.optional(missing) { encoder, names in encoder.list(names) { $0.text($1) } }
    encoder.texts(extras)
    if encoder.layout >= .second {
      encoder.optional(concept) { $0.text($1) }
      encoder.optional(referencePeriod) { $0.text($1.text) }
      encoder.optional(sensitivity) { $0.text($1.rawValue) }
      encoder.number(isSealed ? 1 : 0)
    }
    encoder.list(children) { $1.encode(to: &$0) }
  }
}

extension CrossCheck {
  fileprivate func encode(to encoder: inout CanonicalEncoder) {
    encoder.text(name)
    encoder.text(form)
    encoder.texts(match)
    encoder.text(condition.text)
    encoder.localized(message)
  }
}
