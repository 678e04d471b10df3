public import Messages

/// A data file that cannot be read, with the line where it goes wrong.
public struct DataFileError: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case format
    case fileBytes
    case cells
    case encoding
    case noHeader
    case repeatedColumn(String)
    case openQuote
    case afterQuote
    /// JSON that is not well formed.
    case json
    case notFeatures
    case geometry(String)
    case xml
    case documentType
    case depth
  }

  public var reason: Reason
  /// The file's name.
  public var file: String
  /// From 1; nil where it is about the whole file.
  public var line: Int?

  init(_ reason: Reason, file: String = "", line: Int? = nil) {
    self.reason = reason
    self.file = file
    self.line = line
  }

  public var code: String {
    switch reason {
    case .format: "DATA-FILE-FORMAT"
    case .fileBytes, .cells, .depth: "DATA-FILE-SIZE"
    case .encoding: "DATA-FILE-ENCODING"
    case .noHeader, .repeatedColumn, .openQuote, .afterQuote: "DATA-FILE-CSV"
    case .json, .notFeatures, .geometry: "DATA-FILE-GEOJSON"
    case .xml, .documentType: "DATA-FILE-XML"
    }
  }

  public var message: Message {
    let words = words
    return Message(
      es: file + (line.map { ", línea \($0)" } ?? "") + ": " + words.spanish,
      en: file + (line.map { ", line \($0)" } ?? "") + ": " + words.english)
  }

  /// What is wrong and what to do, without the place.
  private var words: Message {
    switch reason {
    case .format:
      Message(
        es: "un archivo de datos es .csv, .geojson o .xml; conviértalo.",
        en: "a data file is .csv, .geojson or .xml; convert it.")
    case .fileBytes:
      Message(
        es: "pasa de \(DataFileLimits.fileBytes) bytes; quite columnas o filas que no se usan.",
        en: "it exceeds \(DataFileLimits.fileBytes) bytes; remove columns or rows not used.")
    case .cells:
      Message(
        es: "pasa de \(DataFileLimits.cells) celdas o \(DataFileLimits.columns) columnas; quite "
          + "las que no se usan.",
        en: "it exceeds \(DataFileLimits.cells) cells or \(DataFileLimits.columns) columns; "
          + "remove those not used.")
    case .depth:
      Message(
        es: "hay más de \(DataFileLimits.depth) niveles uno dentro de otro; simplifíquelo.",
        en: "more than \(DataFileLimits.depth) levels lie within each other; simplify it.")
    case .encoding:
      Message(
        es: "no es texto UTF-8; guárdelo como «CSV UTF-8».",
        en: "it is not UTF-8 text; save it as “CSV UTF-8”.")
    case .noHeader:
      Message(
        es: "no tiene encabezado; escriba los nombres de las columnas en la primera línea.",
        en: "it has no header; write the columns' names in the first line.")
    case .repeatedColumn(let name):
      Message(
        es: "la columna «\(name)» está dos veces; cambie el nombre de una.",
        en: "the column “\(name)” is there twice; rename one.")
    case .openQuote:
      Message(
        es: "unas comillas se abren aquí y no se cierran; ciérrelas o escríbalas dobles (\"\").",
        en: "a quotation mark opens here and is not closed; close it or double it (\"\").")
    case .afterQuote:
      Message(
        es: "hay texto después de las comillas que cierran; ponga toda la celda entre comillas.",
        en: "there is text after the closing quotation mark; quote the whole cell.")
    case .json:
      Message(
        es: "el JSON está mal escrito aquí; vuelva a exportarlo.",
        en: "the JSON is malformed here; export it again.")
    case .notFeatures:
      Message(
        es: "no es una «FeatureCollection» de GeoJSON; expórtelo así.",
        en: "it is not a GeoJSON “FeatureCollection”; export it as one.")
    case .geometry(let type):
      Message(
        es: "la geometría «\(type)» no se admite; use Point, LineString o Polygon.",
        en: "the geometry “\(type)” is not supported; use Point, LineString or Polygon.")
    case .xml:
      Message(
        es: "el XML está mal escrito aquí; vuelva a exportarlo.",
        en: "the XML is malformed here; export it again.")
    case .documentType:
      Message(
        es: "declara un tipo de documento o entidades, que Campo no admite; quítelos.",
        en: "it declares a document type or entities, which Campo does not accept; remove them.")
    }
  }
}
