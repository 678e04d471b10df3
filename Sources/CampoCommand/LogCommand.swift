import ArgumentParser
import CommandLanguage
import Foundation
import Messages
import Replication
import SQLiteStore

/// What happened to a device's store or a server's data: syncs, copies noticed, what was set aside.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: said(
      es: "Muestra lo que le pasó al almacén, o a los datos de un servidor; lo último al final.",
      en: "Shows what happened to the store, or to a server's data, the latest last."),
    discussion: example("campo log ana.campo", "campo log ana.campo --last 20"))

  @OptionGroup var options: StoreOptions

  @Option(help: help(es: "Cuántas líneas, las últimas.", en: "How many lines, the last ones."))
  var last = 100

  func run() throws {
    let formatter = ISO8601DateFormatter()
    let store = try Store.openToRead(at: options.store)
    tell(readOnly: store.readOnlyCause)
    for line in try store.logLines(last: max(0, last)) {
      let time = Date(timeIntervalSince1970: Double(line.time.milliseconds) / 1000)
      let said = line.message.text(in: readerLanguage)
      printLine("\(formatter.string(from: time)) \(line.code) \(said)")
    }
  }
}
