import Messages
import SyncService
import Testing

/// How much of requests a server holds at one moment.
@Suite struct BodyBudgetTests {
  private static let free = ServiceLimits.freeBodyBytes

  @Test func oneEnrolmentHoldsNoMoreThanItsShareAndOthersGoOn() throws {
    let budget = BodyBudget()
    let first = budget.open(for: .enrolment(1))
    try first.add(ServiceLimits.ownBodyBytes + Self.free)
    let second = budget.open(for: .enrolment(1))
    let refusal = ServiceError.tooManyRequests(waitSeconds: ServiceLimits.busySeconds)
    #expect(throws: refusal) { try second.add(2 * Self.free) }
    try budget.open(for: .enrolment(2)).add(1 << 20)
    first.release()
    try second.add(2 * Self.free)
  }

  @Test func allTogetherHoldNoMoreThanTheServersAndSmallRequestsGoOn() throws {
    let budget = BodyBudget()
    let count = ServiceLimits.bodyBytes / ServiceLimits.ownBodyBytes
    let large = (1...count).map { budget.open(for: .enrolment(Int64($0))) }
    for one in large { try one.add(ServiceLimits.ownBodyBytes + Self.free) }
    let late = budget.open(for: .person("ana"))
    try late.add(Self.free)
    #expect(throws: ServiceError.busy(waitSeconds: ServiceLimits.busySeconds)) { try late.add(1) }
    large[0].release()
    // Twice is no more than once.
    large[0].release()
    try late.add(ServiceLimits.ownBodyBytes)
    #expect(throws: ServiceError.busy(waitSeconds: ServiceLimits.busySeconds)) {
      try budget.open(for: .person("beto")).add(2 * Self.free)
    }
  }

  @Test func aBodyThatComesByteByByteIsGivenUp() throws {
    let begun = ContinuousClock.now
    let body = BodyBudget().open(for: .enrolment(1), at: begun)
    try body.requireInTime(begun + .seconds(ServiceLimits.bodySeconds))
    #expect(throws: ServiceError.bodyTooSlow) {
      try body.requireInTime(begun + .seconds(ServiceLimits.bodySeconds + 1))
    }
  }

  @Test func whoIsRefusedHearsWhatToDo() {
    for error in [
      ServiceError.busy(waitSeconds: 5), .tooManyRequests(waitSeconds: 5),
    ] {
      #expect(error.retryAfterSeconds == 5)
      #expect(error.message.spanish.contains("espere 5 s"))
    }
    #expect(ServiceError.busy(waitSeconds: 5).status == 503)
    // A device halves its batches.
    #expect(ServiceError.bodyTooSlow.status == 413)
  }
}
