import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage
import Testing

/// Reads, compiles and opens every workbook, and compares with what ODK's tools said of it.
@Suite(.enabled(if: Corpus.isPresent, "needs ../shared/corpus beside the package"))
struct WorkbookTests {
  /// Workbooks that ODK's tools accept and an interview can be started on, as measured.
  private static let floor = 219

  @Test func acceptedWorkbooksCanBeInterviewedWith() async throws {
    let entries = try Self.index()
    let tally = await withTaskGroup(of: Tally.self, returning: Tally.self) { group in
      for worker in 0..<2 {
        let share = entries.enumerated().filter { $0.offset % 2 == worker }.map(\.element)
        group.addTask { share.reduce(into: Tally()) { tally, entry in entry.count(in: &tally) } }
      }
      var total = Tally()
      for await part in group { total.add(part) }
      return total
    }
    print(tally.table("Workbooks (\(entries.count))"))
    #expect(tally["accepted by ODK's tools: interviewed"] >= Self.floor)
  }

  private struct Entry: Sendable {
    var file: String
    var isAccepted: Bool

    func count(in tally: inout Tally) {
      guard file.hasSuffix(".xlsx") else { return tally.add("unread: .xls") }
      let verdict = isAccepted ? "accepted by ODK's tools" : "refused by ODK's tools"
      do {
        let url = Corpus.root.appendingPathComponent("xlsforms/" + file)
        let form = try QuestionnaireFile.read([UInt8](Data(contentsOf: url)), name: file)
        let interview = Interview(
          try CompiledQuestionnaire(form),
          environment: InterviewEnvironment(
            now: { 0 }, timeZone: .gmt, random: SeededGenerator(seed: 1)))
        tally.add(verdict + (interview.nodes().isEmpty ? ": empty" : ": interviewed"))
      } catch {
        let code = (error as? any ExplainedError)?.code ?? "\(error)"
        tally.add("\(verdict): \(code)")
        if isAccepted, ProcessInfo.processInfo.environment["CORPUS_VERBOSE"] != nil {
          print("REFUSED \(file): \(error)")
        }
      }
    }
  }

  private static func index() throws -> [Entry] {
    let file = Corpus.root.appendingPathComponent("xlsforms/index.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    guard let header = lines.first, let converter = header.firstIndex(of: "pyxform_4.5.0"),
      let validator = header.firstIndex(of: "odk_validate")
    else { return [] }
    return lines.dropFirst().map { line in
      Entry(
        file: String(line[0]), isAccepted: line[converter] == "ok" && line[validator] == "accept")
    }
  }
}
