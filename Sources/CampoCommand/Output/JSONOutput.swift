import ArgumentParser
import Foundation
import Interviewing
import Replication

/// The form of a command's output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// Prints a JSON value, keys sorted, one line a member.
func printJSON(_ value: JSONValue) throws {
  printLine(try jsonText(value, pretty: true))
}

private func jsonText(_ value: JSONValue, pretty: Bool) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Prints a JSON array element by element, each on its line, so that it may be long.
struct JSONArrayPrinter {
  private var isEmpty = true

  mutating func append(_ element: JSONValue) throws {
    printLine((isEmpty ? "[" : ",") + (try jsonText(element, pretty: false)))
    isEmpty = false
  }

  func end() { printLine(isEmpty ? "[]" : "]") }
}

extension JSONValue {
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  static func count(_ count: Int) -> JSONValue { .number(Double(count)) }
  static func time(_ time: WallTime?) -> JSONValue { .text(time.map(iso8601)) }
}

/// `2026-11-21 07:30` by the clock of this machine.
func localMinute(_ time: WallTime) -> String {
  let style = Date.ISO8601FormatStyle(
    dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .colon, timeZone: .current)
  let text = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
    .formatted(style.year().month().day().time(includingFractionalSeconds: false))
  return String(text.prefix("2026-11-21 07:30".count))
}

/// `2026-11-21T13:30:00Z`.
func iso8601(_ time: WallTime) -> String {
  Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(.iso8601)
}
