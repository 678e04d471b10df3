import Foundation
import Messages

/// One synchronization, as the network between saw it.
struct SyncFigures {
  /// Who with whom.
  let title: Message
  let traffic: Link.Traffic
  let took: Duration

  var text: String {
    "↑ \(traffic.sent) B  ↓ \(traffic.received) B  "
      + took.formatted(
        .units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 2)))
  }
}

extension Story {
  /// A person synchronizes with the office.
  mutating func sync(_ person: Person) throws {
    try sync(
      person, Message(es: "\(person.name) → oficina", en: "\(person.name) → office"),
      over: networks.office)
  }

  /// A person synchronizes with the hub, as with the office.
  mutating func syncAtHub(_ person: Person) throws {
    try sync(
      person, Message(es: "\(person.name) → concentradora", en: "\(person.name) → hub"),
      over: networks.hotspot, options: ["--via", networks.hotspot.url])
  }

  private mutating func sync(
    _ person: Person, _ title: Message, over link: Link, options: [String] = []
  ) throws {
    let meter = SyncMeter(link)
    try tools.campo(["sync", person.store.relativePath] + options)
    note(meter.figures(title))
  }

  mutating func note(_ figures: SyncFigures) {
    tally.syncs.append(figures)
    narrator.say(
      Message(
        es: "En la red, \(figures.title.spanish): \(figures.text)",
        en: "On the wire, \(figures.title.english): \(figures.text)"))
  }
}

/// What passes over a link, and how long that takes, from here on.
struct SyncMeter {
  private let link: Link
  private let before: Link.Traffic
  private let start = ContinuousClock.now

  init(_ link: Link) {
    self.link = link
    before = link.traffic
  }

  func figures(_ title: Message) -> SyncFigures {
    SyncFigures(title: title, traffic: link.traffic - before, took: .now - start)
  }
}
