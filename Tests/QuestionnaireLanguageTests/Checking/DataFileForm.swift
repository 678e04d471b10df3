import Messages
import Testing

@testable import QuestionnaireLanguage

/// A questionnaire that reads two data files in every way, checked with these or those files.
enum DataFileForm {
  /// The files that leave nothing to say.
  static let good = [
    "towns.csv": "code,label,dep,pop\n1,A,x,1\n2,B,y,2\n", "areas.csv": "name,label\n1,A\n",
  ]

  /// What a rule says, in English.
  static func findings(_ rule: any Rule.Type, _ files: [String: String]) throws -> [String] {
    let yaml = """
      id: f
      version: '1'
      survey:
        - {type: text, name: t, label: T}
        - type: select_one_from_file towns.csv
          name: town
          label: Town
          parameters: {value: code}
          choice_filter: dep = ${t}
        - {type: select_one_from_file areas.csv, name: area, label: Area}
        - {type: calculate, name: c, calculation: "pulldata('towns', 'pop', 'code', ${t})"}
        - {type: calculate, name: d, calculation: "pulldata('towns', 'pop', 'dep', ${t})"}
      """
    var form = try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
    form.dataFiles = files.map { DataFile(name: $0.key, bytes: Array($0.value.utf8)) }
    let findings = rule.check(CheckContext(form))
    for finding in findings {
      #expect(finding.code == rule.kind.code && finding.place != nil)
      #expect(finding.message.spanish != finding.message.english)
    }
    return findings.map(\.message.english)
  }
}
