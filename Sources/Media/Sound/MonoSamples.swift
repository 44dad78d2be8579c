internal import CFFmpeg

/// The samples of a song from its start to its end, as one channel at a rate that is asked for: the mean of all channels,
/// block by block, so that a song may be of any length.
package final class MonoSamples {
  /// Samples a second.
  package let rate: Int

  private let demuxer: Demuxer
  private let decoder: Decoder
  private let packet: Packet
  private let frame: Frame
  private var resampler: OpaquePointer?
  private var isDrained = false

  /// Throws `MediaError` where the file has no sound.
  package init(_ path: String, rate: Int) throws {
    LastLogLine.listen()
    self.rate = rate
    demuxer = try Demuxer(path, .audio)
    decoder = try Decoder.stream(demuxer.stream, path)
    packet = try Packet()
    frame = try Frame()
  }

  deinit { swr_free(&resampler) }

  /// The next samples, some thousands at most; nil at the song's end. What is no number is silence, and nothing is louder
  /// than 16.
  package func next() throws -> [Float]? {
    while true {
      if try decoder.receive(into: frame) {
        if case let block = try resample(frame), !block.isEmpty { return block }
      } else if isDrained {
        guard resampler != nil, case let rest = try resample(nil), !rest.isEmpty else { return nil }
        return rest
      } else if demuxer.next(packet) {
        _ = try decoder.send(packet)
      } else {
        isDrained = true
        _ = try decoder.send(nil)
      }
    }
  }

  /// Nil at the end, for what the resampler still holds.
  private func resample(_ frame: Frame?) throws -> [Float] {
    let out = try Frame()
    out.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    out.pointer.pointee.sample_rate = Int32(rate)
    av_channel_layout_default(&out.pointer.pointee.ch_layout, 1)
    frame?.nameChannels()
    if resampler == nil {
      resampler = try made(swr_alloc(), "swr_alloc")
      // The mean, not a sum that is louder than either channel.
      try check(av_opt_set_double(UnsafeMutableRawPointer(resampler), "rematrix_maxval", 1, 0), "av_opt_set_double")
    }
    let code = swr_convert_frame(resampler, out.pointer, frame?.pointer)
    if code == everzoomErrorInputChanged {
      swr_free(&resampler)
      return try resample(frame)
    }
    try check(code, "swr_convert_frame")
    let count = Int(out.pointer.pointee.nb_samples)
    guard count > 0 else { return [] }
    let samples = UnsafeRawPointer(out.base(0)).assumingMemoryBound(to: Float.self)
    return (0..<count).map { samples[$0].isNaN ? 0 : min(max(samples[$0], -16), 16) }
  }
}
