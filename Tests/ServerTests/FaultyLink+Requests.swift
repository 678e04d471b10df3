import Processes
import Synchronization

/// The faults that befall whole requests.
extension FaultyLink {
  /// Whom a client asked, request by request, until it has no more.
  private func serve(_ client: LoopbackSocket, _ answer: (HTTPMessageBytes) -> [UInt8]?) {
    var rest: [UInt8] = []
    while let request = HTTPMessageBytes(from: client, &rest) {
      note(request.bytes, .toServer)
      guard let bytes = answer(request) else { return }
      note(bytes, .toClient)
      guard client.send(bytes) else { return }
    }
  }

  /// What the server answers to a request over a connection of its own.
  private func ask(_ request: [UInt8]) -> HTTPMessageBytes? {
    guard let upstream = LoopbackSocket.connected(to: server) else { return nil }
    defer { upstream.close() }
    var rest: [UInt8] = []
    guard upstream.send(request) else { return nil }
    return HTTPMessageBytes(from: upstream, &rest)
  }

  func duplicate(_ client: LoopbackSocket, _ order: LinkFault.Order) {
    serve(client) { request in
      let answers = [ask(request.bytes), ask(request.bytes)]
      return (order == .copyFirst ? answers[1] : answers[0])?.bytes
    }
  }

  func hold(_ client: LoopbackSocket) {
    serve(client) { request in
      late.withLock { $0.append(request) }
      return nil
    }
  }

  func overtake(_ client: LoopbackSocket) {
    serve(client) { request in
      let answer = ask(request.bytes)
      let overtaken = late.withLock { late in
        defer { late = [] }
        return late
      }
      for request in overtaken.reversed() { _ = ask(request.bytes) }
      return answer?.bytes
    }
  }

  func rewrite(_ client: LoopbackSocket) {
    let agreed: Set = ["accept-encoding", "content-encoding", "te"]
    serve(client) { request in
      ask(request.rewritten(without: agreed, chunk: 7))?.rewritten(without: agreed, chunk: 5)
    }
  }

  func greet(_ client: LoopbackSocket) {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nlog in"
    var rest: [UInt8] = []
    guard let request = HTTPMessageBytes(from: client, &rest) else { return }
    note(request.bytes, .toServer)
    note(Array(page.utf8), .toClient)
    client.send(page.utf8)
  }
}
