import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage

/// A finding as SARIF has it (§3.27).
struct SARIFResult: Encodable {
  let ruleId: String
  let ruleIndex: Int?
  let level: String
  let message: SARIFMessage
  let locations: [SARIFLocation]

  /// - Parameter ruleIndex: its place among the rules of the log; nil for a file that could not be
  ///   opened at all, which is no rule's finding.
  init(_ finding: FileReport.Entry, uri: String, ruleIndex: Int?) {
    ruleId = finding.code
    self.ruleIndex = ruleIndex
    // SARIF's levels are our severities.
    level = finding.severity
    message = SARIFMessage(
      text: finding.remedy.isEmpty ? finding.message : finding.message + " " + finding.remedy)
    locations = [SARIFLocation(finding, uri: uri)]
  }
}

struct SARIFMessage: Encodable {
  let text: String
}

/// Where a finding is (§3.28): a line of a YAML file; of a workbook, which has no lines, the cell.
struct SARIFLocation: Encodable {
  struct Artifact: Encodable { let uri: String }
  struct Region: Encodable { let startLine: Int }
  struct Physical: Encodable {
    let artifactLocation: Artifact
    let region: Region?
  }
  struct Logical: Encodable {
    let fullyQualifiedName: String
    let kind: String
  }

  let physicalLocation: Physical
  let logicalLocations: [Logical]?

  init(_ finding: FileReport.Entry, uri: String) {
    physicalLocation = Physical(
      artifactLocation: Artifact(uri: uri), region: finding.line.map { Region(startLine: $0) })
    logicalLocations =
      finding.sheet == nil
      ? nil : finding.place.map { [Logical(fullyQualifiedName: $0, kind: "cell")] }
  }

  /// The file as a URI, relative to the current folder where it lies in it.
  static func uri(of file: String) -> String {
    let folder = FileManager.default.currentDirectoryPath + "/"
    var path = file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : file
    while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
    let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }

  /// RFC 3986's unreserved characters, and the slash between folders.
  private static let allowed = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}

/// A kind of finding as SARIF has it (§3.49).
struct SARIFRule: Encodable {
  struct Configuration: Encodable { let level: String }

  let id: String
  let shortDescription: SARIFMessage
  let fullDescription: SARIFMessage
  let help: SARIFMessage
  let defaultConfiguration: Configuration

  init(_ kind: FindingKind) {
    let explanation = FindingExplanation(kind)
    id = kind.code
    shortDescription = SARIFMessage(text: kind.meaning.text(in: readerLanguage))
    fullDescription = SARIFMessage(text: explanation.description)
    help = SARIFMessage(text: explanation.help)
    defaultConfiguration = Configuration(level: kind.severity.rawValue)
  }
}
