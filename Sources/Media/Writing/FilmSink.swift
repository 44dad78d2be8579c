internal import CFFmpeg
import Geometry
import Glibc
import Imaging

/// Writes MP4 or MOV: H.264 4:2:0 or 4:4:4 tagged BT.709 limited, first frame at 0, index at the front, and the song.
final class FilmSink: FrameSink {
  let format: PictureFormat
  private let settings: FilmSettings
  private let part: Part
  private var muxer: Muxer?
  private let encoder: Encoder
  private let track: UnsafeMutablePointer<AVStream>
  private var songTrack: (any SongTrack)?
  private var written = 0

  init(_ path: String, _ settings: FilmSettings) throws {
    LastLogLine.listen()
    if settings.chroma == .half { try Self.checkSize(settings.size, path) }
    self.settings = settings
    format = PictureFormat(settings.chroma)
    part = try Part(path)
    let muxer = try Muxer(part, format: path.lowercased().hasSuffix(".mov") ? "mov" : "mp4")
    do {
      encoder = try h264Encoder(settings)
      track = try muxer.addTrack(encoder)
      track.pointee.avg_frame_rate = AVRational(settings.framesPerSecond)
      songTrack = try settings.song.map { try openSongTrack($0, settings, muxer) }
      muxer.setMetadata(settings.metadata)
      if let provenance = settings.provenance { muxer.setProvenance(provenance) }
      try muxer.writeHeader()
    } catch {
      muxer.abandon()
      throw error
    }
    self.muxer = muxer
  }

  deinit { cancel() }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    let frame = try Frame(picture)
    frame.pointer.pointee.pts = Int64(written)
    frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    try encode(frame)
    written += 1
  }

  func finish() throws {
    guard let muxer else { return }
    do {
      try encode(nil)
      try songTrack?.finish(seconds: seconds(written))
      try muxer.finish()
    } catch {
      cancel()
      throw error
    }
    self.muxer = nil
    songTrack = nil
  }

  func cancel() {
    muxer?.abandon()
    muxer = nil
    songTrack = nil
  }

  private func encode(_ frame: Frame?) throws {
    guard let muxer else { preconditionFailure("a finished film takes no more frames") }
    try encoder.encode(frame) { packet in
      packet.pointer.pointee.duration = 1
      let decoded = Int(packet.pointer.pointee.dts)
      try muxer.write(packet, encoder.context.pointee.time_base, track)
      try songTrack?.write(untilSeconds: min(seconds(decoded + 1) + 0.5, seconds(settings.frameCount)))
    }
  }

  private func seconds(_ frames: Int) -> Double {
    Double(frames * settings.framesPerSecond.denominator) / Double(settings.framesPerSecond.numerator)
  }

  private static func checkSize(_ size: CanvasSize, _ path: String) throws {
    guard size.width % 2 != 0 || size.height % 2 != 0 else { return }
    let even = (max(2, size.width & ~1), max(2, size.height & ~1))
    throw MediaError(
      .wish,
      "\(path) cannot be \(size): H.264 in 4:2:0 has even sides only. Use \(even.0)x\(even.1), or write PNG or Y4M.")
  }
}

/// libx264: high profile (which a lossless film leaves), closed groups of pictures of two seconds at most, and a lookahead that keeps memory small.
private func h264Encoder(_ settings: FilmSettings) throws -> Encoder {
  guard let codec = avcodec_find_encoder_by_name("libx264") else {
    throw MediaError(.unsupported, "This FFmpeg has no libx264. Install one that has, or write PNG or Y4M.")
  }
  return try Encoder(codec) { context in
    context.pointee.width = Int32(settings.size.width)
    context.pointee.height = Int32(settings.size.height)
    context.pointee.pix_fmt = PictureFormat(settings.chroma).pixelFormat
    context.pointee.time_base = AVRational(settings.framesPerSecond.inverse)
    context.pointee.framerate = AVRational(settings.framesPerSecond)
    context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    context.pointee.color_range = AVCOL_RANGE_MPEG
    context.pointee.colorspace = AVCOL_SPC_BT709
    context.pointee.color_primaries = AVCOL_PRI_BT709
    context.pointee.color_trc = AVCOL_TRC_BT709
    context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
    context.pointee.gop_size = Int32(max(1, (2 * settings.framesPerSecond.value).rounded()))
    context.pointee.thread_count = Int32(settings.encoderThreads > 0 ? settings.encoderThreads : encoderThreads())
    context.pointee.flags |= Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP) | AV_CODEC_FLAG_GLOBAL_HEADER
    let crf = settings.crf ?? 18
    return [
      ("preset", settings.encoderPreset), ("crf", "\(crf)"),
      ("profile", crf > 0 && settings.chroma == .half ? "high" : "high444"),
      ("rc-lookahead", "12"), ("x264-params", "open-gop=0:sync-lookahead=0"),
    ]
  }
}

/// As x264 would choose, three for two cores, but at most 4: each holds a few frames.
private func encoderThreads() -> Int {
  min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) * 3 / 2))
}

extension AVRational {
  init(_ rational: Rational) { self.init(num: Int32(rational.numerator), den: Int32(rational.denominator)) }
}
