import Campo
import CurlTransport
import Foundation
import Interviewing
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Synchronization
import Testing

/// The built `campo-server` over TLS, with an authority that only these devices trust.
@Suite(.serialized, .enabled(if: TestAuthority.isPossible, "needs the openssl command"))
struct TLSTests {
  let folder: TemporaryFolder
  let authority: TestAuthority

  init() throws {
    folder = try TemporaryFolder()
    authority = try TestAuthority(in: folder.path)
  }

  private func serve(_ name: String = "server") throws -> ServerProcess {
    let (certificate, key) = try authority.makeCertificate(name)
    return try ServerProcess(
      data: folder.path + "/server", options: ["--certificate", certificate, "--key", key])
  }

  private func code(_ server: ServerProcess, _ name: String) throws -> String {
    try ServerBinary.run(
      "enroll", "--data", server.data, "--name", name, "--role", "enumerator", "--area", "S-01")
  }

  @Test func aDeviceThatTrustsTheAuthorityEnrolsAndSyncs() async throws {
    let server = try serve()
    #expect(server.url.hasPrefix("https://"))
    let file = folder.path + "/edades.yaml"
    try questionnaire.write(toFile: file, atomically: true, encoding: .utf8)
    let definition = try ServerBinary.run("publish", "--data", server.data, file)
      .split(whereSeparator: { !$0.isHexDigit }).first { $0.count == 64 }
    let ana = try await SurveyClient.enrol(
      at: folder.path + "/ana", server: server.url, code: try code(server, "ana"),
      network: NetworkSettings(authorityFile: authority.certificate))
    _ = try await ana.sync()
    let id = try ana.collect(String(try #require(definition)), ["name": "Rosa", "age": "34"])
    let report = try await ana.sync()
    #expect(report.sent == 1 && report.waiting == 0)
    #expect(try ana.verdict(on: id)?.state == .valid)
  }

  @Test func whoAsksAnHTTPSPortInTheClearIsToldItsAddress() async throws {
    let server = try serve()
    let code = try code(server, "ana")
    await #expect(throws: SyncError.cutInTheClear(host: "127.0.0.1:\(server.port)")) {
      try await SurveyClient.enrol(
        at: folder.path + "/ana", server: "http://127.0.0.1:\(server.port)", code: code)
    }
    #expect(
      SyncError.cutInTheClear(host: "h:1").message.spanish.contains("https://h:1"))
  }

  /// A device that knows the server and its questionnaire, and what passes between them.
  private func watchedDevice() async throws -> (FaultProxy, ServerProcess, SurveyClient, String) {
    let server = try serve()
    let file = folder.path + "/edades.yaml"
    try questionnaire.write(toFile: file, atomically: true, encoding: .utf8)
    let definition = try ServerBinary.run("publish", "--data", server.data, file)
      .split(whereSeparator: { !$0.isHexDigit }).first { $0.count == 64 }
    let proxy = try FaultProxy(to: server.port)
    let ana = try await SurveyClient.enrol(
      at: folder.path + "/ana", server: "https://127.0.0.1:\(proxy.port)",
      code: try code(server, "ana"),
      network: NetworkSettings(authorityFile: authority.certificate))
    _ = try await ana.sync()
    return (proxy, server, ana, String(try #require(definition)))
  }

  /// The sizes of the encrypted records of TLS.
  private func encryptedRecords(_ bytes: [UInt8]) -> [Int] {
    var sizes: [Int] = []
    var rest = bytes[...]
    while rest.count >= 5 {
      let size = 5 + Int(rest[rest.startIndex + 3]) << 8 + Int(rest[rest.startIndex + 4])
      if rest.first == 23 { sizes.append(size) }
      rest = rest.dropFirst(size)
    }
    return sizes
  }

  @Test func whatTheServerWritesTogetherIsOneRecord() async throws {
    let (proxy, server, ana, _) = try await watchedDevice()
    _ = proxy.takePassed()
    _ = try await ana.sync()
    let sizes = encryptedRecords(proxy.takePassed().down)
    // The handshake, its tickets, the settings with what they acknowledge, the answer, the end.
    #expect((4...5).contains(sizes.count))
    _ = server
  }

  /// The bytes of the encrypted records of a synchronization, both ways, but for the handshake's.
  private func bytesOfASync(_ ana: SurveyClient, over proxy: FaultProxy) async throws -> Int {
    _ = proxy.takePassed()
    _ = try await ana.sync()
    let passed = proxy.takePassed()
    // The first encrypted record of ours ends the handshake, and two of the server's are of it.
    return encryptedRecords(passed.up).dropFirst().reduce(0, +)
      + encryptedRecords(passed.down).dropFirst(2).reduce(0, +)
  }

  @Test func anEditedAnswerTakesFewBytesAtTheSocket() async throws {
    let (proxy, server, ana, definition) = try await watchedDevice()
    let id = try ana.collect(definition, ["name": "Rosa", "age": "34"])
    _ = try await ana.sync()
    try ana.store.save(
      [(.answer(AnswerKey(question: "/data/age")), .text("35"))], to: id, author: ana.author,
      shown: ana.store.load(id).record)
    #expect(try await bytesOfASync(ana, over: proxy) <= 720)
    #expect(try ana.store.unacknowledgedCount() == 0)
    _ = server
  }

  @Test func aHundredNewResponsesTakeFewBytesBesideThemselves() async throws {
    let (proxy, server, ana, definition) = try await watchedDevice()
    try ana.collect(definition, ["name": "Rosa", "age": "34"])
    _ = try await ana.sync()
    var random = SeededGenerator(seed: 7)
    for age in 0..<100 {
      // As long as an interview of a household is, packed.
      let name = (0..<24).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
      try ana.collect(definition, ["name": name, "age": "\(age)"])
    }
    let payload = Mutex(0)
    _ = proxy.takePassed()
    _ = try await ana.sync { event in
      if case .sending(_, let bytes) = event { payload.withLock { $0 += bytes } }
    }
    let passed = proxy.takePassed()
    let bytes =
      encryptedRecords(passed.up).dropFirst().reduce(0, +)
      + encryptedRecords(passed.down).dropFirst(2).reduce(0, +)
    #expect(bytes - payload.withLock { $0 } <= 700)
    _ = server
  }

  @Test func nothingToDoTakesFewBytesAtTheSocket() async throws {
    let (proxy, server, ana, definition) = try await watchedDevice()
    try ana.collect(definition, ["name": "Rosa", "age": "34"])
    _ = try await ana.sync()
    let bytes = try await bytesOfASync(ana, over: proxy)
    #expect(bytes > 0 && bytes <= 450)
    _ = server
  }

  /// Who seals for longer than a connection without a word lasts.
  @Test func aRequestThatWasBegunAndLostIsMadeAnew() async throws {
    let (proxy, server, ana, _) = try await watchedDevice()
    _ = try await ana.sync()
    var settings = TransportSettings()
    settings.authorityFile = authority.certificate
    settings.stalledSeconds = 5
    let link = SyncEndpoint(
      server: "https://127.0.0.1:\(proxy.port)", token: try ana.store.setting(.token),
      settings: settings)
    link.open()
    while link.traffic.bytesSent == 0 { try await Task.sleep(for: .milliseconds(10)) }
    var run = SyncRun(ana.store, over: link, pause: { _ in })
    #expect(try await run.run().exchanges == 1)
    _ = server
  }

  @Test(arguments: ["h2", "http/1.1"])
  func theServerSpeaksBothProtocols(_ name: String) throws {
    let server = try serve()
    let said = try TestAuthority.run([
      "s_client", "-connect", "127.0.0.1:\(server.port)", "-CAfile", authority.certificate, "-alpn",
      name,
    ])
    #expect(said.contains("ALPN protocol: \(name)"))
    #expect(said.contains("Verify return code: 0 (ok)"))
  }

  @Test func whoDoesNotTrustTheAuthoritySendsNothing() async throws {
    let server = try serve()
    let code = try code(server, "ana")
    await #expect {
      try await SurveyClient.enrol(at: folder.path + "/ana", server: server.url, code: code)
    } throws: {
      ($0 as? SyncError)?.code == "NET-CERTIFICATE"
    }
    // The code was not spent.
    _ = try await SurveyClient.enrol(
      at: folder.path + "/ana", server: server.url, code: code,
      network: NetworkSettings(authorityFile: authority.certificate))
  }

  @Test func filesThatDoNotServeAreNamed() throws {
    let (certificate, key) = try authority.makeCertificate("server")
    let other = try authority.makeCertificate("other").key
    let empty = folder.path + "/empty.pem"
    try "".write(toFile: empty, atomically: true, encoding: .utf8)
    let missing = folder.path + "/missing.pem"
    for (files, code, path) in [
      ([missing, key], "SERVER-CERTIFICATE", missing), ([key, key], "SERVER-CERTIFICATE", key),
      ([empty, key], "SERVER-CERTIFICATE", empty), ([certificate, missing], "SERVER-KEY", missing),
      ([certificate, certificate], "SERVER-KEY", certificate),
      ([certificate, other], "SERVER-KEY-MISMATCH", other),
    ] {
      #expect {
        try ServerBinary.run(
          "run", "--data", folder.path + "/server", "--listen", "127.0.0.1:0", "--certificate",
          files[0],
          "--key", files[1])
      } throws: { error in
        let said = (error as? ServerBinary.Failed)?.errors ?? ""
        return said.contains(code) && said.contains(path)
      }
    }
    #expect {
      try ServerBinary.run("run", "--data", folder.path + "/server", "--certificate", certificate)
    } throws: {
      ($0 as? ServerBinary.Failed)?.errors.contains("--key") == true
    }
  }
}
