/// A data file that a questionnaire names, and which question names it how.
public struct DataFileUse: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    /// A select's choices: the columns that hold what is stored and what is read.
    case choices(value: String, label: String)
    /// `pulldata`: the columns, where they are written out.
    case pulled(column: String?, key: String?)
    /// `csv-external`, `xml-external`: for expressions to read with `instance()`.
    case instance
  }

  /// The file's name, `towns.csv`.
  public var file: String
  public var purpose: Purpose
  /// The question's name.
  public var question: String
  public var place: Place?
  var choiceFilter: Formula?

  /// What `instance()` calls it: the name without its extension.
  public var instance: String { file.withoutExtension }
}

extension Questionnaire {
  /// Every use of a data file, in the order of the questions.
  public var dataFileUses: [DataFileUse] {
    var uses: [DataFileUse] = []
    items.forEachItem { uses += $0.dataFileUses }
    return uses + dataFilesOfInstanceName
  }

  var dataFilesOfInstanceName: [DataFileUse] {
    instanceName?.pulledFiles(for: "instance_name") ?? []
  }
}

extension Item {
  /// The data files that this row names.
  var dataFileUses: [DataFileUse] {
    var uses: [DataFileUse] = []
    if case .question(let type) = kind {
      if case .externalData(let kind) = type {
        let file = name + (kind.hasPrefix("xml") ? ".xml" : ".csv")
        uses.append(DataFileUse(file: file, purpose: .instance, question: name, place: place))
      }
      if case .file(let file)? = type.choiceSource?.kind {
        let columns = ChoiceColumns(of: self, file: file)
        uses.append(
          DataFileUse(
            file: file, purpose: .choices(value: columns.value, label: columns.label),
            question: name, place: place, choiceFilter: choiceFilter))
      }
    }
    forEachFormula { uses += $0.pulledFiles(for: name) }
    return uses
  }
}

extension Formula {
  /// The files of its `pulldata` calls, where they are written out as texts.
  fileprivate func pulledFiles(for question: String) -> [DataFileUse] {
    guard text.holds("pulldata"), let expression = try? Expression(parsing: text) else {
      return []
    }
    return expression.calls.compactMap { name, arguments, _ in
      guard name == "pulldata", case .text(let file)? = arguments.first?.kind else { return nil }
      let columns = arguments.dropFirst().map { argument -> String? in
        if case .text(let column) = argument.kind { column } else { nil }
      }
      return DataFileUse(
        file: file.hasSuffix(".csv") ? file : file + ".csv",
        purpose: .pulled(
          column: columns.first ?? nil, key: columns.dropFirst().first ?? nil),
        question: question, place: place)
    }
  }
}

/// The columns of a data file that a select stores and shows: `id` and `title` of GeoJSON, else
/// `name` and `label`, unless the parameters `value` and `label` say otherwise.
package struct ChoiceColumns: Hashable, Sendable {
  package var value: String
  package var label: String

  package init(of item: Item, file: String) {
    let isGeographic = file.hasSuffix(".geojson")
    value = item.parameters["value"] ?? (isGeographic ? "id" : "name")
    label = item.parameters["label"] ?? (isGeographic ? "title" : "label")
  }
}

extension String {
  package var withoutExtension: String {
    guard let dot = lastIndex(of: ".") else { return self }
    return String(self[..<dot])
  }
}
