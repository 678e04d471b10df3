import Testing

@testable import QuestionnaireLanguage

struct DateAndNumberTests {
  @Test func everyDayOfFourCenturiesSurvivesTheRoundTrip() {
    for day in stride(from: -80_000, through: 70_000, by: 1) {
      let civil = CivilTime(daysSinceEpoch: day)
      #expect(civil.isValid && civil.daysSinceEpoch == day)
    }
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-29"), ("1999-12-31", "1999-12-31"),
  ])
  func datesAreReadAndSpelled(_ text: String, _ spelled: String) throws {
    let moment = try #require(DateCoding.utc.dateTime(text))
    #expect(DateCoding.utc.dateText(moment) == spelled)
  }

  @Test(arguments: ["2023-02-29", "2024-13-01", "hello", "2024-01-01T25:00", ""])
  func whatIsNoDateIsNone(_ text: String) {
    #expect(DateCoding.utc.dateTime(text) == nil)
  }

  @Test func zonesShiftTheClock() throws {
    let salvador = DateCoding { _ in -6 * 3600 }
    let moment = try #require(salvador.dateTime("2024-03-15T20:30:00.000-06:00"))
    #expect(salvador.dateTimeText(moment) == "2024-03-15T20:30:00.000-06:00")
    #expect(DateCoding.utc.dateTimeText(moment) == "2024-03-16T02:30:00.000Z")
  }

  @Test(arguments: [
    (5.0, "5"), (0.5, "0.5"), (-0.0, "0"), (1e7, "10000000"), (12_345_678.5, "1.23456785E7"),
    (1e-5, "1.0E-5"), (1.0 / 3, "0.3333333333333333"), (.nan, "NaN"), (-.infinity, "-Infinity"),
  ])
  func numbersAreSpelledAsOdkDoes(_ number: Double, _ text: String) {
    #expect(NumberText.string(number) == text)
  }

  @Test(arguments: [
    (2.5, 0, 3.0), (-1.5, 0, -1.0), (1.005, 2, 1.01), (1234.0, -2, 1200.0), (0.04, 1, 0.0),
  ])
  func halvesRoundUp(_ number: Double, _ places: Int, _ rounded: Double) {
    #expect(NumberText.rounded(number, places: places) == rounded)
  }
}
