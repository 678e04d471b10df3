import Foundation

/// Times parts of the engine inside one process, for the driver: prints `name<TAB>value` lines.
///
///     Measure validate FORM ANSWERS.json     a finished interview judged, and one arriving
///     Measure change FORM                    each answer changed, beside a full evaluation
///     Measure merge PAIRS.json               states of one interview joined that two people edited
@main
enum Measure {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("validate", 3):
      var measure = try ValidatingMeasure(form: arguments[1], answers: arguments[2])
      measure.run()
    case ("change", 2):
      var measure = try ChangingMeasure(form: arguments[1])
      try measure.run()
    case ("merge", 2): try MergingMeasure(pairs: arguments[1]).run()
    default:
      FileHandle.standardError.write(Data("usage: Measure validate|change|merge FILE …\n".utf8))
      exit(64)
    }
  }

  static func report(_ name: String, _ value: Double) {
    print("\(name)\t\(value)")
  }
}
