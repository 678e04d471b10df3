/// Nanoseconds of an operation, by batches long enough for the clock, of which the median counts.
enum Stopwatch {
  static let batches = 21
  static let batchNanoseconds = 20_000_000.0

  static func median(of operation: () throws -> Void) rethrows -> Double {
    try operation()
    var count = 1
    var last = try time(count, operation)
    while last < batchNanoseconds, count < 1 << 20 {
      count *= 2
      last = try time(count, operation)
    }
    var samples: [Double] = []
    for _ in 0..<batches { samples.append(try time(count, operation) / Double(count)) }
    return median(samples)
  }

  static func time(_ count: Int, _ operation: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<count { try operation() }
    let parts = (clock.now - start).components
    return Double(parts.seconds) * 1e9 + Double(parts.attoseconds) / 1e9
  }

  static func mean(_ samples: [Double]) -> Double {
    samples.isEmpty ? .nan : samples.reduce(0, +) / Double(samples.count)
  }

  static func median(_ samples: [Double]) -> Double {
    samples.isEmpty ? .nan : samples.sorted()[samples.count / 2]
  }
}
