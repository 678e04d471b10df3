import NIOCore

/// Hands on in one piece what is written until a flush: TLS makes a record of each piece, and a record
/// costs 22 bytes.
///
/// What is flushed while bytes are taken in waits until that is done, and the first flush waits for the
/// client's first bytes, which no client holds back: the settings of HTTP/2 go out with the
/// acknowledgement of the client's own.
final class GatheredWrites: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What a record of TLS holds; larger pieces are handed on as they are.
  private static let recordBytes = 16 << 10

  private var gathered = ByteBuffer()
  private var promises: [EventLoopPromise<Void>] = []
  private var isHolding = true
  private var isFlushWaiting = false

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let piece = unwrapOutboundIn(data)
    if gathered.readableBytes + piece.readableBytes > Self.recordBytes { handOn(context) }
    guard piece.readableBytes <= Self.recordBytes else {
      return context.write(wrapOutboundOut(piece), promise: promise)
    }
    gathered.writeImmutableBuffer(piece)
    if let promise { promises.append(promise) }
  }

  func flush(context: ChannelHandlerContext) {
    isFlushWaiting = true
    if !isHolding { flushNow(context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isHolding = true
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    isHolding = false
    if isFlushWaiting { flushNow(context) }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if isFlushWaiting { flushNow(context) }
    context.close(mode: mode, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    let waiting = promises
    promises = []
    gathered.clear()
    for promise in waiting { promise.fail(ChannelError.ioOnClosedChannel) }
    context.fireChannelInactive()
  }

  private func flushNow(_ context: ChannelHandlerContext) {
    isFlushWaiting = false
    handOn(context)
    context.flush()
  }

  private func handOn(_ context: ChannelHandlerContext) {
    let written = promises
    promises = []
    guard gathered.readableBytes > 0 || !written.isEmpty else { return }
    var promise: EventLoopPromise<Void>?
    if !written.isEmpty {
      let all = context.eventLoop.makePromise(of: Void.self)
      for one in written { all.futureResult.cascade(to: one) }
      promise = all
    }
    let piece = gathered
    gathered = ByteBuffer()
    context.write(wrapOutboundOut(piece), promise: promise)
  }
}
