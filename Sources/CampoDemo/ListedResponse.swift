import Foundation

/// What `campo list --format json` says of a response, as far as the demonstration needs it.
struct ListedResponse: Decodable {
  var id: String
  var status: String
  var answers: Int
  var conflicts: Int
  var verdict: String?
}

/// What `campo conflicts --format json` says of an answer in conflict.
struct ListedConflict: Decodable {
  var response: String
  var path: String
}

extension Story {
  func responses(in store: URL) throws -> [ListedResponse] {
    try listed(["list", store.relativePath])
  }

  func conflicts(in store: URL) throws -> [ListedConflict] {
    try listed(["conflicts", store.relativePath])
  }

  private func listed<Row: Decodable>(_ arguments: [String]) throws -> [Row] {
    let printed = try tools.campo(arguments + ["--format", "json"], telling: .silent)
    return try JSONDecoder().decode([Row].self, from: Data(printed.utf8))
  }
}
