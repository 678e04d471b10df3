extension Questionnaire {
  /// The questionnaire whose canonical form these bytes are: how one travels and is stored.
  ///
  /// Places and reading notes are not part of it. Bytes that do not come out the same when they
  /// are written again are refused, so that the hash stays the identity.
  public init(canonicalBytes bytes: [UInt8]) throws(CanonicalFormError) {
    var decoder = try CanonicalDecoder(bytes)
    let id = try decoder.text()
    let version = try decoder.text()
    let title = try decoder.text()
    self.init(id: id, version: version, title: title, rootName: try decoder.text())
    languages = try decoder.list { (decoder) throws(CanonicalFormError) in try decoder.text() }
    defaultLanguage = try decoder.text()
    instanceName = try decoder.formula()
    settings = try decoder.texts()
    missingCodes = try decoder.list { (decoder) throws(CanonicalFormError) in
      let name = try decoder.text()
      return MissingCode(name: name, label: try decoder.localized())
    }
    choiceLists = try decoder.choiceLists()
    externalChoiceLists = try decoder.choiceLists()
    entities = try decoder.list { (decoder) throws(CanonicalFormError) in try decoder.texts() }
    items = try decoder.items(depth: 0)
    if decoder.layout >= .second {
      crossChecks = try decoder.list { (decoder) throws(CanonicalFormError) in
        try decoder.crossCheck()
      }
      dataFiles = try decoder.list { (decoder) throws(CanonicalFormError) in
        let name = try decoder.text()
        return DataFile(name: name, bytes: Array(try decoder.data()))
      }
    }
    if decoder.layout >= .third { osmTags = try decoder.choiceLists() }
    guard decoder.isAtEnd, canonicalBytes == bytes else { throw CanonicalFormError() }
  }
}

extension CanonicalDecoder {
  fileprivate mutating func choiceLists() throws(CanonicalFormError) -> [ChoiceList] {
    try list { (decoder) throws(CanonicalFormError) in
      let name = try decoder.text()
      return ChoiceList(
        name: name,
        choices: try decoder.list { (decoder) throws(CanonicalFormError) in
          try decoder.choice()
        })
    }
  }

  private mutating func choice() throws(CanonicalFormError) -> Choice {
    let name = try text()
    var choice = Choice(name: name, label: try localized())
    choice.media = try mapping { (decoder) throws(CanonicalFormError) in try decoder.localized() }
    choice.attributes = try list { (decoder) throws(CanonicalFormError) in
      let name = try decoder.text()
      return Choice.Attribute(name: name, value: try decoder.text())
    }
    if layout >= .second { choice.concept = try spelled { $0 } }
    return choice
  }

  fileprivate mutating func items(depth: Int) throws(CanonicalFormError) -> [Item] {
    guard depth <= Self.depthLimit else { throw CanonicalFormError() }
    return try list { (decoder) throws(CanonicalFormError) in try decoder.item(depth: depth) }
  }

  private mutating func item(depth: Int) throws(CanonicalFormError) -> Item {
    let kind = try itemKind()
    var item = Item(kind, name: try text())
    item.label = try localized()
    item.hint = try localized()
    item.guidance = try localized()
    item.media = try mapping { (decoder) throws(CanonicalFormError) in try decoder.localized() }
    item.relevant = try formula()
    item.required = try formula()
    item.requiredMessage = try localized()
    item.readOnly = try formula()
    item.constraint = try formula()
    item.constraintMessage = try localized()
    item.calculation = try formula()
    item.trigger = try formula()
    item.defaultValue = try formula()
    item.choiceFilter = try formula()
    item.appearance = try text()
    item.parameters = try texts()
    item.softChecks = try list { (decoder) throws(CanonicalFormError) in
      let condition = Formula(try decoder.text())
      return SoftCheck(condition: condition, message: try decoder.localized())
    }
    item.missing = try optional { (decoder) throws(CanonicalFormError) in
      try decoder.list { (decoder) throws(CanonicalFormError) in try decoder.text() }
    }
    item.extras = try texts()
    if layout >= .second {
      item.concept = try spelled { $0 }
      item.referencePeriod = try spelled { ReferencePeriod($0) }
      item.sensitivity = try spelled { Sensitivity(rawValue: $0) }
      item.isSealed = try number() == 1
    }
    item.children = try items(depth: depth + 1)
    return item
  }

  fileprivate mutating func crossCheck() throws(CanonicalFormError) -> CrossCheck {
    let name = try text()
    let form = try text()
    let match = try texts()
    var check = CrossCheck(name: name, form: form, condition: Formula(try text()))
    check.match = match
    check.message = try localized()
    return check
  }

  private mutating func itemKind() throws(CanonicalFormError) -> Item.Kind {
    switch try number() {
    case 0:
      let spelling = try text()
      if case .question(let type, _) = TypeNames.parse(spelling) { return .question(type) }
      return .question(.kept(spelling))
    case 1: return .group
    case 2: return .roster(count: try formula())
    default: throw CanonicalFormError()
    }
  }
}
