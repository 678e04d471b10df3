import Campo
import Foundation

/// What opening a store costs: once, in a process of its own.
enum OpeningMeasure {
  static func run(_ path: String) throws {
    let before = try residentBytes()
    var client: SurveyClient?
    let time = try Stopwatch.time(1) { client = try SurveyClient(opening: path) }
    let after = try residentBytes()
    keep(client)
    Measure.report("open_ns", time)
    Measure.report("resident_bytes", after)
    Measure.report("grown_bytes", after - before)
  }

  /// The process's memory as the kernel counts it page by page.
  private static func residentBytes() throws -> Double {
    let text = try String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix("Rss:") }
    let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (kibibytes ?? .nan) * 1024
  }
}
