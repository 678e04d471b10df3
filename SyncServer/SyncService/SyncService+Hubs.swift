internal import Messages
internal import RecordCoding
public import Replication
public import SQLiteStore
public import SyncProtocol

// What a server is to hubs below it, and what a hub is to its devices.

extension SyncService {
  /// The areas that a hub was enrolled for; nil of the root, which has all.
  func hubAreas() throws(StoreError) -> Set<String>? {
    guard try store.isHub else { return nil }
    return Set(try store.setting(.areas)?.split(separator: "\n").map(String.init) ?? [])
  }

  /// Takes what a hub says of codes that were brought to it, and tells it of its areas' enrolments
  /// where it does not know them as they are.
  func addEnrolments(
    _ request: SyncRequest, _ caller: Caller, _ response: inout SyncResponse
  ) throws(StoreError) {
    guard caller.isHub, let known = request.enrolments else { return }
    try store.takeIn(request.redemptions, ofHubIn: caller.areas)
    let isHub = try store.isHub
    var list: [SignedEnrolment] = []
    for (enrolment, certificate) in try store.enrolments(in: caller.areas) {
      if !isHub {
        list.append(enrolment)
      } else if let signed = Self.signedByRoot(certificate) {
        list.append(signed)
      }
    }
    if SignedEnrolment.digest(of: list) == known { return }
    if !isHub {
      let signer = try signer()
      list = list.map(signer.signed)
    }
    response.enrolments = list
  }

  /// Keeps what the upstream tells of enrolments, as far as the root signed it.
  public func takeIn(_ response: SyncResponse) throws(StoreError) {
    guard let list = response.enrolments else { return }
    let verifier = ReceiptVerifier(publicKey: try receiptKey())
    let signed = list.filter { verifier?.accepts($0) ?? false }
    try store.takeIn(signed)
    if signed.count == list.count {
      try store.set(.enrolmentsDigest, to: SignedEnrolment.digest(of: list).hexadecimal)
    } else {
      try store.log(
        code: "ENROL-REFUSED",
        Message(
          es: "Llegaron inscripciones que la oficina no firmó; no se guardaron.",
          en: "Enrolments came that the office did not sign; they were not kept."))
    }
  }

  /// What a hub's request says of enrolments.
  public func complete(_ request: inout SyncRequest) throws(StoreError) {
    request.enrolments =
      try store.setting(.enrolmentsDigest).flatMap {
        [UInt8](hexadecimal: $0)
      } ?? []
    request.redemptions = try store.redemptions()
  }

  /// What a check says of a record that came from above.
  public func check(_ record: Record) throws(StoreError) -> [String: StoredDocument] {
    try checker.documents(on: record)
  }

  /// Hands on what the root signed, of what the caller sent and of what it gets.
  func addRootsReceipts(_ draft: inout ResponseDraft, areas: [String]) throws(StoreError) {
    draft.response.root = try store.receiptRoot()
    let ids = Array(draft.held.keys) + draft.response.changes.records.map(\.id)
    for id in Set(ids).sorted() where try store.summary(of: id) != nil {
      guard let document = try store.document(kind: SignedReceipt.documentKind, about: id),
        let receipt = Self.readable({ () throws(WireError) in
          try SignedReceipt(fieldBytes: document.bytes)
        })
      else { continue }
      draft.response.signedReceipts.append(receipt)
    }
    for area in areas {
      guard let text = try store.setting(.horizon(area)),
        let bytes = [UInt8](hexadecimal: text),
        let horizon = Self.readable({ () throws(WireError) in
          try BackupHorizon(fieldBytes: bytes)
        })
      else { continue }
      draft.response.horizons.append(horizon)
    }
  }

  static func signedByRoot(_ certificate: [UInt8]?) -> SignedEnrolment? {
    certificate.flatMap { bytes in
      readable { () throws(WireError) in try SignedEnrolment(fieldBytes: bytes) }
    }
  }

  /// What a newer version wrote is passed over until it comes again.
  private static func readable<Value>(_ body: () throws(WireError) -> Value) -> Value? {
    do { return try body() } catch { return nil }
  }
}

extension ServerNotice {
  static let overruled = ServerNotice(
    code: "ENROL-TAKEN",
    message: Message(
      es:
        "Otro equipo usó antes el mismo código de inscripción: lo enviado se guardó y nada se recibe; "
        + "pida otro código a la oficina.",
      en:
        "Another device used the same enrolment code before: what was sent is kept and nothing is "
        + "received; ask the office for another code."))
}

extension Setting {
  /// Of the enrolments that came last from above.
  static let enrolmentsDigest = Setting("enrolments.digest")
}
