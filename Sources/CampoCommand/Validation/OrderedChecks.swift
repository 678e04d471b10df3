import Campo
import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage

/// Checks files on every core and hands the reports on in the order of the files. However many files
/// there are, only a few reports wait for their turn.
enum OrderedChecks {
  /// - Parameter former: a version that each is compared with.
  static func check(
    _ files: [String], against former: Questionnaire?, each body: (FileReport) throws -> Void
  ) async throws {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    try await withThrowingTaskGroup(of: (Int, FileReport).self) { group in
      var (started, due) = (0, 0)
      var waiting: [Int: FileReport] = [:]
      func startMore() {
        while started < files.count, started - due < cores * reportsPerCore {
          let index = started
          group.addTask { (index, try check(files[index], against: former)) }
          started += 1
        }
      }
      startMore()
      while let (index, report) = try await group.next() {
        waiting[index] = report
        while let next = waiting.removeValue(forKey: due) {
          due += 1
          try body(next)
        }
        startMore()
      }
    }
  }

  /// Files under way or waiting for an earlier one, for each core.
  private static let reportsPerCore = 4

  private static func check(_ file: String, against former: Questionnaire?) throws -> FileReport {
    do {
      let questionnaire = try Questionnaire(file: file)
      var findings = Checker.check(questionnaire)
      if let former {
        let changes = DefinitionChanges(from: former, to: questionnaire)
        findings += changes.differences.filter { $0.consequence != .harmless }.map(\.finding)
      }
      return FileReport(
        file: file, id: questionnaire.id, version: questionnaire.version,
        findings: findings.map { .init($0, in: readerLanguage) })
    } catch let error as any ExplainedError {
      return FileReport(file: file, unreadable: error, in: readerLanguage)
    }
  }
}
