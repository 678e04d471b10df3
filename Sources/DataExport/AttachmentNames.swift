/// The names under which the files of one response are put into its folder: like their own, harmless on
/// any system, and each once.
package struct AttachmentNames {
  /// What Windows takes for a device, whatever follows the dot.
  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
  /// The longest ending that is kept when a name is cut.
  private static let endingLimit = 10

  /// In small letters: some systems do not tell them from capitals.
  private var taken: Set<String> = []

  package init() {}

  /// `casa.jpg`, and `casa.2.jpg` for another file of that name.
  package mutating func name(for original: String) -> String {
    let last = original.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
    let (stem, ending) = Self.parts(of: last)
    var name = stem + ending
    var number = 1
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(stem).\(number)\(ending)"
    }
    return name
  }

  private static func parts(of name: String) -> (stem: String, ending: String) {
    let dot = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil }
    let ending = dot.map { name[$0...].dropFirst() } ?? ""
    guard let dot, (1...endingLimit).contains(ending.count) else {
      return (harmless(name), "")
    }
    return (harmless(String(name[..<dot])), "." + FileNames.safe(String(ending)))
  }

  private static func harmless(_ stem: String) -> String {
    let safe = FileNames.safe(stem)
    let word = safe.prefix { $0 != "." }.lowercased()
    return reserved.contains(word) ? "_" + safe : safe
  }
}
