internal import CFFmpeg

/// Owns an AVFrame.
final class Frame {
  let pointer: UnsafeMutablePointer<AVFrame>

  init() throws { pointer = try made(av_frame_alloc(), "av_frame_alloc") }

  /// A frame with memory for a picture.
  convenience init(_ width: Int, _ height: Int, _ format: AVPixelFormat) throws {
    try self.init()
    pointer.pointee.width = Int32(width)
    pointer.pointee.height = Int32(height)
    pointer.pointee.format = format.rawValue
    try check(av_frame_get_buffer(pointer, 64), "av_frame_get_buffer")
  }

  deinit {
    var frame: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&frame)
  }

  var width: Int { Int(pointer.pointee.width) }
  var height: Int { Int(pointer.pointee.height) }
  var pixelFormat: AVPixelFormat { AVPixelFormat(pointer.pointee.format) }

  func base(_ plane: Int) -> UnsafeMutablePointer<UInt8> {
    let data = pointer.pointee.data
    return [data.0, data.1, data.2, data.3][plane]!
  }

  func stride(_ plane: Int) -> Int {
    let lines = pointer.pointee.linesize
    return Int([lines.0, lines.1, lines.2, lines.3][plane])
  }

  func row16(_ plane: Int, _ y: Int) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(base(plane) + y * stride(plane)).assumingMemoryBound(to: UInt16.self)
  }

  /// Gives a sound's channels their usual places where nobody said which they are, as in plain WAV: the resampler would take every such
  /// frame for one of a new kind.
  func nameChannels() {
    guard pointer.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC else { return }
    av_channel_layout_default(&pointer.pointee.ch_layout, pointer.pointee.ch_layout.nb_channels)
  }

  /// The colour profile that came with it.
  var profile: ICCProfile? {
    guard let side = av_frame_get_side_data(pointer, AV_FRAME_DATA_ICC_PROFILE), side.pointee.size > 0 else {
      return nil
    }
    return ICCProfile(Array(UnsafeBufferPointer(start: side.pointee.data, count: Int(side.pointee.size))))
  }
}
