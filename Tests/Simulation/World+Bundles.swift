import Campo
import Interviewing
import Replication
import SQLiteStore

/// How work travels on sticks.
extension World {
  private static let mostBundles = 6

  func exportBundle(on device: Device, _ random: inout SeededGenerator) throws {
    let path = folder.fresh() + ".campo"
    let all = device.records
    let only: Set<RecordID>? =
      random.next() % 2 == 0 ? nil : Set(all.filter { _ in random.next() % 2 == 0 })
    let before = try device.store.replica
    let outcome = try attempt(on: device) { try device.client.exportBundle(to: path, only: only) }
    try enterSeals(of: device, as: [before, device.store.replica])
    try look(at: device)
    guard outcome.value != nil else { return }
    keep(
      StickBundle(
        path: path, seen: device.seen.filter { only?.contains($0.key) ?? true }), &random)
  }

  func importBundle(on device: Device, _ random: inout SeededGenerator) throws {
    guard !bundles.isEmpty else { return }
    let bundle = bundles[Int(random.next() % UInt64(bundles.count))]
    let before = try device.store.replica
    if let fault = device.planned.first, fault.fault == .truncate {
      device.planned.removeFirst()
      strike(.truncate, device)
      try importCut(bundle, on: device, fault.bits)
    }
    _ = try attempt(on: device) {
      _ = try device.client.importBundle(bundle.path)
      if let fault = device.planned.first, fault.fault == .duplicate {
        device.planned.removeFirst()
        strike(.duplicate, device)
        let again = try device.client.importBundle(bundle.path)
        if again.added + again.merged > 0 {
          throw Violation("importing a bundle again changed something", "\(again)")
        }
      }
    }
    try enterSeals(of: device, as: [before, device.store.replica])
    try look(at: device)
  }

  /// Whatever still lies on the table is read by somebody.
  func importAll(on device: Device) throws {
    for bundle in bundles {
      let before = try device.store.replica
      _ = try device.client.importBundle(bundle.path)
      try enterSeals(of: device, as: [before, device.store.replica])
    }
    try look(at: device)
  }

  /// A stick that was pulled out too early: nothing of it is taken.
  private func importCut(_ bundle: StickBundle, on device: Device, _ bits: UInt64) throws {
    let path = folder.fresh() + ".campo"
    try bundle.writeCut(to: path, bits)
    do {
      _ = try device.client.importBundle(path)
    } catch {
      if device.power.isDead { let _: Attempt<Void> = try crashed(device) }
      return
    }
    throw Violation("a bundle that was cut was taken")
  }

  func mergeBundles(_ random: inout SeededGenerator) throws {
    guard bundles.count > 1 else { return }
    let first = bundles[Int(random.next() % UInt64(bundles.count))]
    let second = bundles[Int(random.next() % UInt64(bundles.count))]
    let path = folder.fresh() + ".campo"
    _ = try BundleFile.merge([first.path, second.path], into: path)
    let seen = first.seen.merging(second.seen) { $0.union($1) }
    keep(StickBundle(path: path, seen: seen), &random)
  }

  private func keep(_ bundle: StickBundle, _ random: inout SeededGenerator) {
    bundles.append(bundle)
    if bundles.count > Self.mostBundles {
      let stick = bundles.remove(at: Int(random.next() % UInt64(bundles.count)))
      noteLost(stick.seen)
    }
  }
}
