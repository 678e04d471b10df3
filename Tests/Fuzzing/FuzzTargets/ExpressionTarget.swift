import Interviewing
import QuestionnaireLanguage

/// One expression wherever an author may write one, in a small household with a roster.
enum ExpressionTarget {
  static func run(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    var form = Questionnaire(id: "fuzz", version: "1")
    form.missingCodes = [MissingCode(name: "refused", label: LocalizedText(["": "Refused"]))]
    form.choiceLists = [
      ChoiceList(
        name: "yn", choices: ["yes", "no"].map { Choice(name: $0, label: LocalizedText(["": $0])) })
    ]
    form.items = [
      question(.integer, "members"), question(.text, "town"), question(.date, "day"),
      question(.geotrace, "trace"),
      roster([
        question(.integer, "age"), calculation("inside", text),
        edited(question(.text, "asked")) { $0.relevant = Formula(text) },
        edited(question(.decimal, "held")) { $0.constraint = Formula(text) },
      ]),
      calculation("result", text),
    ]
    _ = Checker.check(form)
    do throws(CompilationError) {
      Interviewed.run(try CompiledQuestionnaire(form))
    } catch {
      precondition(!error.problems.isEmpty)
    }
  }

  private static func question(_ type: QuestionType, _ name: String) -> Item {
    edited(Item(.question(type), name: name)) { $0.label = LocalizedText(["": name]) }
  }

  private static func calculation(_ name: String, _ formula: String) -> Item {
    edited(Item(.question(.calculate), name: name)) { $0.calculation = Formula(formula) }
  }

  private static func roster(_ children: [Item]) -> Item {
    edited(Item(.roster(count: nil), name: "person")) { $0.children = children }
  }

  private static func edited(_ item: Item, _ edit: (inout Item) -> Void) -> Item {
    var item = item
    edit(&item)
    return item
  }
}
