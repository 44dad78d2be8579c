internal import CFFmpeg
import Glibc

/// Owns an AVCodecContext that decodes.
final class Decoder {
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let path: String

  /// A decoder for stills, which takes a whole file as one packet and refuses what is damaged.
  static func still(_ codec: AVCodecID, _ path: String) throws -> Decoder {
    let decoder = try Decoder(codec, path)
    // To FFmpeg's TIFF reader every tag that it does not know is damage.
    let refusal = codec == AV_CODEC_ID_TIFF ? 0 : AV_EF_EXPLODE
    decoder.context.pointee.err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | refusal
    decoder.context.pointee.thread_count = 1
    try decoder.start()
    return decoder
  }

  /// A decoder for a stream of a container.
  static func stream(_ stream: UnsafePointer<AVStream>, _ path: String) throws -> Decoder {
    let parameters = stream.pointee.codecpar!
    let decoder = try Decoder(parameters.pointee.codec_id, path)
    try check(avcodec_parameters_to_context(decoder.context, parameters), "avcodec_parameters_to_context")
    decoder.context.pointee.pkt_timebase = stream.pointee.time_base
    decoder.context.pointee.thread_count = Int32(min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    try decoder.start()
    return decoder
  }

  private init(_ codec: AVCodecID, _ path: String) throws {
    self.path = path
    guard let found = avcodec_find_decoder(codec) else {
      throw MediaError(
        .unsupported,
        "\(path) is coded as \(String(cString: avcodec_get_name(codec))), for which this FFmpeg has no decoder. "
          + "Convert it to H.264 or PNG first.")
    }
    context = try made(avcodec_alloc_context3(found), "avcodec_alloc_context3")
    // The same samples on every machine: no inverse transforms that round in their own ways.
    context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  private func start() throws {
    let code = avcodec_open2(context, nil, nil)
    guard code >= 0 else { throw MediaError.reading(path, code) }
  }

  /// Hands in one packet; nil at the end of the stream. False if the decoder finds the packet damaged.
  func send(_ packet: Packet?) throws -> Bool {
    let code = avcodec_send_packet(context, packet?.pointer)
    if code == -ENOMEM { throw MediaError.fault("avcodec_send_packet", code) }
    return code >= 0
  }

  /// The next picture, if one is ready. Damaged ones are passed over; `lastError` tells of them.
  func receive(into frame: Frame) throws -> Bool {
    for _ in 0..<64 {
      let code = avcodec_receive_frame(context, frame.pointer)
      if code >= 0 { return true }
      if code == everzoomErrorTryAgain || code == everzoomErrorEndOfFile { return false }
      if code == -ENOMEM { throw MediaError.fault("avcodec_receive_frame", code) }
      lastError = code
    }
    return false
  }

  private(set) var lastError: Int32 = 0

  /// Forgets everything, as before a seek.
  func flush() { avcodec_flush_buffers(context) }
}
