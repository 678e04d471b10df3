import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage
import Replication

/// Somebody answers the first questions of a form, with values of several types.
enum Interviewed {
  /// Answers given to one form: enough to reach conditions, few enough to run thousands a second.
  private static let answers = 12
  private static let values = ["3", "yes", "2024-03-15", "13.7 -89.2 0 0;13.8 -89.3 0 0", "á"]

  static func run(_ form: CompiledQuestionnaire) {
    let environment = InterviewEnvironment(
      now: { 1_710_496_800_000 }, timeZone: .gmt, random: SeededGenerator(seed: 1))
    var interview = Interview(form, environment: environment)
    let paths = form.nodes.filter { $0.kind == .leaf }.prefix(answers).map(\.path)
    for (index, path) in paths.enumerated() {
      for offset in 0..<values.count {
        let value = values[(index + offset) % values.count]
        do throws(InterviewError) {
          try interview.answer(path, .text(value))
        } catch {
          // A calculation, or a row that is not there: refused in words.
          precondition(!error.message.spanish.isEmpty)
        }
      }
    }
    for roster in form.nodes where roster.kind == .roster && roster.rosters.count == 1 {
      do throws(InterviewError) {
        _ = try interview.addRow(roster.path)
      } catch {
        precondition(!error.message.spanish.isEmpty)
      }
    }
    _ = interview.violations()
    _ = interview.nodes()
  }
}
