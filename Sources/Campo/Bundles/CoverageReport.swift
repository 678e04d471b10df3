import Foundation
import RecordCoding
public import Replication
import SQLiteStore
import SyncProtocol

/// For each replica that a store, a server's data or a bundle knows of: which of its revisions have
/// arrived there, and who wrote them.
public struct CoverageReport: Sendable {
  /// What is known of one replica.
  public struct Entry: Sendable {
    public let coverage: Coverage
    /// Who sealed last as this replica, and when; nil where no line of its log is there.
    public let lastStamp: Stamp?
  }

  public let entries: [Entry]

  /// - Parameters:
  ///   - path: a store's folder, a server's data folder, or a bundle; only read.
  ///   - known: of a bundle, a store or server's data with the key that opens it.
  /// - Throws: `StoreError`, `BundleError` where the bundle is damaged, `FileError`.
  public init(of path: String, knownIn known: String? = nil) throws {
    let survey =
      try Store.exists(at: path) ? Store.surveyCoverage(at: path) : Self.surveyBundle(path, known)
    entries = survey.coverage().map {
      Entry(coverage: $0, lastStamp: survey.lastStamp(of: $0.replica))
    }
  }

  private static func surveyBundle(
    _ path: String, _ known: String?
  ) throws -> CoverageSurvey {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw ClientError.notAnExportSource(path)
    }
    var survey = CoverageSurvey()
    let openers = try known.map(BundleScan.openers(knownIn:)) ?? []
    try BundleScan(path: path, openers: openers).forEachPart { part in
      switch part {
      case .header, .definition, .attachment, .signature, .unknown: break
      case .seals(let entries): for entry in entries { survey.add(entry) }
      case .record(let encoded):
        do throws(RecordDecodingError) {
          survey.add(try RecordCoder.decode(encoded.bytes))
        } catch {
          // What this version does not understand has not arrived as far as it can tell.
        }
      }
    }
    return survey
  }
}
