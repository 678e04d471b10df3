import Foundation
public import Interviewing

extension InterviewEnvironment {
  /// The machine's own clock, time zone and randomness.
  ///
  /// - Parameter properties: facts about the device and its user by ODK's names.
  public static func system(properties: [String: String]) -> InterviewEnvironment {
    InterviewEnvironment(
      now: { Int64(Date().timeIntervalSince1970 * 1000) }, timeZone: .current,
      random: SystemRandomNumberGenerator(), properties: properties)
  }
}
