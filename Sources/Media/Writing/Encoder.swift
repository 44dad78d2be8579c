internal import CFFmpeg

/// Owns an AVCodecContext that encodes.
final class Encoder {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let packet: Packet

  /// The body describes what is to be encoded, and gives the encoder's own options.
  init(
    _ codec: UnsafePointer<AVCodec>, _ describe: (UnsafeMutablePointer<AVCodecContext>) throws -> [(String, String)]
  ) throws {
    packet = try Packet()
    context = try made(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
    let options = Options(try describe(context))
    let code = avcodec_open2(context, codec, &options.pointer)
    guard code >= 0 else { throw MediaError.fault("avcodec_open2", code) }
  }

  convenience init(
    _ codec: AVCodecID, _ name: String,
    _ describe: (UnsafeMutablePointer<AVCodecContext>) throws -> [(String, String)]
  ) throws {
    guard let found = avcodec_find_encoder(codec) else {
      throw MediaError(.unsupported, "This FFmpeg has no \(name) encoder. Install one that has.")
    }
    try self.init(found, describe)
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  /// Hands in a frame, or nil at the end, and hands on the packets that are ready.
  func encode(_ frame: Frame?, _ take: (Packet) throws -> Void) throws {
    try check(avcodec_send_frame(context, frame?.pointer), "avcodec_send_frame")
    while true {
      let code = avcodec_receive_packet(context, packet.pointer)
      if code == everzoomErrorTryAgain || code == everzoomErrorEndOfFile { return }
      try check(code, "avcodec_receive_packet")
      try take(packet)
    }
  }
}
