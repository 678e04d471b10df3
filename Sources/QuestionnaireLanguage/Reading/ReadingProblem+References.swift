import Messages

extension ReadingProblem {
  /// The sentences about references, settings and entities.
  static let wordsAboutReferences: [ReadingProblem: Words] = [
    .encryptedWithoutID: Words(
      problem: Message(
        es: "omit_instanceID no va con public_key.",
        en: "omit_instanceID does not go with public_key."),
      remedy: Message(
        es: "Quite uno de los dos de “settings”.",
        en: "Remove one of them from “settings”.")),
    .entityColumn: Words(
      problem: Message(
        es: "La hoja “entities” no tiene la columna “{0}”.",
        en: "The sheet “entities” has no column “{0}”."),
      remedy: Message(
        es: "Columnas posibles: list_name, entity_id, create_if, update_if, repeat, label.",
        en: "Possible columns: list_name, entity_id, create_if, update_if, repeat, label.")),
    .entityName: Words(
      problem: Message(
        es: "“{0}” no sirve como nombre de una lista o propiedad de entidades.",
        en: "“{0}” cannot name a list or property of entities."),
      remedy: Message(
        es: "Empiece con una letra; sin puntos, sin __ al principio, distinto de name y "
          + "label, sin repetir.",
        en: "Start with a letter; no periods, no __ in front, other than name and label, "
          + "not repeated.")),
    .saveToWithoutEntities: Words(
      problem: Message(
        es: "save_to necesita una hoja “entities”.",
        en: "save_to needs a sheet “entities”."),
      remedy: Message(
        es: "Añada la hoja y una fila con list_name.",
        en: "Add the sheet and a row with list_name.")),
    .saveToRepeated: Words(
      problem: Message(
        es: "Otra pregunta ya guarda “{0}”.",
        en: "Another question already saves “{0}”."),
      remedy: Message(
        es: "Cambie uno de los dos.",
        en: "Change one of the two.")),
    .saveToOnGroup: Words(
      problem: Message(
        es: "Un grupo no se guarda en una entidad.",
        en: "A group cannot be saved to an entity."),
      remedy: Message(
        es: "Quite save_to de esta fila.",
        en: "Remove save_to from this row.")),
    .saveToUnknownEntity: Words(
      problem: Message(
        es: "“{0}” no es una lista de la hoja “entities”.",
        en: "“{0}” is not a list of the sheet “entities”."),
      remedy: Message(
        es: "Corrija el nombre antes de #.",
        en: "Correct the name before the #.")),
    .entityReference: Words(
      problem: Message(
        es: "{0}: no hay ninguna pregunta llamada “{1}”.",
        en: "{0}: there is no question named “{1}”."),
      remedy: Message(
        es: "Corrija el nombre entre “${” y “}”, o agregue la pregunta.",
        en: "Correct the name between “${” and “}”, or add the question.")),
    .entityFormula: Words(
      problem: Message(
        es: "{0}: la expresión “{1}” está mal escrita, o llama mal a una función.",
        en: "{0}: the expression “{1}” is not well formed, or calls a function wrongly."),
      remedy: Message(
        es: "Revise paréntesis, comillas, comas y los argumentos de cada función.",
        en: "Check parentheses, quotes, commas and the arguments of each function.")),
    .entityNeedsLabel: Words(
      problem: Message(
        es: "La lista “{0}” crea entidades y no tiene label.",
        en: "The list “{0}” creates entities and has no label."),
      remedy: Message(
        es: "Escriba label, o entity_id si solo las actualiza.",
        en: "Write label, or entity_id if it only updates them.")),
    .entityNeedsUpdateIf: Words(
      problem: Message(
        es: "La lista “{0}” crea y actualiza, y no tiene update_if.",
        en: "The list “{0}” creates and updates, and has no update_if."),
      remedy: Message(
        es: "Escriba update_if, o quite entity_id.",
        en: "Write update_if, or remove entity_id.")),
    .entityNeedsID: Words(
      problem: Message(
        es: "La lista “{0}” actualiza y no tiene entity_id.",
        en: "The list “{0}” updates and has no entity_id."),
      remedy: Message(
        es: "Escriba entity_id.",
        en: "Write entity_id.")),
  ]
}
