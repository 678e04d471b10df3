import Interviewing
import Messages
import QuestionnaireLanguage
import RecordPacking
import Replication
import SyncProtocol

/// Packed records from a stranger: whatever the bytes behind the header, reading ends, with an error
/// or with records that pack again.
enum PackedTarget {
  private static let sender = PackingSender(
    replica: ReplicaID(high: 1, low: 2),
    chain: Chain(revision: 7, hash: [UInt8](repeating: 5, count: 32)),
    author: Author(name: "ana", role: .enumerator), area: "S-01")

  private static let layout: RecordLayout? = {
    var form = Questionnaire(id: "fuzz", version: "1")
    form.missingCodes = [MissingCode(name: "refused", label: LocalizedText(["": "Refused"]))]
    form.choiceLists = [
      ChoiceList(name: "list", choices: ["a", "b", "c"].map { Choice(name: $0) })
    ]
    let list = ChoiceSource(.list("list"))
    var inner = Item(.roster(count: nil), name: "inner")
    inner.children = [Item(.question(.dateTime), name: "moment")]
    var outer = Item(.roster(count: nil), name: "outer")
    outer.children = [Item(.question(.text), name: "text"), inner]
    form.items = [
      Item(.question(.integer), name: "integer"), Item(.question(.decimal), name: "decimal"),
      Item(.question(.date), name: "date"), Item(.question(.geopoint), name: "point"),
      Item(.question(.selectOne(list)), name: "one"),
      Item(.question(.selectMultiple(list)), name: "many"), outer,
    ]
    do { return RecordLayout(try CompiledQuestionnaire(form)) } catch { return nil }
  }()

  /// What changes build on, whatever record they name.
  private static let held: PackedGroup.Member = {
    var record = Record(id: RecordID(high: 1, low: 1), kind: .response)
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for name in ["integer", "one"] {
      pending.save(.text("1"), to: .answer(AnswerKey(question: "/data/" + name)), shown: record)
    }
    record.seal(
      pending, as: Dot(replica: sender.replica, revision: 3), at: WallTime(milliseconds: 0))
    return PackedGroup.Member(record: record, lines: [])
  }()

  /// The input is what stands behind a right header: a wrong one is refused at once.
  static func run(_ input: [UInt8]) {
    guard let layout else { fatalError("the questionnaire does not compile") }
    let digits = layout.definition.utf8.prefix(6).compactMap {
      Character(UnicodeScalar($0)).hexDigitValue
    }
    let name = stride(from: 0, to: 6, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    readWhole([1] + name + input, layout)
    do throws(PackingError) {
      _ = try PackedChanges.unpack([2] + name + input, layout, from: sender) { _ in held }
    } catch {
      precondition(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
    }
  }

  private static func readWhole(_ bytes: [UInt8], _ layout: RecordLayout) {
    do throws(PackingError) {
      let members = try PackedGroup.unpack(bytes, layout, from: sender).map(\.member)
      let packed = try PackedGroup.pack(members, layout, from: sender)
      let again = try PackedGroup.unpack(packed, layout, from: sender).map(\.member)
      precondition(again == members, "packed again, and other records")
    } catch {
      precondition(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
    }
  }
}
