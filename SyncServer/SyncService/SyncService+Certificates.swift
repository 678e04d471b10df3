internal import SQLiteStore
internal import SyncProtocol

extension SyncService {
  /// The office's word whose the signing key of an enrolled device is; nil where its key is not known,
  /// and at a hub that the office has not told yet.
  /// - Parameter number: of the enrolment.
  func certificate(ofEnrolment number: Int64) throws(StoreError) -> DeviceCertificate? {
    guard let enrolment = try store.enrolment(number: number), let key = enrolment.signingKey else {
      return nil
    }
    if try store.isHub {
      let told = Self.signedByRoot(try store.certificate(ofEnrolment: number))?.certificate
      return told?.key == key ? told : nil
    }
    return try signer().signed(DeviceCertificate(author: enrolment.author, key: key))
  }
}
