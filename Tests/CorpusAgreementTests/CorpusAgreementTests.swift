import Testing

/// Campo beside the tools of the field, on everything that the corpus recorded of them.
@Suite(.enabled(if: Corpus.isPresent, "needs ../shared/corpus beside the package"))
struct CorpusAgreementTests {
  /// As measured; raise them with what agrees.
  private static let verdictsFloor = 542
  /// Workbooks that ODK's tools accept and an interview can be started on.
  private static let openedFloor = 322

  @Test func interviewsExpressionsAndVerdictsAgreeWithTheFieldsTools() async throws {
    async let interviews = GoldenInterviews.agreement()
    async let cases = XPathCases.agreement()
    async let workbooks = WorkbookVerdicts.agreement()
    let all = try await [interviews, cases, workbooks]
    print(Agreement.report(all))
    for part in all {
      #expect(part.agree + part.differ + part.leftOut.total == part.of, "\(part.title)")
    }
    #expect(all[0].differ == 0)
    #expect(all[0].agree == all[0].of - GoldenExceptions.runs.count)
    #expect(all[0].details[GoldenExceptions.needless] == 0)
    #expect(GoldenExceptions.runs.count <= GoldenExceptions.most)
    #expect(all[0].details[GoldenInterviews.resumedDiffers] == 0)
    #expect(all[1].differ == 0)
    #expect(all[1].agree == XPathCases.comparable)
    #expect(all[2].agree >= Self.verdictsFloor)
    #expect(all[2].details[WorkbookVerdicts.opened] >= Self.openedFloor)
    for line in WorkbookVerdicts.Line.allCases {
      #expect(line.share(all[2].details) >= line.bar, "\(line.title)")
    }
  }
}
