import Messages

/// Media are files that travel with the questionnaire: a bare name with an extension.
enum MediaFileName: Rule {
  static let kind = FindingKind(
    "Q0504", .warning,
    meaning: Message(
      es: "El medio no es un nombre de archivo.", en: "The media is not a file name."),
    remedy: Message(
      es: "Escriba solo el nombre del archivo, con extensión y sin carpetas: «foto.png».",
      en: "Write only the file's name, with extension and without folders: “photo.png”."),
    why: Message(
      es: "El dispositivo busca un archivo de ese nombre y no lo encuentra: la "
        + "imagen o el sonido no aparece.",
      en: "The device looks for a file of that name and does not find it: the "
        + "picture or sound does not appear."),
    example: .init(
      wrong: """
        survey:
          - {type: note, name: n, label: Mire, image: fotos/mapa}
        """,
      right: """
        survey:
          - {type: note, name: n, label: Mire, image: mapa.png}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let ofItems = context.entries.map { ($0.item.media, $0.place) }
    let ofChoices = context.questionnaire.choiceLists.flatMap(\.choices).map {
      ($0.media, $0.place)
    }
    return (ofItems + ofChoices).flatMap { media, place in
      let names = Set(media.values.flatMap(\.byLanguage.values))
      return names.filter { !isFileName($0) }.sorted().map {
        kind.finding(
          at: place,
          Message(es: "«\($0)» no es un nombre de archivo.", en: "“\($0)” is not a file name."))
      }
    }
  }

  private static func isFileName(_ name: String) -> Bool {
    // `${name}.png` and paths that the device computes are its author's affair.
    if name.isEmpty || name.contains("${") { return true }
    let extent = name.split(separator: ".").dropFirst().last ?? ""
    return !extent.isEmpty && !name.contains("/") && !name.contains("\\")
  }
}
