/// A file that travels with a questionnaire and that its expressions and selects read.
public struct DataFile: Hashable, Sendable {
  /// The file's name, without folders: `towns.csv`.
  public var name: String
  public var bytes: [UInt8]
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
