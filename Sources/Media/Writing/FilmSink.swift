internal import CFFmpeg
import Geometry
import Imaging

/// Writes an encoded film: tagged BT.709 limited, first frame at 0, with the song.
final class FilmSink: FrameSink {
  let format: PictureFormat
  private let settings: FilmSettings
  private var muxer: Muxer?
  private let encoder: Encoder
  private let conversion: FrameConversion?
  private let track: UnsafeMutablePointer<AVStream>
  private var songTrack: (any SongTrack)?
  private var written = 0

  init(_ path: String, _ container: Container, _ settings: FilmSettings) throws {
    LastLogLine.listen()
    let (codec, chroma) = (settings.encoding.codec, settings.encoding.chroma)
    try codec.check(container, path)
    try codec.check(settings.size, chroma, path)
    self.settings = settings
    format = PictureFormat(chroma, bits: codec.bits)
    let muxer = try Muxer(try Part(path), container)
    do {
      encoder = try codec.encoder(settings)
      conversion = try FrameConversion(settings.size, from: format, to: encoder.context.pointee.pix_fmt)
      track = try muxer.addTrack(encoder)
      track.pointee.avg_frame_rate = AVRational(settings.framesPerSecond)
      songTrack = try settings.song.map { try openSongTrack($0, settings.seconds, muxer) }
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
    let lent = try Frame(picture)
    let frame = try conversion?.converted(lent) ?? lent
    frame.pointer.pointee.pts = Int64(written)
    frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    try encode(frame)
    written += 1
  }

  func finish() throws {
    guard let muxer else { return }
    do {
      try encode(nil)
      try songTrack?.finish(seconds: settings.seconds(written))
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
      try songTrack?.write(untilSeconds: soundEnd(settings.seconds(decoded + 1)))
    }
  }

  /// How far the song goes beside a picture: half a second ahead, but not beyond the film's end, of which nothing is known where the
  /// frames are not counted.
  private func soundEnd(_ pictureEnd: Double) -> Double {
    settings.seconds.map { min(pictureEnd + 0.5, $0) } ?? pictureEnd
  }
}

extension AVRational {
  init(_ rational: Rational) { self.init(num: Int32(rational.numerator), den: Int32(rational.denominator)) }
}
