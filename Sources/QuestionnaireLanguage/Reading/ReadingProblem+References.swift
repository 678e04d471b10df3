import Messages

extension ReadingProblem {
  /// The sentences about references, settings and entities.
  static let wordsAboutReferences: [ReadingProblem: Words] = [
    .referenceSyntax: Words(
      problem: Message(
        es: "Hay una referencia mal escrita.",
        en: "There is a malformed reference."),
      remedy: Message(
        es: "Escríbala como ${nombre}, sin espacios.",
        en: "Write it as ${name}, without spaces.")),
    .unknownReference: Words(
      problem: Message(
        es: "No hay ninguna pregunta ni grupo “{0}”.",
        en: "There is no question or group “{0}”."),
      remedy: Message(
        es: "Corrija el nombre entre llaves.",
        en: "Correct the name between the braces.")),
    .ambiguousReference: Words(
      problem: Message(
        es: "“{0}” es el nombre de más de una pregunta o grupo.",
        en: "“{0}” names more than one question or group."),
      remedy: Message(
        es: "Dé a cada una un nombre propio para poder referirse a ella.",
        en: "Give each a name of its own so that it can be referred to.")),
    .triggerSyntax: Words(
      problem: Message(
        es: "“trigger” debe ser una lista de referencias.",
        en: "“trigger” must be a list of references."),
      remedy: Message(
        es: "Escríbalas como ${uno}, ${dos}.",
        en: "Write them as ${one}, ${two}.")),
    .triggerUnknown: Words(
      problem: Message(
        es: "“trigger” nombra “{0}”, que no es una pregunta.",
        en: "“trigger” names “{0}”, which is not a question."),
      remedy: Message(
        es: "Corrija el nombre.",
        en: "Correct the name.")),
    .triggerInvisible: Words(
      problem: Message(
        es: "“trigger” nombra “{0}”, que nadie ve ni responde.",
        en: "“trigger” names “{0}”, which nobody sees or answers."),
      remedy: Message(
        es: "Use una pregunta que se muestre.",
        en: "Use a question that is shown.")),
    .encryptedWithoutID: Words(
      problem: Message(
        es: "omit_instanceID no va con public_key.",
        en: "omit_instanceID does not go with public_key."),
      remedy: Message(
        es: "Quite uno de los dos de “settings”.",
        en: "Remove one of them from “settings”.")),
    .emptyID: Words(
      problem: Message(
        es: "El cuestionario no tiene identificador.",
        en: "The questionnaire has no identifier."),
      remedy: Message(
        es: "Escriba form_id en “settings”.",
        en: "Write form_id in “settings”.")),
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
