import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication

extension MergeViolation {
  /// `! 9f31… /data/age: …`, as a rule that two halves break together.
  var line: String {
    let said = violation.message.text(in: readerLanguage)
    return "! \(record.description.prefix(12)) \(violation.path): \(said) "
      + CommandLanguage.said(es: "(solo desde esta fusión)", en: "(only since this merge)")
  }
}
