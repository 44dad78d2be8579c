internal import CFFmpeg

/// Owns an AVPacket.
final class Packet {
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws { pointer = try made(av_packet_alloc(), "av_packet_alloc") }

  /// A packet with a copy of the bytes.
  convenience init(_ bytes: [UInt8]) throws {
    try self.init()
    try check(av_new_packet(pointer, Int32(clamping: bytes.count)), "av_new_packet")
    bytes.withUnsafeBufferPointer { pointer.pointee.data.update(from: $0.baseAddress!, count: $0.count) }
  }

  deinit {
    var packet: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&packet)
  }

  func clear() { av_packet_unref(pointer) }
}
