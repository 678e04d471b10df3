import SyncService
import Testing

/// Whose turn it is, without sockets or threads.
@Suite struct FairLineTests {
  private final class Served {
    private var line: FairLine<String, Int>

    init(limit: Int) { line = FairLine(limit: limit) }

    func add(_ number: Int, of key: String) -> Bool { line.add(number, of: key) }

    func next(_ most: Int = 64, while fits: (Int) -> Bool = { _ in true }) -> [String] {
      line.next(most, while: fits).map { "\($0.key) \($0.element)" }
    }

    func end(_ keys: String...) { line.ended(keys) }
  }

  @Test func whoAsksWithoutEndIsServedOnceATurn() {
    let line = Served(limit: 8)
    for number in 1...8 { #expect(line.add(number, of: "eva")) }
    #expect(line.add(1, of: "ana"))
    #expect(line.add(1, of: "beto"))
    #expect(line.next() == ["eva 1", "ana 1", "beto 1"])
    line.end("eva", "ana", "beto")
    #expect(line.add(2, of: "ana"))
    #expect(line.next(1) == ["eva 2"])
    line.end("eva")
    #expect(line.next(1) == ["ana 2"])
  }

  @Test func ofOneNothingGoesBesideWhatIsUnderWay() {
    let line = Served(limit: 8)
    #expect(line.add(1, of: "eva"))
    #expect(line.add(2, of: "eva"))
    #expect(line.next() == ["eva 1"])
    #expect(line.add(3, of: "eva"))
    #expect(line.next().isEmpty)
    line.end("eva")
    #expect(line.next() == ["eva 2"])
  }

  @Test func moreThanTheLimitIsNotTakenIn() {
    let line = Served(limit: 2)
    #expect(line.add(1, of: "eva"))
    #expect(line.add(2, of: "eva"))
    #expect(!line.add(3, of: "eva"))
    #expect(line.add(1, of: "ana"))
    #expect(line.next(1) == ["eva 1"])
    #expect(line.add(3, of: "eva"))
  }

  @Test func whatDoesNotFitKeepsItsTurn() {
    let line = Served(limit: 2)
    #expect(line.add(9, of: "eva"))
    #expect(line.add(1, of: "ana"))
    #expect(line.next(while: { $0 < 5 }).isEmpty)
    #expect(line.next() == ["eva 9", "ana 1"])
  }

  /// Two hundred that ask once each go together in the order in which they came.
  @Test func thoseWhoAskOnceGoInTheOrderInWhichTheyCame() {
    let all = Served(limit: 8)
    let names = (1...200).map { "d\($0)" }
    for name in names { #expect(all.add(1, of: name)) }
    var served: [String] = []
    while case let group = all.next(), !group.isEmpty {
      #expect(group.count <= 64)
      served += group
    }
    #expect(served == names.map { "\($0) 1" })
  }
}
