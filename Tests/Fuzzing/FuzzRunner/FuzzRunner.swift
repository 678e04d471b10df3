import Foundation
import FuzzTargets

/// What libFuzzer calls: the target is named by `CAMPO_FUZZ`, so that one program serves all.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["CAMPO_FUZZ"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("CAMPO_FUZZ names the target: \(known)")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
