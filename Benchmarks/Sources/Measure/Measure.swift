import Foundation

/// Times parts of the engine inside one process, for the driver: prints `name<TAB>value` lines.
///
///     Measure validate FORM ANSWERS.json     a finished interview judged, and one arriving
///     Measure change FORM                    each answer changed, beside a full evaluation
///     Measure merge PAIRS.json               states of one interview joined that two people edited
///     Measure pack FORM SEALED.json          interviews as they travel: bytes, and what packing costs
///     Measure durable FORM PAIRS.json FOLDER the same by a server, on the disk, beside bare SQLite
///     Measure save FORM INTERVIEWS.json FOLDER   one answer on the disk, beside bare SQLite
///     Measure fill FORM INTERVIEWS.json STORE COUNT  makes a store with so many responses
///     Measure open STORE                     opening it: time and memory
///     Measure grow FORM INTERVIEWS.json STORE …  daily work in stores of several sizes
///     Measure flat FORM STORE …              a synchronization with ten changes, at servers of several sizes
///     Measure ingest-begin FORM FOLDER DEVICES   makes a server's data and enrols devices
///     Measure ingest-send FORM INTERVIEWS.json FOLDER PORT ACTIVE CONNECTED REQUESTS EACH
///                                            devices hand interviews over to it, so many a request
///     Measure ingest-count FORM FOLDER       what of that was acknowledged, and what is there
///     Measure ingest-raw INTERVIEWS.json FOLDER COUNT   bare SQLite takes as many
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
    case ("pack", 3):
      var measure = try PackingMeasure(form: arguments[1], interviews: arguments[2])
      try measure.run()
    case ("durable", 4):
      var measure = try DurableMeasure(
        form: arguments[1], pairs: arguments[2], in: arguments[3])
      try measure.run()
    case ("save", 4):
      try SavingMeasure(form: arguments[1], interviews: arguments[2], in: arguments[3]).run()
    case ("fill", 5):
      var filling = try Filling(form: arguments[1], interviews: arguments[2])
      try filling.run(at: arguments[3], count: Int(arguments[4]) ?? 0)
    case ("open", 2): try OpeningMeasure.run(arguments[1])
    case ("grow", 4...):
      var measure = try GrowthMeasure(
        form: arguments[1], interviews: arguments[2], stores: Array(arguments[3...]))
      try measure.run()
    case ("flat", 3...):
      var measure = try FlatMeasure(form: arguments[1], stores: Array(arguments[2...]))
      try measure.run()
    case ("ingest-begin", 4):
      try IngestMeasure(form: arguments[1], in: arguments[2])
        .begin(devices: Int(arguments[3]) ?? 0)
    case ("ingest-send", 9): try ingest(arguments)
    case ("ingest-count", 3): try IngestMeasure(form: arguments[1], in: arguments[2]).count()
    case ("ingest-raw", 4):
      try RawIngestMeasure(
        interviews: arguments[1], in: arguments[2], count: Int(arguments[3]) ?? 0
      ).run()
    default:
      FileHandle.standardError.write(
        Data(
          "usage: Measure validate|change|merge|pack|durable|save|fill|open|grow|flat|ingest-… …\n"
            .utf8))
      exit(64)
    }
  }

  private static func ingest(_ arguments: [String]) throws {
    let numbers = arguments[4...].compactMap { Int($0) }
    guard numbers.count == 5, let port = UInt16(exactly: numbers[0]) else { exit(64) }
    var measure = try IngestMeasure(form: arguments[1], in: arguments[3])
    try measure.send(
      IngestMeasure.Load(
        active: numbers[1], connected: numbers[2], requests: numbers[3],
        interviewsPerRequest: numbers[4]),
      interviews: arguments[2], to: port)
  }

  static func report(_ name: String, _ value: Double) {
    print("\(name)\t\(value)")
  }
}
