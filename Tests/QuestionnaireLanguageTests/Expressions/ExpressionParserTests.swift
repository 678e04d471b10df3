import QuestionnaireLanguage
import Testing

struct ExpressionParserTests {
  private func failure(_ text: String) -> ExpressionError? {
    do throws(ExpressionError) {
      _ = try Expression(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func multiplicationBindsTighterThanAddition() throws {
    let expression = try Expression(parsing: "1 + 2 * 3")
    guard case .binary(.plus, let left, let right) = expression.kind else {
      Issue.record("not a sum")
      return
    }
    #expect(left.kind == .number(1))
    #expect(right.range == 4..<9)
  }

  @Test(arguments: ["div div div", "and and and", "* * *", "a-b", "../mod mod 2"])
  func operatorNamesAreNamesWhereAnOperandIsExpected(_ text: String) throws {
    #expect(failure(text) == nil)
  }

  @Test func referencesTakePredicatesAndSteps() throws {
    let expression = try Expression(parsing: "${child}[age > 5]/name")
    guard case .path(let path) = expression.kind, case .reference(let reference) = path.start else {
      Issue.record("not a reference")
      return
    }
    #expect(reference.name == "child")
    #expect(path.predicates.count == 1 && path.steps.count == 1)
  }

  @Test func errorsSayWhere() {
    #expect(failure("1 + ") == ExpressionError(.unexpectedEnd, range: 4..<4))
    #expect(failure("a = 'b") == ExpressionError(.unterminatedText, range: 4..<6))
    #expect(failure("(1))") == ExpressionError(.unexpected(")"), range: 3..<4))
    #expect(failure("${a") == ExpressionError(.unterminatedReference, range: 0..<3))
    #expect(failure("a ; b")?.reason == .unexpectedCharacter(";"))
    #expect(failure("  ")?.reason == .empty)
  }

  @Test func depthAndLengthAreBounded() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(failure(deep)?.reason == .tooDeep)
    let long = Array(repeating: "1", count: ExpressionLimits.maximumChain + 2)
    #expect(failure(long.joined(separator: "+"))?.reason == .tooDeep)
    let huge = String(repeating: " ", count: ExpressionLimits.maximumLength + 1)
    #expect(failure(huge)?.reason == .tooLong)
  }
}
