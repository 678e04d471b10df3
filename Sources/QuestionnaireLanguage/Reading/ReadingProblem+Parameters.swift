import Messages

extension ReadingProblem {
  /// The sentences about parameters.
  static let wordsAboutParameters: [ReadingProblem: Words] = [
    .parameterSyntax: Words(
      problem: Message(
        es: "Los parámetros “{0}” están mal escritos.",
        en: "The parameters “{0}” are malformed."),
      remedy: Message(
        es: "Escríbalos como nombre=valor, separados por espacios.",
        en: "Write them as name=value, separated by spaces.")),
    .unknownParameter: Words(
      problem: Message(
        es: "Este tipo de pregunta no tiene el parámetro “{0}”.",
        en: "This question type has no parameter “{0}”."),
      remedy: Message(
        es: "Parámetros posibles: {1}.",
        en: "Possible parameters: {1}.")),
    .parameterNotOneOf: Words(
      problem: Message(
        es: "El parámetro {0} no puede ser “{1}”.",
        en: "The parameter {0} cannot be “{1}”."),
      remedy: Message(
        es: "Valores posibles: {2}.",
        en: "Possible values: {2}.")),
    .parameterNotNumber: Words(
      problem: Message(
        es: "El parámetro {0} debe ser un número, no “{1}”.",
        en: "The parameter {0} must be a number, not “{1}”."),
      remedy: Message(
        es: "Escriba un número.",
        en: "Write a number.")),
    .parameterName: Words(
      problem: Message(
        es: "El parámetro {0} no puede ser “{1}”.",
        en: "The parameter {0} cannot be “{1}”."),
      remedy: Message(
        es: "Escriba el nombre de una columna, sin espacios ni signos.",
        en: "Write the name of a column, without spaces or signs.")),
    .seedWithoutRandomize: Words(
      problem: Message(
        es: "El parámetro seed necesita randomize=true.",
        en: "The parameter seed needs randomize=true."),
      remedy: Message(
        es: "Añada randomize=true.",
        en: "Add randomize=true.")),
    .auditLocation: Words(
      problem: Message(
        es: "Para registrar posiciones, audit necesita location-priority, "
          + "location-min-interval y location-max-age, con la edad no menor que el "
          + "intervalo.",
        en: "To record positions, audit needs location-priority, location-min-interval and "
          + "location-max-age, the age not below the interval."),
      remedy: Message(
        es: "Escriba los tres parámetros.",
        en: "Write the three parameters.")),
    .rangeMultiple: Words(
      problem: Message(
        es: "El parámetro {0} no cae en un paso de la escala.",
        en: "The parameter {0} does not fall on a step of the scale."),
      remedy: Message(
        es: "Escriba un múltiplo de step.",
        en: "Write a multiple of step.")),
    .rangeOutside: Words(
      problem: Message(
        es: "{0} queda fuera de la escala.",
        en: "{0} is outside the scale."),
      remedy: Message(
        es: "Escriba un valor entre start y end.",
        en: "Write a value between start and end.")),
    .rangeLabelset: Words(
      problem: Message(
        es: "tick_labelset no nombra una lista de opciones apropiada: “{0}”.",
        en: "tick_labelset names no suitable choice list: “{0}”."),
      remedy: Message(
        es: "Use una lista cuyos nombres sean números de la escala; con no-ticks, solo los "
          + "dos extremos.",
        en: "Use a list whose names are numbers of the scale; with no-ticks, only the two ends.")),
    .rangeAppearance: Words(
      problem: Message(
        es: "tick_interval, placeholder y tick_labelset no van con la apariencia “{0}”.",
        en: "tick_interval, placeholder and tick_labelset do not go with the appearance “{0}”."),
      remedy: Message(
        es: "Use vertical, no-ticks o ninguna.",
        en: "Use vertical, no-ticks or none.")),
    .appName: Words(
      problem: Message(
        es: "“{0}” no es el nombre de un paquete de Android.",
        en: "“{0}” is not the name of an Android package."),
      remedy: Message(
        es: "Escriba algo como org.ejemplo.camara.",
        en: "Write something like org.example.camera.")),
    .referenceGeometry: Words(
      problem: Message(
        es: "reference-geometry no nombra una lista, un archivo ni un repetidor: “{0}”.",
        en: "reference-geometry names no list, file or repeat: “{0}”."),
      remedy: Message(
        es: "Corrija el nombre.",
        en: "Correct the name.")),
  ]
}
