internal import CFFmpeg

/// The song on its way into a film.
protocol SongTrack: AnyObject {
  /// Writes sound up to a moment of the film, in seconds; a little more may go out.
  func write(untilSeconds end: Double) throws
  /// Writes what is missing to the film's end.
  func finish(seconds: Double) throws
}

/// Copies the song's packets where the container may carry them and the song lasts from the film's start to its end; else decodes
/// it, cuts it or adds silence to the sample, and encodes it as AAC. The film's length may be unknown.
func openSongTrack(_ song: Song, _ seconds: Double?, _ muxer: Muxer) throws -> any SongTrack {
  if song.start == 0, let seconds, try canCopy(song.path, seconds, muxer.container) {
    return try SongCopy(song.path, muxer)
  }
  return try SongEncoding(song, muxer)
}

private func canCopy(_ path: String, _ seconds: Double, _ container: Container) throws -> Bool {
  let demuxer = try Demuxer(path, .audio)
  guard container.sounds.contains(demuxer.stream.pointee.codecpar.pointee.codec_id) else { return false }
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
