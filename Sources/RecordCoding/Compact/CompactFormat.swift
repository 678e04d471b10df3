/// The numbers of the compact form, which Docs/Merge.md specifies: a record as a store keeps it, with
/// numbers of the store's own table in place of names.
enum CompactFormat {
  /// The first byte. Canonical bytes begin with a version below 128.
  static let first: UInt8 = 0x81

  /// What a run of keys is of; below them stand the kinds of keys that have a name.
  enum Keys {
    /// Added to a kind: the one name is spelt out.
    static let spelt: UInt8 = 0x40
    /// One key that only a newer version understands.
    static let unknown: UInt8 = 0x80
  }

  /// The first byte of a value. Below these it is the length of a text.
  enum Value {
    static let shortTexts: UInt8 = 200
    static let text: UInt8 = 200
    static let cleared: UInt8 = 201
    static let missing: UInt8 = 202
    /// A text that stands in the table of names.
    static let numbered: UInt8 = 203
    /// Any other, as canonical bytes have it.
    static let other: UInt8 = 204
    /// A text of one digit; nine more follow.
    static let digit: UInt8 = 210
  }
}
