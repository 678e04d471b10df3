import Messages

/// A name, telephone or position without a mark of sensitivity, in a questionnaire that uses marks.
/// Where an author marks nothing, the marks are not part of the work and nothing is said.
enum UnmarkedPersonalData: Rule {
  static let kind = FindingKind(
    "Q0703", .note,
    meaning: Message(
      es: "Un dato personal no tiene marca de sensibilidad.",
      en: "Personal data have no mark of sensitivity."),
    remedy: Message(
      es: "Escriba «sensitivity»: personal, sensitive, o none si no identifica a nadie.",
      en: "Write “sensitivity”: personal, sensitive, or none if it identifies nobody."),
    why: Message(
      es: "Las marcas dicen qué se separa o se borra antes de compartir los datos; "
        + "lo que se olvidó marcar sale con ellos.",
      en: "The marks say what is kept apart or deleted before data are shared; what "
        + "nobody marked goes out with them."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: first_name, label: Nombre, sensitivity: personal}
          - {type: geopoint, name: home, label: Ubicación}
        """,
      right: """
        survey:
          - {type: text, name: first_name, label: Nombre, sensitivity: personal}
          - {type: geopoint, name: home, label: Ubicación, sensitivity: personal}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    guard context.entries.contains(where: { $0.item.sensitivity != nil }) else { return [] }
    var isMarked: [Bool] = []
    return context.entries.compactMap { entry in
      // A group's mark holds for what is inside it; parents come before their children.
      let marked = entry.item.sensitivity != nil || entry.parent.map { isMarked[$0] } ?? false
      isMarked.append(marked)
      guard !marked, entry.looksPersonal else { return nil }
      return kind.finding(
        at: entry.place,
        Message(
          es: "«\(entry.item.name)» parece un dato personal y no tiene marca.",
          en: "“\(entry.item.name)” looks like personal data and has no mark."))
    }
  }
}

extension FormEntry {
  fileprivate var looksPersonal: Bool {
    switch type {
    case .geopoint, .geotrace, .geoshape: true
    case .metadata(let name):
      ["phonenumber", "email", "username", "start-geopoint", "background-audio"].contains(name)
    case .text, .integer, .barcode:
      item.name.lowercased().split { $0 == "_" || $0 == "-" || $0 == "." || $0.isNumber }
        .contains { Self.personalWords.contains(String($0)) }
    default: false
    }
  }

  /// Words of question names that stand for what identifies somebody.
  private static let personalWords: Set<String> = [
    "address", "apellido", "apellidos", "celular", "correo", "direccion", "dui", "email",
    "firstname",
    "lastname", "name", "names", "nombre", "nombres", "passport", "pasaporte", "phone", "surname",
    "tel", "telefono", "telephone",
  ]
}
