import Interviewing

/// What judging one interview costs.
struct ValidatingMeasure {
  private var subject: Subject

  init(form: String, answers: String) throws {
    subject = try Subject(form: form, answers: try Subject.answers(answers))
  }

  mutating func run() {
    let interview = subject.interview
    let record = subject.record()
    Measure.report("errors", Double(interview.violations().count { $0.severity == .error }))
    // Every constraint, soft check and choice filter is run again, every required answer looked
    // for; relevance stands as the last answer left it, as it does in JavaRosa.
    Measure.report("judged_ns", Stopwatch.median { keep(interview.violations()) })
    // What a server does with a record that arrives.
    Measure.report("arrived_ns", Stopwatch.median { keep(subject.opened(record).violations()) })
  }
}

/// Lets the optimiser think that a result is read.
@inline(never)
func keep<Result>(_ result: Result) {}
