internal import CFFmpeg

/// Decodes the song and encodes it as AAC: from a moment of the song on, with silence after its end.
final class SongEncoding: SongTrack {
  private let samples: SongSamples
  private let muxer: Muxer
  private let encoder: Encoder
  private let track: UnsafeMutablePointer<AVStream>
  private var written = 0

  init(_ song: Song, _ muxer: Muxer) throws {
    self.muxer = muxer
    let samples = try SongSamples(song)
    self.samples = samples
    encoder = try Encoder(AV_CODEC_ID_AAC, "AAC") { context in
      context.pointee.sample_rate = Int32(samples.rate)
      context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      av_channel_layout_default(&context.pointee.ch_layout, Int32(samples.channels))
      context.pointee.time_base = AVRational(num: 1, den: Int32(samples.rate))
      context.pointee.bit_rate = Int64(96000 * samples.channels)
      context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
      return []
    }
    track = try muxer.addTrack(encoder)
  }

  private var blockSize: Int { Int(encoder.context.pointee.frame_size) }

  func write(untilSeconds end: Double) throws {
    while written + blockSize <= Int((end * Double(samples.rate)).rounded()) { try encode(blockSize) }
  }

  func finish(seconds: Double) throws {
    try write(untilSeconds: seconds)
    let rest = Int((seconds * Double(samples.rate)).rounded()) - written
    if rest > 0 { try encode(rest) }
    try send(nil)
  }

  private func encode(_ count: Int) throws {
    let frame = try Frame()
    frame.pointer.pointee.nb_samples = Int32(count)
    frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    frame.pointer.pointee.sample_rate = Int32(samples.rate)
    av_channel_layout_default(&frame.pointer.pointee.ch_layout, Int32(samples.channels))
    try check(av_frame_get_buffer(frame.pointer, 0), "av_frame_get_buffer")
    for (channel, block) in try samples.next(count).enumerated() {
      UnsafeMutableRawPointer(frame.base(channel)).copyMemory(from: block, byteCount: 4 * count)
    }
    frame.pointer.pointee.pts = Int64(written)
    try send(frame)
    written += count
  }

  private func send(_ frame: Frame?) throws {
    try encoder.encode(frame) { try muxer.write($0, encoder.context.pointee.time_base, track) }
  }
}
