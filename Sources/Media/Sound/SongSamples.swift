internal import CFFmpeg

/// The samples of a song from a moment on: one or two channels of Float, and silence without end after its end.
final class SongSamples {
  /// Samples a second: the song's own where AAC knows it, else 48000.
  let rate: Int
  /// 1, or 2 for everything that is more.
  let channels: Int

  private let demuxer: Demuxer
  private let decoder: Decoder
  private let packet: Packet
  private var resampler: OpaquePointer?
  /// Decoded and not yet asked for, by channel.
  private var waiting: [[Float]]
  /// Samples before the moment, still to be passed over.
  private var toSkip: Int
  private var isDrained = false

  init(_ song: Song) throws {
    LastLogLine.listen()
    demuxer = try Demuxer(song.path, .audio)
    decoder = try Decoder.stream(demuxer.stream, song.path)
    packet = try Packet()
    let parameters = demuxer.stream.pointee.codecpar.pointee
    rate = Self.aacRates.contains(Int(parameters.sample_rate)) ? Int(parameters.sample_rate) : 48000
    channels = parameters.ch_layout.nb_channels == 1 ? 1 : 2
    waiting = Array(repeating: [], count: channels)
    toSkip = Int((song.start * Double(rate)).rounded())
    try decode(atLeast: 1)
    if waiting[0].isEmpty && song.start == 0 {
      throw MediaError(
        .badInput, "\(song.path) has no sound that decodes. Copy or make it again, or name another song.")
    }
    if waiting[0].isEmpty {
      throw MediaError(
        .badInput,
        "\(song.path) has no sound from \(song.start) seconds on, where the film begins. Give an earlier start, or a longer song."
      )
    }
  }

  deinit { swr_free(&resampler) }

  private static let aacRates = [
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
  ]

  /// The next samples, by channel.
  func next(_ count: Int) throws -> [[Float]] {
    try decode(atLeast: count)
    for channel in 0..<channels where waiting[channel].count < count {
      waiting[channel] += Array(repeating: 0, count: count - waiting[channel].count)
    }
    let block = waiting.map { Array($0[..<count]) }
    for channel in 0..<channels { waiting[channel].removeFirst(count) }
    return block
  }

  private func decode(atLeast count: Int) throws {
    let frame = try Frame()
    while waiting[0].count < count {
      if try decoder.receive(into: frame) {
        try resample(frame)
      } else if isDrained {
        return
      } else if demuxer.next(packet) {
        _ = try decoder.send(packet)
      } else {
        isDrained = true
        _ = try decoder.send(nil)
        while try decoder.receive(into: frame) { try resample(frame) }
        if resampler != nil { try resample(nil) }
      }
    }
  }

  /// Nil at the end, for what the resampler still holds.
  private func resample(_ frame: Frame?) throws {
    let out = try Frame()
    out.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    out.pointer.pointee.sample_rate = Int32(rate)
    av_channel_layout_default(&out.pointer.pointee.ch_layout, Int32(channels))
    frame?.nameChannels()
    if resampler == nil { resampler = try made(swr_alloc(), "swr_alloc") }
    let code = swr_convert_frame(resampler, out.pointer, frame?.pointer)
    if code == everzoomErrorInputChanged {
      swr_free(&resampler)
      return try resample(frame)
    }
    try check(code, "swr_convert_frame")
    take(out)
  }

  private func take(_ out: Frame) {
    let count = Int(out.pointer.pointee.nb_samples)
    let skipped = min(count, toSkip)
    toSkip -= skipped
    guard skipped < count else { return }
    for channel in 0..<channels {
      let samples = UnsafeRawPointer(out.base(channel)).assumingMemoryBound(to: Float.self)
      waiting[channel] += UnsafeBufferPointer(start: samples + skipped, count: count - skipped)
    }
  }
}
