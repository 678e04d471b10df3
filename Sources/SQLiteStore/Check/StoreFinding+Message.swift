public import Messages

extension StoreFinding {
  /// What is wrong, without the place.
  public var message: Message {
    let tail = detail.isEmpty ? "" : " (\(detail))"
    let said = sentence
    return Message(es: said.spanish + tail + ".", en: said.english + tail + ".")
  }

  private var sentence: Message {
    switch kind {
    case .header:
      Message(
        es: "El comienzo del archivo no es el de un almacén, o el archivo está cortado",
        en: "The file does not begin as a store does, or it is cut short")
    case .pages:
      Message(
        es: "Las páginas del archivo se contradicen", en: "The file's pages contradict each other")
    case .table:
      Message(
        es: "La tabla no se puede leer hasta el final", en: "The table cannot be read to its end")
    case .writeAheadLog:
      Message(
        es: "El registro de escritura está roto antes de su final, y lo que sigue no se lee",
        en: "The write-ahead log is broken before its end, and what stands behind is not read")
    case .lastCommit:
      Message(
        es: "Lo último del registro de escritura no está entero; así queda tras un corte de luz",
        en: "The end of the write-ahead log is not whole; a power cut leaves it so")
    case .value:
      Message(es: "El valor guardado está dañado", en: "The stored value is damaged")
    case .canonical:
      Message(
        es: "Los datos de la respuesta no tienen su forma canónica",
        en: "The response's bytes are not in canonical form")
    case .column:
      Message(
        es: "Lo que está a la vista contradice a la respuesta",
        en: "What stands in clear contradicts the response")
    case .ownSeal:
      Message(
        es: "Falta una línea del propio registro de sellos",
        en: "A line of the store's own seal log is missing")
    case .foreignSeal:
      Message(
        es: "Falta la línea de un sello de otro dispositivo; la respuesta sí está",
        en: "The line of another device's seal is missing; the response is here")
    case .context:
      Message(
        es: "La respuesta es más vieja que lo que este almacén selló de ella",
        en: "The response is older than what this store sealed of it")
    case .chain:
      Message(
        es: "La cadena de sellos no concuerda con lo sellado",
        en: "The chain of seals does not agree with what was sealed")
    case .orphan:
      Message(
        es: "Filas sobre una respuesta que no está",
        en: "Rows about a response that is not here")
    case .feed:
      Message(
        es: "La lista de novedades del área no concuerda con las respuestas",
        en: "The area's feed does not agree with the responses")
    case .name:
      Message(
        es: "Una de las dos copias del nombre de una pregunta está dañada o falta",
        en: "One of the two copies of a question's name is damaged or missing")
    case .definition:
      Message(
        es: "El cuestionario no tiene la huella bajo la que está guardado",
        en: "The questionnaire does not have the hash under which it is kept")
    case .missingDefinition:
      Message(
        es: "El cuestionario de la respuesta no está aquí",
        en: "The response's questionnaire is not here")
    case .attachment:
      Message(
        es: "El archivo adjunto está dañado", en: "The attachment is damaged")
    case .identity:
      Message(es: "El almacén no sabe quién es", en: "The store does not know who it is")
    }
  }

  /// What a person does about it.
  public var remedy: Message {
    switch kind {
    case .header, .pages, .table, .writeAheadLog, .identity:
      Message(
        es: "Copie la carpeta, rescate las respuestas con «campo salvage», e impórtelas en un "
          + "almacén nuevo.",
        en: "Copy the folder, rescue the responses with “campo salvage”, and import them into a "
          + "new store.")
    case .value, .canonical, .context, .orphan:
      Message(
        es: "Copie la carpeta; sincronice o importe un paquete que traiga la respuesta, o rescate "
          + "lo legible con «campo salvage».",
        en: "Copy the folder; sync, or import a bundle that has the response, or rescue what can "
          + "be read with “campo salvage”.")
    case .column, .ownSeal, .chain, .feed, .name:
      Message(
        es: "Las respuestas se pueden leer: páselas a un almacén nuevo con «campo salvage» y avise "
          + "a quien mantiene Campo.",
        en: "The responses can be read: move them to a new store with “campo salvage”, and tell "
          + "Campo's maintainers.")
    case .attachment:
      Message(
        es:
          "Copie la carpeta; tráigalo otra vez con «campo sync --attachments», o inclúyalo de nuevo "
          + "desde el archivo original.",
        en:
          "Copy the folder; fetch it again with “campo sync --attachments”, or answer again with the "
          + "original file.")
    case .lastCommit:
      Message(
        es: "Nada tras un corte de luz. Sin él, copie la carpeta antes de abrir el almacén y "
          + "rescate con «campo salvage».",
        en: "Nothing after a power cut. Without one, copy the folder before the store is opened, "
          + "and rescue with “campo salvage”.")
    case .foreignSeal:
      Message(
        es: "Nada; la línea llega con la próxima sincronización o paquete que la traiga.",
        en: "Nothing; the line comes with the next sync or bundle that has it.")
    case .definition, .missingDefinition:
      Message(
        es: "Sincronice, o importe el cuestionario de nuevo.",
        en: "Sync, or import the questionnaire again.")
    }
  }
}
