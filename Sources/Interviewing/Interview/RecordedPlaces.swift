import Replication

/// Where a record holds the answers of the questions outside rosters: found in one walk over both,
/// which are in the same order, because a response that is taken up asks for each.
struct RecordedPlaces: Sendable {
  /// By the question's place in the form; -1 where nothing is recorded.
  private let places: [Int32]

  init(_ record: Record?, of form: CompiledQuestionnaire) {
    guard let keys = record?.registers.keys else {
      places = []
      return
    }
    var places = [Int32](repeating: -1, count: form.nodes.count)
    var place = 0
    for question in form.questionsOutsideRosters {
      while place < keys.count, keys[place] < question.key { place += 1 }
      guard place < keys.count else { break }
      if keys[place] == question.key { places[question.node] = Int32(place) }
    }
    self.places = places
  }

  subscript(node: Int) -> Int? {
    places.isEmpty || places[node] < 0 ? nil : Int(places[node])
  }
}
