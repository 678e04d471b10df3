import Foundation

/// What bare SQLite takes for the same interviews: a row an answer, a hundred interviews a transaction;
/// and all of an interview in one row, a transaction each.
struct RawIngestMeasure {
  private static let batch = 100

  let interviews: [Workload.Answers]
  let folder: String
  let count: Int

  init(interviews path: String, in folder: String, count: Int) throws {
    interviews = try Workload.read([Workload.Answers].self, path)
    self.folder = folder
    self.count = count
  }

  func run() throws {
    Measure.report("rows_s", try rowPerAnswer() / 1e9)
    Measure.report("singles_s", try oneByOne() / 1e9)
  }

  private func rowPerAnswer() throws -> Double {
    let texts = interviews.map { $0.map { Array($0[1].utf8) } }
    let raw = try RawSQLite(
      creating: folder + "/rows.sqlite",
      table: "CREATE TABLE answer (interview INTEGER, question INTEGER, value BLOB)")
    let begin = try raw.statement("BEGIN IMMEDIATE")
    let insert = try raw.statement("INSERT INTO answer VALUES (?, ?, ?)")
    let commit = try raw.statement("COMMIT")
    return try Stopwatch.time(1) {
      for start in stride(from: 0, to: count, by: Self.batch) {
        try begin.run()
        for number in start..<min(start + Self.batch, count) {
          for (question, text) in texts[number % texts.count].enumerated() {
            try insert.run([Int64(number), Int64(question)], text)
          }
        }
        try commit.run()
      }
    }
  }

  private func oneByOne() throws -> Double {
    let whole = interviews.map { Array($0.map { $0[1] }.joined(separator: "\n").utf8) }
    let raw = try RawSQLite(
      creating: folder + "/singles.sqlite",
      table: "CREATE TABLE interview (n INTEGER PRIMARY KEY, answers BLOB)")
    let insert = try raw.statement("INSERT INTO interview VALUES (?, ?)")
    return try Stopwatch.time(1) {
      for number in 0..<count { try insert.run([Int64(number)], whole[number % whole.count]) }
    }
  }
}
