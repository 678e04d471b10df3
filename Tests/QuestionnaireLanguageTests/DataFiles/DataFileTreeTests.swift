import Messages
import Testing

@testable import QuestionnaireLanguage

/// Each item of a tree as its columns, in order.
private func items(_ tree: Tree) throws -> [[String]] {
  try tree.nodes[0].children.map { item in
    try tree.nodes[item].children.map { cell in
      guard case .text(let text) = tree.nodes[cell].value else { throw DataFileError(.format) }
      return "\(tree.nodes[cell].name)=\(text)"
    }
  }
}

private func tree(_ name: String, _ text: String) throws(DataFileError) -> Tree {
  try DataFile(name: name, bytes: Array(text.utf8)).tree()
}

@Suite struct DataFileTreeTests {
  // MARK: CSV

  @Test func aRowIsAnItemAndShortRowsHaveEmptyCells() throws {
    let tree = try tree("t.csv", "name , label,,dep\n01,\"San, Juan\",x,s,more\n02\n")
    #expect(
      try items(tree) == [
        ["name=01", "label=San, Juan", "dep=s"], ["name=02", "label=", "dep="],
      ])
    #expect(tree.nodes[tree.nodes[0].children[1]].position == 1)
  }

  @Test(arguments: [
    ("t.csv", "", DataFileError.Reason.noHeader, nil as Int?),
    ("t.csv", ",\n1,2\n", .noHeader, nil),
    ("t.csv", "a,b,a\n", .repeatedColumn("a"), 1),
    ("t.txt", "a\n", .format, nil),
    ("t.geojson", "[]", .notFeatures, 1),
    ("t.geojson", "{\"type\": \"Feature\", \"features\": []}", .notFeatures, nil),
    ("t.geojson", "{\"type\": \"FeatureCollection\"}", .notFeatures, nil),
    ("t.geojson", "{\"type\": \"FeatureCollection\",\n\"features\": [7]}", .notFeatures, 2),
    ("t.geojson", "{\"type\": \"FeatureCollection\",\n\"features\": [", .json, 2),
    ("t.geojson", "{\"type\": \"\\ud800x\"}", .json, 1),
    ("t.xml", "<root><item></root>", .xml, 1),
    ("t.xml", "", .xml, 1),
    ("t.xml", "<!DOCTYPE r [<!ENTITY a \"b\">]>\n<r>&a;</r>", .documentType, 1),
    ("t.xml", "<r>\n&a;</r>", .xml, 2),
  ])
  func refusesWhatIsDamaged(
    name: String, text: String, reason: DataFileError.Reason, line: Int?
  ) throws {
    let error = #expect(throws: DataFileError.self) { try tree(name, text) }
    #expect(error == DataFileError(reason, file: name, line: line))
    let message = try #require(error).message
    #expect(message.spanish.hasPrefix(name) && message.spanish != message.english)
  }

  // MARK: GeoJSON

  @Test func aFeatureIsAnItemWithItsGeometryInODKsSpelling() throws {
    let text = """
      {"features": [
        {"properties": {"id": "p", "title": "Ünö \\u00e9\\n", "n": 1.50, "t": true, "z": null,
                        "n": 2},
         "geometry": {"coordinates": [102, 0.50], "type": "Point"}, "type": "Feature", "id": "a"},
        {"type": "Feature", "id": 7, "bbox": [1, [2]], "geometry": {"type": "LineString",
         "coordinates": [[1.0, 2.0, 5], [3.25, 4]]}, "properties": {"geometry": "mine"}},
        {"type": "Feature", "geometry": {"type": "Polygon",
         "coordinates": [[[0, 0], [0, 1], [0, 0]], [[9, 9]]]}, "properties": {"id": "p3"}},
        {"type": "Feature", "geometry": null, "properties": {"list": [1, "x"]}}
      ], "type": "FeatureCollection"}
      """
    #expect(
      try items(try tree("t.geojson", text)) == [
        ["geometry=0.5 102 0 0", "id=a", "title=Ünö é\n", "n=2", "t=true", "z="],
        ["geometry=2.0 1.0 0 0; 4 3.25 0 0", "id=7"],
        ["geometry=0 0 0 0; 1 0 0 0; 0 0 0 0", "id=p3"],
        ["geometry=", "list=[1, \"x\"]"],
      ])
  }

  @Test func aGeometryThatODKHasNotIsRefused() {
    let text = """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": []}}]}
      """
    #expect(throws: DataFileError(.geometry("MultiPoint"), file: "t.geojson", line: 2)) {
      try tree("t.geojson", text)
    }
  }

  // MARK: XML

  @Test func aDocumentKeepsItsElements() throws {
    let tree = try tree(
      "t.xml",
      "<?xml version='1.0'?><r><item k='v'><name> a &lt; b </name><none/></item><v>3</v></r>")
    #expect(tree.nodes.map(\.name) == ["r", "item", "name", "none", "v"])
    #expect(tree.nodes[2].value == .text("a < b"))
    #expect(tree.nodes[3].value == .empty)
    #expect(tree.nodes[0].children == [1, 4])
  }

  @Test func elementsOfOneNameAreNumbered() throws {
    let tree = try tree("t.xml", "<r><a/><b/><a/></r>")
    #expect(tree.nodes.dropFirst().map(\.position) == [0, 0, 1])
  }

  // MARK: Limits

  /// A text made of a beginning, a part many times over, and an end.
  struct Bulk: Sendable, CustomTestStringConvertible {
    let name: String
    var start = ""
    let part: String
    let count: Int
    var end = ""
    var testDescription: String { "\(name): \(count) × \(part)" }
  }

  @Test(arguments: [
    Bulk(name: "t.csv", part: "a", count: DataFileLimits.fileBytes + 1),
    Bulk(name: "t.csv", start: "a\n", part: "1\n", count: DataFileLimits.cells / 2),
    Bulk(name: "t.csv", part: "a,", count: DataFileLimits.columns + 1),
    Bulk(name: "t.xml", part: "<a>", count: DataFileLimits.depth + 1),
    Bulk(name: "t.xml", start: "<a>", part: "<b/>", count: DataFileLimits.cells, end: "</a>"),
    Bulk(name: "t.geojson", start: "{\"x\": ", part: "[", count: 100_000),
  ])
  func whatIsTooLargeIsRefused(_ bulk: Bulk) throws {
    let text = bulk.start + String(repeating: bulk.part, count: bulk.count) + bulk.end
    let error = #expect(throws: DataFileError.self) { try tree(bulk.name, text) }
    #expect(error?.code == "DATA-FILE-SIZE")
  }
}
