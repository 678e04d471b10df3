/// Where the rules were seen at work: one of the corpus's workbooks, and in how many.
enum CorpusSightings {
  struct Sighting {
    let workbook: String
    let workbooks: Int
  }

  static let all: [String: Sighting] = [:]
}
