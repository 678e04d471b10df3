import CommandLanguage

/// What `?` prints.
enum CommandCard {
  static var lines: [String] {
    [
      said(
        es: "Escriba la respuesta y Enter. Opciones: su número o nombre; varias, con espacios.",
        en: "Type the answer and Enter. Choices: number or name; several, with spaces."),
      said(
        es: "Fechas: 2024-03-15 o 15/03/2024. Horas: 14:30. Punto: 13.70 -89.20.",
        en: "Dates: 2024-03-15 or 15/03/2024 (day first). Times: 14:30. Point: 13.70 -89.20."),
      said(
        es: "  Enter         deja lo que hay y sigue",
        en: "  Enter         keeps what is there and goes on"),
      said(
        es: "  :1, :2 …      no sabe, no responde… (donde se ofrecen)",
        en: "  :1, :2 …      don't know, refused… (where offered)"),
      said(
        es: "  :atras        pregunta anterior (:back)",
        en: "  :back         the question before (:atras)"),
      said(
        es: "  :ir [N|nombre] salta a una pregunta; solo, las enumera (:go)",
        en: "  :go [N|name]  jumps to a question; alone, lists them (:ir)"),
      said(
        es: "  :idioma [X]   cambia el idioma del cuestionario (:language)",
        en: "  :language [X] changes the questionnaire's language (:idioma)"),
      said(
        es: "  :borrar       deja la respuesta vacía (:clear)",
        en: "  :clear        empties the answer (:borrar)"),
      said(
        es: "  :agregar      agrega una fila al listado (:add)",
        en: "  :add          adds a row to the roster (:agregar)"),
      said(
        es: "  :quitar       quita la fila donde está (:remove)",
        en: "  :remove       takes away the row you are in (:quitar)"),
      said(
        es: "  :salir        guarda y sale; se continúa con --response (:quit)",
        en: "  :quit         saves and leaves; go on with --response (:salir)"),
      said(
        es: "  :terminar     da la entrevista por terminada (:finish)",
        en: "  :finish       declares the interview finished (:terminar)"),
      said(
        es: "  ::texto       una respuesta que empieza con dos puntos",
        en: "  ::text        an answer that begins with a colon"),
    ]
  }
}
