/// What people and their devices do.
package enum Operation: String, CaseIterable, Sendable {
  case newInterview, resume, answer, correct, clear, missing, addRow, deleteRow, comment, finish
  case approve, reject, void, resolve
  case moveVersion
  /// A photo is taken, or chosen, for an answer.
  case attach
  case sync, bundleExport, bundleImport, bundleMerge, purge
  /// A hub syncs with what is above it.
  case hubSync
}

/// What goes wrong, or changes under people's hands.
package enum Fault: String, CaseIterable, Sendable {
  case drop, duplicate, reorder, truncate, delay, crashBefore, crashAfter
  case clone, restoreDevice, restoreServer, skew, definitionBump, reassignment, moveArea
  /// A copy or a backup that takes the place of the file itself, so that only others can tell.
  case hiddenClone, hiddenRestore
  /// A device that had the version of the software before this one until now.
  case previousVersion
  /// A laptop joins as a hub; one is put back to a backup; one is lost.
  case newHub, restoreHub, loseHub
}

/// One thing that happens in a fleet. What it takes by chance comes from its own bits, so that it
/// stays the same when other steps are left out.
package struct Step: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case operation(Operation)
    case fault(Fault)
  }

  package let kind: Kind
  /// The device is this modulo their number.
  package let device: UInt8
  package let bits: UInt64

  package init(_ kind: Kind, device: UInt8, bits: UInt64) {
    self.kind = kind
    self.device = device
    self.bits = bits
  }
}

extension Step: LosslessStringConvertible {
  /// As a failing seed prints it and a named test holds it: `answer 3 5d0c41`.
  package var description: String {
    let name =
      switch kind {
      case .operation(let operation): operation.rawValue
      case .fault(let fault): fault.rawValue
      }
    return "\(name) \(device) \(String(bits, radix: 16))"
  }

  package init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3, let device = UInt8(parts[1]), let bits = UInt64(parts[2], radix: 16)
    else { return nil }
    if let operation = Operation(rawValue: parts[0]) {
      self.init(.operation(operation), device: device, bits: bits)
    } else if let fault = Fault(rawValue: parts[0]) {
      self.init(.fault(fault), device: device, bits: bits)
    } else {
      return nil
    }
  }
}
