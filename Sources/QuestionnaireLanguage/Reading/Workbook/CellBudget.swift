/// What the cells of one sheet may hold; a text that many cells share counts in each of them, for
/// cleaning may copy it.
struct CellBudget {
  private let sheet: String
  private var cells = 0
  private var textBytes = 0

  init(sheet: String) { self.sheet = sheet }

  mutating func take(_ text: String) throws(QuestionnaireReadingError) {
    cells += 1
    textBytes += text.utf8.count
    guard cells <= ReadingLimits.cells, textBytes <= ReadingLimits.sheetTextBytes else {
      throw QuestionnaireReadingError(.tooManyCells, sheet)
    }
  }
}
