import Campo
import Interviewing
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol

/// What daily work costs in stores of several sizes: each in turn, so that a slow moment hits all.
/// Records are picked from all over the store.
struct GrowthMeasure {
  private var sizes: [OneSize]
  /// Of one interview, rosters apart.
  private let answers: Workload.Answers

  static let writes = 400
  static let reads = 100

  /// - Parameter stores: folders that `Filling` filled.
  init(form: String, interviews path: String, stores: [String]) throws {
    let workload = try Workload(form: form)
    answers = try Workload.read([Workload.Answers].self, path)[0].filter { !$0[0].contains("[") }
    sizes = try stores.map { try OneSize($0, workload.form) }
  }

  mutating func run() throws {
    for turn in 0..<Self.writes {
      for place in sizes.indices {
        try sizes[place].saveAnswer(answers, turn)
        try sizes[place].mergeOne(turn)
        if turn < Self.reads {
          try sizes[place].listPage(turn)
          try sizes[place].readFeed(turn)
        }
      }
    }
    for size in sizes {
      for (name, samples) in size.samples {
        Measure.report("\(name)_\(size.count)", Stopwatch.median(samples))
      }
    }
  }
}

/// One store, and how long things took in it.
private struct OneSize {
  let count: Int
  private(set) var samples: [String: [Double]] = [:]
  private let client: SurveyClient
  private let store: Store
  private var session: InterviewSession
  private var supervisor = Device(Author(name: "luis", role: .supervisor), number: 1000)

  private static let listed = 50
  private static let changes = 50
  /// Goes to and fro in a store; a prime that divides no size.
  private static let step = 7919

  init(_ path: String, _ form: CompiledQuestionnaire) throws {
    client = try SurveyClient(opening: path)
    store = try Store.open(at: path)
    count = try store.summaries().count
    session = try client.startInterview(form, in: client.interviewEnvironment)
  }

  /// One answer of an interview in which that question had none.
  mutating func saveAnswer(_ interview: Workload.Answers, _ turn: Int) throws {
    if turn % interview.count == 0 {
      session = try client.startInterview(session.form, in: client.interviewEnvironment)
    }
    let answer = interview[turn % interview.count]
    let time = try Stopwatch.time(1) { keep(try session.answer(answer[0], .text(answer[1]))) }
    add("save", time)
  }

  mutating func listPage(_ turn: Int) throws {
    let last = place(turn, of: count - Self.listed)
    add(
      "list", try Stopwatch.time(1) { keep(try store.summaries(after: last, limit: Self.listed)) })
  }

  /// What a device asks a hub or server for: whether it stands where it says, and what follows.
  mutating func readFeed(_ turn: Int) throws {
    let area = Filling.areas[turn % Filling.areas.count]
    let room = count / Filling.areas.count - Self.changes
    let start = try store.changes(
      in: area, after: UInt64(place(turn, of: room)), limit: 1, maxBytes: .max
    ).next
    let time = try Stopwatch.time(1) {
      keep(try store.hasPassed(start, in: area))
      keep(
        try store.changes(
          in: area, after: start.sequence, limit: Self.changes, maxBytes: .max))
    }
    add("feed", time)
  }

  /// A supervisor's correction of one answer that arrives.
  mutating func mergeOne(_ turn: Int) throws {
    guard let id = try store.summaries(after: place(turn, of: count), limit: 1).first?.id
    else { return }
    let before = try store.load(id).record
    var edited = before
    var writes = PendingWrites(author: supervisor.author)
    writes.save(
      .text("corregido"), to: RegisterKey(path: "/data/ident_a06"), shown: before)
    let line = supervisor.seal(writes, into: &edited)
    let lines = before.stamps.keys.compactMap { Device.line($0, of: before) } + [line]
    let encoded = EncodedRecord(id: id, bytes: RecordCoder.encode(edited))
    let time = try Stopwatch.time(1) {
      keep(try store.merge([encoded], seals: lines, from: .peer("luis")))
    }
    add("merge", time)
  }

  private func place(_ turn: Int, of room: Int) -> Int64 {
    Int64(turn * Self.step % max(room, 1))
  }

  private mutating func add(_ name: String, _ nanoseconds: Double) {
    samples[name, default: []].append(nanoseconds)
  }
}
