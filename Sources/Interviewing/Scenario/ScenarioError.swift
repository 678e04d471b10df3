public import Messages

/// A scenario that cannot be read.
public enum ScenarioError: ExplainedError, Hashable {
  case notJSON(detail: String)
  case damagedGzip
  /// `number` counts from 1.
  case unknownStep(number: Int)
  case missingKey(String, place: String)
  case clock(String)
  case timeZone(String)

  public var code: String {
    switch self {
    case .notJSON: "SCENARIO-JSON"
    case .damagedGzip: "SCENARIO-GZIP"
    case .unknownStep: "SCENARIO-STEP"
    case .missingKey: "SCENARIO-KEY"
    case .clock: "SCENARIO-CLOCK"
    case .timeZone: "SCENARIO-ZONE"
    }
  }

  public var message: Message {
    switch self {
    case .notJSON(let detail):
      Message(
        es: "El escenario no es un objeto JSON válido (\(detail)); corrija el archivo.",
        en: "The scenario is not a valid JSON object (\(detail)); mend the file.")
    case .damagedGzip:
      Message(
        es:
          "El archivo comprimido está dañado o pasa de \(Gzip.maximumInflatedBytes) bytes; cópielo "
          + "de nuevo.",
        en: "The compressed file is damaged or exceeds \(Gzip.maximumInflatedBytes) bytes; copy it "
          + "again.")
    case .unknownStep(let number):
      Message(
        es:
          "El paso \(number) no dice qué hacer; use set, try, addRepeat, delRepeat, lang o expect.",
        en: "Step \(number) does not say what to do; use set, try, addRepeat, delRepeat, lang or "
          + "expect.")
    case .missingKey(let key, let place):
      Message(
        es: "Falta «\(key)» en \(place).", en: "“\(key)” is missing in \(place).")
    case .clock(let text):
      Message(
        es: "«\(text)» no es una fecha y hora; escríbala como 2024-03-15 10:00:00.",
        en: "“\(text)” is not a date and time; write it as 2024-03-15 10:00:00.")
    case .timeZone(let name):
      Message(
        es: "No se conoce la zona horaria «\(name)»; use un nombre como America/El_Salvador.",
        en: "The time zone “\(name)” is unknown; use a name such as America/El_Salvador.")
    }
  }
}
