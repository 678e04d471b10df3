import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication

extension Review {
  /// So many corrections are spelt out where an interview is opened; the rest is counted.
  private static let shownCorrections = 20

  /// For whoever goes on with the response: `↩` sent back, with the reason; `✎` corrected.
  func lines(path: (RegisterKey) -> String) -> [String] {
    var lines: [String] = []
    if let sentBack {
      lines.append(
        said(es: "↩ Devuelta por ", en: "↩ Sent back by ") + sentBack.stamp.signature + ": "
          + plain(sentBack.decision.comment))
    }
    for correction in corrections.prefix(Self.shownCorrections) {
      let reason = correction.comment.isEmpty ? "" : " – \(plain(correction.comment))"
      lines.append(
        said(es: "✎ Corregida por ", en: "✎ Corrected by ") + correction.stamp.signature
          + ": \(path(correction.key)) = \(plain(correction.value.words))\(reason)")
    }
    let more = corrections.count - Self.shownCorrections
    if more > 0 {
      lines.append(
        said(
          es: "✎ Y \(more) correcciones más: «campo show» las muestra.",
          en: "✎ And \(more) corrections more: “campo show” shows them."))
    }
    return lines
  }

  fileprivate var arrivalLines: [String] {
    let name = "\(record.description.prefix(12))" + (unit.map { " (\(cell($0)))" } ?? "")
    var lines: [String] = []
    if let sentBack {
      let (who, why) = (plain(sentBack.stamp.author.name), plain(sentBack.decision.comment))
      lines.append(
        said(
          es: "↩ \(name): la devolvió \(who): \(why)", en: "↩ \(name): sent back by \(who): \(why)")
      )
    }
    if let last = corrections.max(by: { $0.stamp.time < $1.stamp.time }) {
      let who = plain(last.stamp.author.name)
      let count = counted(
        corrections.count, es: ("respuesta corregida", "respuestas corregidas"),
        en: ("answer corrected", "answers corrected"))
      lines.append(
        said(es: "✎ \(name): \(count) por \(who).", en: "✎ \(name): \(count) by \(who)."))
    }
    return lines
  }
}

extension [Review] {
  /// So many responses are named when they arrive; the rest is counted.
  private static var namedReviews: Int { 20 }

  /// For whoever synced, or took in a bundle.
  var arrivalLines: [String] {
    guard !isEmpty else { return [] }
    var lines = prefix(Self.namedReviews).flatMap(\.arrivalLines)
    if count > Self.namedReviews {
      lines.append(
        said(
          es: "Y \(count - Self.namedReviews) más: «campo list» las marca.",
          en: "And \(count - Self.namedReviews) more: “campo list” marks them."))
    }
    lines.append(
      said(
        es: "Para verlas y seguir: campo interview ALMACÉN CUESTIONARIO --response RESPUESTA.",
        en: "To see them and go on: campo interview STORE QUESTIONNAIRE --response RESPONSE."))
    return lines
  }
}

extension Stamp {
  /// Who, and when by the clock here.
  fileprivate var signature: String {
    "\(plain(author.name)) (\(author.role.word), \(localMinute(time)))"
  }
}
