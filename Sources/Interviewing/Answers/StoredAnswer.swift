package import QuestionnaireLanguage

/// An answer as expressions see it and as it is spelled.
package struct StoredAnswer: Hashable, Sendable {
  package var value: Value
  /// ODK's spelling: `12`, `5.0`, `2024-03-15T10:00:00.000Z`, `a b`.
  package var text: String

  /// The names chosen in a select; that of a single choice may hold blanks.
  func choices(of type: AnswerType) -> [String] {
    type == .selectOne ? [text] : FunctionTable.choices(text)
  }
}

/// Reads answers by their type, as ODK's engines do, and spells results of calculations.
struct AnswerCoding {
  let dates: DateCoding
  let now: Int64

  /// The answer that a text gives to a question of `type`; nil where it is none of that type.
  func answer(_ text: String, _ type: AnswerType) -> StoredAnswer? {
    let trimmed = text.trimmed
    switch type {
    case .string, .barcode, .binary, .null: return StoredAnswer(value: .text(text), text: text)
    case .int:
      guard let number = Int32(trimmed) else { return nil }
      return StoredAnswer(value: .number(Double(number)), text: String(number))
    case .decimal:
      guard let number = Double(trimmed), number.isFinite else { return nil }
      return StoredAnswer(value: .number(number), text: NumberText.decimal(number))
    case .boolean:
      let isTrue = trimmed == "1" || trimmed == "t" || trimmed == "true"
      return boolean(isTrue)
    case .selectOne: return StoredAnswer(value: .text(text), text: text)
    case .select:
      let joined = FunctionTable.choices(text).joined(separator: " ")
      return StoredAnswer(value: .text(joined), text: joined)
    case .date: return dates.date(trimmed).map(date)
    case .dateTime: return dates.dateTime(trimmed).map(dateTime)
    case .time: return dates.time(trimmed, now: now).map(time)
    case .geopoint: return point(trimmed).map { StoredAnswer(value: .text($0), text: $0) }
    case .geotrace, .geoshape: return line(trimmed)
    }
  }

  /// What a calculation's result stores in a question of `type`; nil for nothing.
  func answer(_ value: Value, _ type: AnswerType) -> StoredAnswer? {
    switch value {
    case .text(let text) where text.isEmpty: return nil
    case .number(let number) where number.isNaN: return nil
    case .boolean(let isTrue): return boolean(isTrue)
    case .number(let number): return self.number(number, type)
    case .date(let moment):
      switch type {
      case .boolean: return boolean(true)
      case .date: return date(moment)
      case .time: return time(moment)
      default: return dateTime(moment)
      }
    case .text(let text):
      switch type {
      case .boolean: return boolean(true)
      case .int, .decimal: return StoredAnswer(value: .text(text), text: text)
      default: return answer(text, type)
      }
    case .nodes: return nil
    }
  }

  private func boolean(_ isTrue: Bool) -> StoredAnswer {
    StoredAnswer(value: .boolean(isTrue), text: isTrue ? "1" : "0")
  }

  private func number(_ number: Double, _ type: AnswerType) -> StoredAnswer {
    if type == .boolean { return boolean(abs(number) > 1e-12) }
    let whole = number.rounded(.towardZero)
    let isWhole = abs(number - whole) < 1e-9 && abs(whole) < 9.2e18
    guard isWhole || type == .int else {
      return StoredAnswer(value: .number(number), text: NumberText.decimal(number))
    }
    let bounded = max(-9.2e18, min(9.2e18, whole))
    return StoredAnswer(value: .number(bounded), text: String(Int(bounded)))
  }

  private func date(_ moment: Int64) -> StoredAnswer {
    StoredAnswer(value: .date(moment), text: dates.dateText(moment))
  }

  private func dateTime(_ moment: Int64) -> StoredAnswer {
    StoredAnswer(value: .date(moment), text: dates.dateTimeText(moment))
  }

  private func time(_ moment: Int64) -> StoredAnswer {
    StoredAnswer(value: .date(moment), text: dates.timeText(moment))
  }

  /// `latitude longitude altitude accuracy`; what is not given is 0.
  private func point(_ text: String) -> String? {
    var numbers = text.split(separator: " ").map { Double($0) }
    guard (1...4).contains(numbers.count), !numbers.contains(nil) else { return nil }
    while numbers.count < 2 { numbers.append(0) }
    // ODK's engines spell a point of zeros as no point.
    if numbers.allSatisfy({ $0 == 0 }) { return "" }
    return numbers.map { NumberText.decimal($0 ?? 0) }.joined(separator: " ")
  }

  private func line(_ text: String) -> StoredAnswer? {
    var points: [String] = []
    for part in text.split(separator: ";") where !String(part).trimmed.isEmpty {
      guard let point = point(String(part).trimmed) else { return nil }
      points.append(point)
    }
    let joined = points.joined(separator: "; ")
    return points.isEmpty ? nil : StoredAnswer(value: .text(joined), text: joined)
  }
}

extension String {
  var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    // Nothing to trim, mostly: the text itself.
    if let first = utf8.first, !isSpace(first), let last = utf8.last, !isSpace(last) { return self }
    let start = utf8.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(decoding: start[...last], as: UTF8.self)
  }
}
