import Campo
import Foundation
import Interviewing
import Replication

/// What one answer of an interview costs until it is on the disk, beside a commit of the same bytes
/// in the same table by bare SQLite: one of each in turn.
struct SavingMeasure {
  private let workload: Workload
  private let interviews: [Workload.Answers]
  private let folder: String

  static let interviews = 10

  init(form: String, interviews path: String, in folder: String) throws {
    workload = try Workload(form: form)
    interviews = Array(try Workload.read([Workload.Answers].self, path).prefix(Self.interviews))
    self.folder = folder
  }

  func run() throws {
    let client = try SurveyClient.create(
      at: folder + "/ours", author: Author(name: "ana", role: .enumerator), areas: ["S-01"])
    let form = try client.keep(workload.questionnaire)
    let stored = try RawSQLite(reading: folder + "/ours/campo.sqlite").statement(
      "SELECT record, place, writes FROM pending ORDER BY record DESC, place DESC LIMIT 1")
    let insert = try RawSQLite(
      creating: folder + "/raw.sqlite",
      table: """
        CREATE TABLE pending (
          record INTEGER NOT NULL, place INTEGER NOT NULL, writes BLOB NOT NULL,
          PRIMARY KEY (record, place)) STRICT, WITHOUT ROWID
        """
    ).statement("INSERT INTO pending (record, place, writes) VALUES (?, ?, ?)")
    var ours: [Double] = []
    var raw: [Double] = []
    for answers in interviews {
      var session = try client.startInterview(form, in: client.interviewEnvironment)
      for answer in answers {
        try session.addRows(reaching: answer[0])
        let before = try stored.row()?.numbers
        let time = try Stopwatch.time(1) {
          keep(try session.answer(answer[0], .text(answer[1])))
        }
        // An answer that the form itself had given already is not written again.
        guard let row = try stored.row(), row.numbers != before else { continue }
        ours.append(time)
        raw.append(try Stopwatch.time(1) { try insert.run(row.numbers, row.bytes) })
      }
    }
    Measure.report("answers", Double(ours.count))
    Measure.report("ours_ns", Stopwatch.median(ours))
    Measure.report("raw_ns", Stopwatch.median(raw))
    Measure.report("ours_mean_ns", Stopwatch.mean(ours))
    Measure.report("raw_mean_ns", Stopwatch.mean(raw))
  }
}
