internal import CFFmpeg
import Geometry

/// The song on its way into a film.
protocol SongTrack: AnyObject {
  /// Writes sound up to a moment of the film, in seconds; a little more may go out.
  func write(untilSeconds end: Double) throws
  /// Writes what is missing to the film's end.
  func finish(seconds: Double) throws
}

/// Copies the song's packets where the container may carry them and the song lasts from the film's start to its end; else decodes
/// it, cuts it or adds silence to the sample, and encodes it as AAC.
func openSongTrack(_ song: Song, _ settings: FilmSettings, _ muxer: Muxer) throws -> any SongTrack {
  let rate = settings.framesPerSecond
  let seconds = Double(settings.frameCount * rate.denominator) / Double(rate.numerator)
  if song.start == 0, try canCopy(song.path, seconds, muxer.formatName) {
    return try SongCopy(song.path, muxer)
  }
  return try SongEncoding(song, muxer)
}

private func canCopy(_ path: String, _ seconds: Double, _ container: String) throws -> Bool {
  let demuxer = try Demuxer(path, .audio)
  var carried = [AV_CODEC_ID_AAC, AV_CODEC_ID_MP3, AV_CODEC_ID_ALAC, AV_CODEC_ID_AC3]
  carried += container == "mov" ? [AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S24LE] : [AV_CODEC_ID_EAC3]
  let codec = demuxer.stream.pointee.codecpar.pointee.codec_id
  guard carried.contains(codec) else { return false }
  let packet = try Packet()
  var end = 0.0
  while end < seconds, demuxer.next(packet) {
    guard packet.pointer.pointee.pts != everzoomNoTimestamp else { return false }
    end = demuxer.seconds(packet.pointer.pointee.pts &+ packet.pointer.pointee.duration)
  }
  return end >= seconds
}

extension Demuxer {
  /// The stream's ticks at which its first sound or picture is due.
  var startTime: Int64 {
    stream.pointee.start_time == everzoomNoTimestamp ? 0 : stream.pointee.start_time
  }

  /// Seconds since the stream's start.
  func seconds(_ time: Int64) -> Double {
    Double(time &- startTime) * Double(stream.pointee.time_base.num) / Double(stream.pointee.time_base.den)
  }
}

/// Copies packets as they are, from the song's start.
private final class SongCopy: SongTrack {
  private let demuxer: Demuxer
  private let muxer: Muxer
  private let track: UnsafeMutablePointer<AVStream>
  private let packet: Packet
  /// Whether the packet at hand waits for its time.
  private var hasPacket = false
  private var isEnded = false

  init(_ path: String, _ muxer: Muxer) throws {
    self.muxer = muxer
    demuxer = try Demuxer(path, .audio)
    packet = try Packet()
    track = try muxer.addTrack(copying: demuxer.stream)
  }

  func write(untilSeconds end: Double) throws {
    while !isEnded {
      if !hasPacket && !demuxer.next(packet) {
        isEnded = true
        return
      }
      hasPacket = true
      guard demuxer.seconds(packet.pointer.pointee.pts) < end else { return }
      packet.pointer.pointee.pts &-= demuxer.startTime
      packet.pointer.pointee.dts = packet.pointer.pointee.pts
      try muxer.write(packet, demuxer.stream.pointee.time_base, track)
      hasPacket = false
    }
  }

  func finish(seconds: Double) throws { try write(untilSeconds: seconds) }
}

/// Decodes the song and encodes it as AAC: from a moment of the song on, with silence after its end.
private final class SongEncoding: SongTrack {
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
