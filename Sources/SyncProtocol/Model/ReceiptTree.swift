internal import Crypto

/// Many receipts under one signature: a binary tree of hashes, whose root is signed. Each receipt goes
/// its own way afterwards, with the hashes beside its path to the root.
public struct ReceiptTree: Sendable {
  private let receipts: [SignedReceipt]
  /// From the leaves to the root.
  private let levels: [[[UInt8]]]

  public init(_ receipts: [SignedReceipt]) {
    self.receipts = receipts
    var level = receipts.map { Self.leaf($0.signedBytes) }
    var levels = [level]
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { place in
        // The last one of an odd number goes up as it is.
        place + 1 < level.count ? Self.node(level[place], level[place + 1]) : level[place]
      }
      levels.append(level)
    }
    self.levels = levels
  }

  /// What is signed for them all; of a single one the receipt's own bytes.
  public var signedBytes: [UInt8] {
    guard receipts.count != 1 else { return receipts[0].signedBytes }
    return Self.signedBytes(root: levels.last?.first ?? [])
  }

  /// Each with the signature, and the path that ties it to it.
  public func receipts(signed signature: [UInt8]) -> [SignedReceipt] {
    receipts.indices.map { place in
      var receipt = receipts[place]
      receipt.signature = signature
      receipt.path = path(of: place)
      return receipt
    }
  }

  private func path(of leaf: Int) -> [SignedReceipt.Step] {
    var steps: [SignedReceipt.Step] = []
    var place = leaf
    for level in levels.dropLast() {
      let other = place ^ 1
      if other < level.count {
        steps.append(SignedReceipt.Step(isLeft: other < place, hash: level[other]))
      }
      place /= 2
    }
    return steps
  }

  static func leaf(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [0] + bytes)) }

  static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: [1] + left + right))
  }

  static func signedBytes(root: [UInt8]) -> [UInt8] { Array("campo receipts 1".utf8) + root }
}

extension SignedReceipt {
  /// A hash beside the path from a receipt to the root of its tree.
  public struct Step: Hashable, Sendable {
    public var isLeft: Bool
    /// 32 bytes.
    public var hash: [UInt8]

    public init(isLeft: Bool, hash: [UInt8]) {
      self.isLeft = isLeft
      self.hash = hash
    }
  }

  /// What the signature must be over.
  var bytesUnderSignature: [UInt8] {
    if path.isEmpty { return signedBytes }
    let root = path.reduce(ReceiptTree.leaf(signedBytes)) { hash, step in
      step.isLeft ? ReceiptTree.node(step.hash, hash) : ReceiptTree.node(hash, step.hash)
    }
    return ReceiptTree.signedBytes(root: root)
  }
}
