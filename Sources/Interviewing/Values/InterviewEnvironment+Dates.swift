internal import Foundation
import QuestionnaireLanguage

extension InterviewEnvironment {
  /// How dates are read and spelled in this environment's zone.
  var dates: DateCoding {
    let zone = timeZone
    return DateCoding { moment in
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000))
    }
  }
}
