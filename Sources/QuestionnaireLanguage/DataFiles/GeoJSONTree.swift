/// A GeoJSON FeatureCollection as the tree that `instance()` shows: an item a feature, with its
/// properties, its `id`, and its `geometry` in ODK's spelling (`latitude longitude 0 0; …`).
struct GeoJSONTree {
  private var tree = Tree(root: "root")

  static func tree(_ bytes: [UInt8]) throws(DataFileError) -> Tree {
    var builder = GeoJSONTree()
    var reader = JSONReader(bytes)
    try builder.read(&reader)
    return builder.tree
  }

  private mutating func read(_ reader: inout JSONReader) throws(DataFileError) {
    guard try reader.peek() == UInt8(ascii: "{") else { throw reader.failure(.notFeatures) }
    var type: String?
    var hasFeatures = false
    try reader.object { (reader, key) throws(DataFileError) in
      switch key {
      case "type": type = try reader.text()
      case "features" where try reader.peek() == UInt8(ascii: "["):
        hasFeatures = true
        try reader.list { (reader) throws(DataFileError) in try readFeature(&reader) }
      default: try reader.skip()
      }
    }
    guard type == "FeatureCollection", hasFeatures else { throw DataFileError(.notFeatures) }
  }

  private mutating func readFeature(_ reader: inout JSONReader) throws(DataFileError) {
    var type: String?
    var id: String?
    var geometry = ""
    var properties: [(name: String, value: String)] = []
    // Of a property given twice the last value counts.
    var places: [String: Int] = [:]
    guard try reader.peek() == UInt8(ascii: "{") else { throw reader.failure(.notFeatures) }
    try reader.object { (reader, key) throws(DataFileError) in
      switch key {
      case "type": type = try reader.text()
      case "id": id = try reader.text()
      case "geometry": geometry = try Self.geometry(&reader)
      case "properties" where try reader.peek() == UInt8(ascii: "{"):
        try reader.object { (reader, name) throws(DataFileError) in
          let value = try reader.text() ?? ""
          if let place = places[name] {
            properties[place].value = value
          } else {
            places[name] = properties.count
            properties.append((name, value))
          }
          guard properties.count <= DataFileLimits.columns else { throw reader.failure(.cells) }
        }
      default: try reader.skip()
      }
    }
    guard type == "Feature" else { throw reader.failure(.notFeatures) }
    guard tree.nodes.count + properties.count + 3 <= DataFileLimits.cells else {
      throw reader.failure(.cells)
    }
    let item = tree.append("item", to: 0, position: tree.nodes[0].children.count)
    tree.append("geometry", to: item, position: 0, value: geometry)
    // The feature's own id goes before a property of that name, and so does its geometry.
    if let id { tree.append("id", to: item, position: 0, value: id) }
    for property in properties
    where property.name != "geometry" && !(property.name == "id" && id != nil) {
      tree.append(property.name, to: item, position: 0, value: property.value)
    }
  }

  private static func geometry(_ reader: inout JSONReader) throws(DataFileError) -> String {
    guard try reader.peek() == UInt8(ascii: "{") else {
      try reader.skip()
      return ""
    }
    var type: String?
    var coordinates: Int?
    try reader.object { (reader, key) throws(DataFileError) in
      switch key {
      case "type": type = try reader.text()
      case "coordinates":
        _ = try reader.peek()
        coordinates = reader.at
        try reader.skip()
      default: try reader.skip()
      }
    }
    // Which shape the coordinates have is said by the type, which may come after them.
    guard let type, let coordinates else { throw reader.failure(.geometry(type ?? "")) }
    var again = reader.again(from: coordinates)
    switch type {
    case "Point": return try point(&again)
    case "LineString": return try points(&again)
    case "Polygon":
      var ring: String?
      try again.list { (reader) throws(DataFileError) in
        if ring == nil { ring = try points(&reader) } else { try reader.skip() }
      }
      return ring ?? ""
    default: throw reader.failure(.geometry(type))
    }
  }

  private static func points(_ reader: inout JSONReader) throws(DataFileError) -> String {
    var points: [String] = []
    try reader.list { (reader) throws(DataFileError) in points.append(try point(&reader)) }
    return points.joined(separator: "; ")
  }

  /// Longitude comes first in GeoJSON, latitude in ODK.
  private static func point(_ reader: inout JSONReader) throws(DataFileError) -> String {
    var numbers: [String] = []
    try reader.list { (reader) throws(DataFileError) in
      guard let text = try reader.text(), let number = Double(text) else { throw reader.failure() }
      numbers.append(Int(text) == nil ? "\(number)" : text)
    }
    guard numbers.count >= 2 else { throw reader.failure() }
    return "\(numbers[1]) \(numbers[0]) 0 0"
  }
}
