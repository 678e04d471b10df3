#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Distances and areas on a sphere, of points spelled `latitude longitude [altitude accuracy]`.
extension FunctionTable {
  static let geometry: [Function] = [
    Function("area", 1, 1, [.nodes], .number) { run, values throws(EvaluationError) in
      .number(area(try corners(values, "area", run)))
    },
    Function("enclosed-area", 1, 1, [.nodes], .number) { run, values throws(EvaluationError) in
      .number(area(try corners(values, "enclosed-area", run)))
    },
    Function("distance", 1, nil, [.any], .number) { run, values throws(EvaluationError) in
      if values.count == 1, case .text(let text) = values[0] {
        return .number(length(try points(text)))
      }
      if values.count == 1 { return .number(length(try corners(values, "distance", run))) }
      var all: [Point] = []
      for value in values { all.append(try point(try run.text(value))) }
      return .number(length(all))
    },
    Function("geofence", 2, 2, [.text, .nodes], .boolean) { run, values throws(EvaluationError) in
      let place = try point(try run.text(values[0]))
      let fence = try corners([values[1]], "geofence", run)
      return .boolean(contains(fence, place))
    },
  ]

  private struct Point {
    var latitude: Double
    var longitude: Double
  }

  /// Metres; the equatorial radius that ODK's engines use.
  private static let earthRadius = 6_378_100.0

  private static func point(_ text: String) throws(EvaluationError) -> Point {
    let parts = text.split(separator: " ").map { Double($0) }
    guard parts.count <= 4, !parts.contains(nil), parts.count >= 1, let latitude = parts[0] else {
      throw EvaluationError(.notGeometry(text))
    }
    return Point(latitude: latitude, longitude: parts.count > 1 ? parts[1] ?? 0 : 0)
  }

  private static func points(_ text: String) throws(EvaluationError) -> [Point] {
    var all: [Point] = []
    for part in text.split(separator: ";") where !String(part).trimmingSpaces().isEmpty {
      all.append(try point(String(part)))
    }
    return all
  }

  /// One node holds a whole line or area, several hold a point each.
  private static func corners(
    _ values: [Value], _ function: String, _ run: Evaluator
  ) throws(EvaluationError) -> [Point] {
    guard case .nodes(let nodes) = values[0] else {
      throw EvaluationError(.notNodes(function: function))
    }
    if nodes.count == 1 { return try points(try run.text(run.value(of: nodes[0]))) }
    var all: [Point] = []
    for node in nodes { all.append(try point(try run.text(run.value(of: node)))) }
    return all
  }

  private static func radians(_ degrees: Double) -> Double { degrees / 180 * .pi }

  /// Square metres: triangles from the first corner, on a plane local to each latitude.
  private static func area(_ corners: [Point]) -> Double {
    guard corners.count >= 3 else { return 0 }
    let degree = 2 * earthRadius * .pi / 360
    let sides = corners.dropFirst().map { corner in
      (
        x: (corner.longitude - corners[0].longitude) * degree * cos(radians(corner.latitude)),
        y: (corner.latitude - corners[0].latitude) * degree
      )
    }
    let doubled = zip(sides, sides.dropFirst()).reduce(0.0) { sum, pair in
      sum + (pair.0.y * pair.1.x - pair.0.x * pair.1.y)
    }
    return abs(doubled / 2)
  }

  /// Metres, by the spherical law of cosines.
  private static func length(_ points: [Point]) -> Double {
    zip(points, points.dropFirst()).reduce(0.0) { sum, pair in
      let (a, b) = (radians(pair.0.latitude), radians(pair.1.latitude))
      let turn = radians(pair.0.longitude - pair.1.longitude)
      return sum + acos(sin(a) * sin(b) + cos(a) * cos(b) * cos(turn)) * earthRadius
    }
  }

  /// Whether a line eastward from the place crosses the closed fence an odd number of times.
  private static func contains(_ fence: [Point], _ place: Point) -> Bool {
    zip(fence, fence.dropFirst()).reduce(false) { inside, side in
      let (a, b) = side
      guard (b.latitude > place.latitude) != (a.latitude > place.latitude) else { return inside }
      let crossing =
        (a.longitude - b.longitude) * (place.latitude - b.latitude) / (a.latitude - b.latitude)
        + b.longitude
      return place.longitude < crossing ? !inside : inside
    }
  }
}
