/// References `${name}` anywhere in a workbook must be well formed and name one thing.
enum ReferenceRules {
  static func check(book: Workbook, form: Questionnaire, header: SheetHeader) -> [ReadingNote] {
    []
  }
}
