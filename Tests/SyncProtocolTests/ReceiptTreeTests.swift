import Replication
import SyncProtocol
import Testing

/// Many receipts under one signature.
@Suite struct ReceiptTreeTests {
  private let signer = ReceiptSigner(secret: Array(1...32))!
  private var verifier: ReceiptVerifier { ReceiptVerifier(publicKey: signer.publicKey)! }

  private func receipts(_ count: Int) -> [SignedReceipt] {
    (0..<count).map { number in
      SignedReceipt(
        server: ReplicaID(high: 1, low: 2), epoch: 3, area: "S-01", sequence: UInt64(100 + number),
        record: RecordID(high: 5, low: UInt64(number)),
        context: VersionVector([ReplicaID(high: 7, low: 8): UInt64(number + 1)]))
    }
  }

  private func signed(_ count: Int) -> [SignedReceipt] {
    let tree = ReceiptTree(receipts(count))
    return tree.receipts(signed: signer.signature(for: tree))
  }

  @Test func everyReceiptOfEveryTreeIsAccepted() throws {
    for count in 1...40 {
      for receipt in signed(count) {
        #expect(verifier.accepts(receipt))
        let again = try SignedReceipt(fieldBytes: receipt.fieldBytes)
        #expect(again == receipt && verifier.accepts(again))
      }
    }
  }

  @Test func nothingOfAReceiptCanBeChanged() {
    for count in [1, 2, 5, 8] {
      for receipt in signed(count) {
        var changed: [SignedReceipt] = []
        func change(_ body: (inout SignedReceipt) -> Void) {
          var copy = receipt
          body(&copy)
          changed.append(copy)
        }
        change { $0.sequence += 1 }
        change { $0.epoch += 1 }
        change { $0.area = "S-02" }
        change { $0.record = RecordID(high: 5, low: 99) }
        change { $0.context.merge(VersionVector([ReplicaID(high: 7, low: 8): 1_000])) }
        change { $0.signature[0] ^= 1 }
        for step in receipt.path.indices {
          change { $0.path[step].isLeft.toggle() }
          change { $0.path[step].hash[3] ^= 1 }
        }
        if !receipt.path.isEmpty { change { $0.path.removeLast() } }
        change {
          $0.path.append(SignedReceipt.Step(isLeft: true, hash: Array(repeating: 0, count: 32)))
        }
        for other in changed { #expect(!verifier.accepts(other)) }
      }
    }
  }

  @Test func aReceiptOfOneTreeIsNoneOfAnother() {
    let (five, six) = (signed(5), signed(6))
    var receipt = five[2]
    receipt.path = six[2].path
    #expect(!verifier.accepts(receipt))
    receipt = five[2]
    receipt.signature = six[2].signature
    #expect(!verifier.accepts(receipt))
  }
}
