import Foundation
import Processes
import Testing

/// Two people correct one answer apart, a supervisor settles it: by bundles, without a server.
@Suite struct ConflictTests {
  private let folder: TemporaryFolder
  private let ana: String
  private let beto: String
  private let luz: String
  private let form: String
  private let id: String

  init() throws {
    folder = try TemporaryFolder()
    ana = try SampleSurvey.device("ana", in: folder)
    beto = try SampleSurvey.device("beto", in: folder)
    luz = try SampleSurvey.device("luz", role: "supervisor", in: folder)
    form = try SampleSurvey.questionnaire(in: folder)
    id = try SampleSurvey.response(
      #"{"/data/members": 2, "/data/person[1]/first_name": "Ana"}"#, on: ana, in: folder)
    try hand(ana, to: beto)
  }

  private func hand(_ from: String, to: String) throws {
    let bundle = folder.path("\(UUID().uuidString).bundle")
    let written = try campo("bundle", "export", from, "-o", bundle)
    let taken = try campo("bundle", "import", to, bundle)
    guard written.status == 0, taken.status == 0 else { throw CommandFailed(result: taken) }
  }

  private func correct(_ store: String, members: Int) throws {
    let result = try campo(
      "interview", store, form, "--response", id, "--answers", "-",
      input: #"{"/data/members": \#(members)}"#)
    guard result.status == 0 else { throw CommandFailed(result: result) }
  }

  private func members(in store: String) throws -> String? {
    let shown = try campo("show", store, id, "--format", "json").object()
    let answers = shown["answers"] as? [[String: Any]] ?? []
    return answers.first { $0["path"] as? String == "/data/members" }?["value"] as? String
  }

  private func conflicts(in store: String) throws -> [[String: Any]] {
    try campo("conflicts", store, "--format", "json").array()
  }

  private func disagree() throws {
    try correct(ana, members: 3)
    try correct(beto, members: 4)
    try hand(ana, to: luz)
    try hand(beto, to: luz)
  }

  @Test func bothAnswersAreKeptUntilOneIsChosen() throws {
    try disagree()
    let conflict = try #require(try conflicts(in: luz).first)
    #expect(conflict["response"] as? String == id)
    #expect(conflict["path"] as? String == "/data/members")
    let options = try #require(conflict["options"] as? [[String: Any]])
    #expect(Set(options.compactMap { $0["value"] as? String }) == ["3", "4"])
    #expect(Set(options.compactMap { $0["author"] as? String }) == ["ana", "beto"])
    #expect(options.compactMap { $0["n"] as? Int } == [1, 2])
    let chosen = try #require(options.first { $0["value"] as? String == "3" }?["n"] as? Int)
    let settled = try campo(
      "resolve", luz, id, "/data/members", "--choose", String(chosen), "--comment", "Por teléfono")
    #expect(settled.status == 0, "\(settled.errors)")
    #expect(try conflicts(in: luz).isEmpty)
    try hand(luz, to: ana)
    try hand(luz, to: beto)
    for store in [ana, beto, luz] {
      #expect(try members(in: store) == "3")
      #expect(try conflicts(in: store).isEmpty)
    }
  }

  @Test func whatArrivedAfterTheListIsNotSettledUnseen() throws {
    try disagree()
    #expect(try conflicts(in: luz).count == 1)
    let carla = try SampleSurvey.device("carla", in: folder)
    let bundle = folder.path("first.bundle")
    // Carla works on what Ana had at the beginning, and hands over after Luz has looked.
    #expect(try campo("bundle", "export", ana, "-o", bundle).status == 0)
    #expect(try campo("bundle", "import", carla, bundle).status == 0)
    try correct(carla, members: 9)
    try correct(ana, members: 8)
    try hand(ana, to: luz)
    try hand(carla, to: luz)
    let settled = try campo(
      "resolve", luz, id, "/data/members", "--value", "5", "--comment", "Vi la lista")
    #expect(settled.status == 0, "\(settled.errors)")
    let options = try #require(try conflicts(in: luz).first?["options"] as? [[String: Any]])
    #expect(Set(options.compactMap { $0["value"] as? String }).isSuperset(of: ["5", "8", "9"]))
  }

  /// What a person types after the list belongs to what the next list shows, and to nothing that was
  /// chosen before.
  @Test func anAnswerThatTheListDidNotShowIsNeverSettledAway() throws {
    try disagree()
    let shown = try #require(try conflicts(in: luz).first?["options"] as? [[String: Any]])
    let first = try #require(shown[0]["value"] as? String)
    let other = try #require(shown[1]["value"] as? String)
    try correct(luz, members: 8)
    for _ in ["waiting", "sealed meanwhile"] {
      let refused = try campo(
        "resolve", luz, id, "/data/members", "--choose", "2", "--comment", "x", "--lang", "en")
      #expect(refused.status == 1, "\(refused.output)")
      #expect(refused.errors.contains("STORE-ANSWERED-SINCE"), "\(refused.errors)")
      #expect(refused.errors.contains("/data/members"), "\(refused.errors)")
      try hand(luz, to: ana)
    }
    // Its place is not taken by the other one.
    let gone = try campo("resolve", luz, id, "/data/members", "--choose", "1", "--comment", "x")
    #expect(gone.status == 1 && gone.errors.contains("CLIENT-NO-OPTION"), "\(gone.errors)")
    let again = try #require(try conflicts(in: luz).first?["options"] as? [[String: Any]])
    #expect(Set(again.compactMap { $0["value"] as? String }) == [other, "8"], "not \(first)")
    let chosen = try #require(again.first { $0["value"] as? String == "8" }?["n"] as? Int)
    let settled = try campo(
      "resolve", luz, id, "/data/members", "--choose", String(chosen), "--comment", "Los conté")
    #expect(settled.status == 0, "\(settled.errors)")
    #expect(try members(in: luz) == "8")
  }

  @Test func wrongChoicesAreRefused() throws {
    try disagree()
    let outside = try campo("resolve", luz, id, "/data/members", "--choose", "7", "--comment", "x")
    #expect(outside.status == 1 && outside.errors.contains("CLIENT-NO-OPTION"))
    let elsewhere = try campo("resolve", luz, id, "/data/income", "--choose", "1", "--comment", "x")
    #expect(elsewhere.status == 1 && elsewhere.errors.contains("CLIENT-NO-CONFLICT"))
    let mute = try campo("resolve", luz, id, "/data/members", "--choose", "1", "--comment", " ")
    #expect(mute.status == 1 && mute.errors.contains("CLIENT-NO-COMMENT"))
    let both = try campo(
      "resolve", luz, id, "/data/members", "--choose", "1", "--value", "2", "--comment", "x")
    #expect(both.status == 2)
    #expect(try conflicts(in: luz).count == 1)
  }

  @Test(arguments: [("--value", "abc"), ("--value", "3.5"), ("--missing", "refused")])
  func whatIsNoAnswerSettlesNothing(_ option: String, _ text: String) throws {
    try disagree()
    let refused = try campo(
      "resolve", luz, id, "/data/members", option, text, "--comment", "x", "--lang", "es")
    #expect(refused.status == 1 && refused.errors.contains("CLIENT-BAD-VALUE"), "\(refused.errors)")
    #expect(refused.errors.contains("/data/members"), "\(refused.errors)")
    #expect(try conflicts(in: luz).count == 1)
  }

  /// As in an interview, where it stands for the supervisor to see.
  @Test func aValueThatBreaksARuleIsKeptAndSaid() throws {
    try disagree()
    let settled = try campo(
      "resolve", luz, id, "/data/members", "--value", "31", "--comment", "Los conté", "--lang", "es"
    )
    #expect(settled.status == 0 && settled.output.contains("! /data/members: Entre 1 y 30."))
    #expect(try members(in: luz) == "31")
  }

  @Test func aFirstRowIsFoundWithoutItsNumber() throws {
    for (store, name) in [(ana, "Anna"), (beto, "Ana María")] {
      let result = try campo(
        "interview", store, form, "--response", id, "--answers", "-",
        input: #"{"/data/person[1]/first_name": "\#(name)"}"#)
      #expect(result.status == 0)
      try hand(store, to: luz)
    }
    #expect(try conflicts(in: luz).first?["path"] as? String == "/data/person[1]/first_name")
    let settled = try campo(
      "resolve", luz, id, "/data/person/first_name", "--value", "Ana", "--comment", "Vi el DUI")
    #expect(settled.status == 0, "\(settled.errors)")
    #expect(try conflicts(in: luz).isEmpty)
  }

  @Test func aChoiceOutsideTheListSettlesNothing() throws {
    for (store, water) in [(ana, "yes"), (beto, "no")] {
      let result = try campo(
        "interview", store, form, "--response", id, "--answers", "-",
        input: #"{"/data/home/water": "\#(water)"}"#)
      #expect(result.status == 0)
      try hand(store, to: luz)
    }
    let path = "/data/home/water"
    let refused = try campo("resolve", luz, id, path, "--value", "perhaps", "--comment", "x")
    #expect(refused.status == 1 && refused.errors.contains("CLIENT-BAD-VALUE"), "\(refused.errors)")
    let settled = try campo("resolve", luz, id, path, "--missing", "refused", "--comment", "x")
    #expect(settled.status == 0, "\(settled.errors)")
  }

  @Test func whatWaitsForSomebodyIsNotApprovedUnasked() throws {
    try disagree()
    let open = try campo("approve", luz, id, "--lang", "en")
    #expect(open.status == 1 && open.errors.contains("CLIENT-NOT-APPROVABLE"), "\(open.errors)")
    #expect(open.errors.contains("campo conflicts"), "\(open.errors)")
    let settled = try campo("resolve", luz, id, "/data/members", "--choose", "1", "--comment", "x")
    #expect(settled.status == 0, "\(settled.errors)")
    let unfinished = try campo("approve", luz, id, "--lang", "en")
    #expect(unfinished.status == 1 && unfinished.errors.contains("not finished"))
    #expect(try campo("approve", luz, id, "--force").status == 0)
    #expect(try campo("void", luz, id, "--comment", "De prueba").status == 0)
    let voided = try campo("approve", luz, id, "--lang", "en")
    #expect(voided.status == 1 && voided.errors.contains("is voided"), "\(voided.errors)")
    #expect(
      try campo("list", luz, "--format", "json").array()[0]["status"] as? String == "voided")
  }

  @Test func bundlesAreMergedWithoutAStore() throws {
    try correct(ana, members: 3)
    try correct(beto, members: 4)
    let (one, two, both) = (folder.path("1"), folder.path("2"), folder.path("both.bundle"))
    #expect(try campo("bundle", "export", ana, "-o", one).status == 0)
    #expect(try campo("bundle", "export", beto, "-o", two).status == 0)
    let merged = try campo("bundle", "merge", one, two, one, "-o", both)
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(merged.output.contains("1 conflicto"))
    let inspected = try campo("bundle", "inspect", both, "--format", "json").object()
    let responses = try #require(inspected["responses"] as? [[String: Any]])
    #expect(responses.count == 1 && responses[0]["conflicts"] as? Int == 1)
    #expect(try campo("bundle", "import", luz, both).status == 0)
    #expect(try conflicts(in: luz).count == 1)
  }

  @Test func decisionsAreTheSupervisorsAndGoStale() throws {
    try hand(ana, to: luz)
    let own = try campo("approve", ana, id, "--comment", "x")
    #expect(own.status == 1 && own.errors.contains("STORE-ROLE"))
    #expect(try campo("reject", luz, id).status == 2)
    #expect(try campo("reject", luz, id, "--comment", "Falta la edad").status == 0)
    #expect(
      try campo("list", luz, "--format", "json").array()[0]["status"] as? String == "rejected")
    #expect(try campo("approve", luz, id, "--comment", "Revisada").status == 0)
    try correct(ana, members: 3)
    try hand(ana, to: luz)
    let listed = try campo("list", luz, "--format", "json").array()[0]
    #expect(listed["status"] as? String == "approved")
    #expect(listed["stale"] as? Bool == true)
    #expect(listed["round"] as? Int == 2)
    let decisions = try #require(
      try campo("show", luz, id, "--format", "json").object()["decisions"] as? [[String: Any]])
    #expect(decisions.compactMap { $0["kind"] as? String } == ["reject", "approve"])
    #expect(decisions[0]["comment"] as? String == "Falta la edad")
  }
}
