import Foundation
import Testing

@testable import QuestionnaireLanguage

/// Docs/questionnaire.schema.json offers exactly the keys and types that the YAML reader knows.
@Suite struct SchemaTests {
  private let schema: [String: Any]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Docs/questionnaire.schema.json")
    schema = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  private func definition(_ name: String) throws -> [String: Any] {
    let all = try #require(schema["$defs"] as? [String: Any])
    return try #require(all[name] as? [String: Any])
  }

  private func keys(_ object: [String: Any]) throws -> Set<String> {
    Set(try #require(object["properties"] as? [String: Any]).keys)
  }

  @Test func itKnowsTheReadersKeys() throws {
    #expect(try keys(schema) == Set(YAMLFormReader.keys))
    #expect(try keys(definition("item")) == Set(YAMLItemReader.repeatKeys))
    #expect(try keys(definition("softCheck")) == Set(YAMLItemReader.softCheckKeys))
    #expect(try keys(definition("crossCheck")) == Set(YAMLFormReader.crossCheckKeys))
    #expect(
      try keys(definition("choice"))
        == Set(["name", "label", "concept", "columns"] + MediaKinds.all))
    for object in [schema, try definition("item"), try definition("softCheck")] {
      #expect(object["additionalProperties"] as? Bool == false)
    }
  }

  /// Keys that only groups and rosters have are denied to the others.
  @Test func questionsHaveNoItems() throws {
    #expect(Set(YAMLItemReader.groupKeys).subtracting(YAMLItemReader.commonKeys) == ["items"])
    let rules = try #require(try definition("item")["allOf"] as? [[String: Any]])
    let denied = rules.compactMap {
      ($0["else"] as? [String: Any])?["properties"] as? [String: Bool]
    }
    #expect(denied == [["items": false], ["repeat_count": false]])
  }

  @Test func itOffersEveryTypeInItsOwnSpelling() throws {
    let item = try #require(try definition("item")["properties"] as? [String: Any])
    let type = try #require(item["type"] as? [String: Any])
    let offered = try #require(
      (type["anyOf"] as? [[String: Any]])?.first?["enum"] as? [String])
    let known = Set(TypeNames.simple.values.map(\.spelling))
    #expect(Set(offered) == known.union(["group", "repeat"]))
  }

  @Test func sensitivityIsOneOfItsWords() throws {
    let item = try #require(try definition("item")["properties"] as? [String: Any])
    let words = try #require((item["sensitivity"] as? [String: Any])?["enum"] as? [String])
    #expect(Set(words) == Set(Sensitivity.allCases.map(\.rawValue)))
  }

  /// What stands beside a key is what an editor shows: in both languages.
  @Test func everyKeyOfAQuestionIsExplained() throws {
    let item = try #require(try definition("item")["properties"] as? [String: [String: Any]])
    for (key, value) in item {
      let text = try #require(value["description"] as? String, "\(key)")
      #expect(text.split(separator: " / ").count == 2, "\(key): \(text)")
    }
  }
}
