internal import CFFmpeg

extension Song {
  /// How long the song is from where the film begins, as its container says; nil where it does not say. Throws `MediaError` where no
  /// sound decodes from there on.
  package var secondsLeft: Double? {
    get throws {
      _ = try SongSamples(self)
      let demuxer = try Demuxer(path, .audio)
      let stream = demuxer.stream.pointee
      if stream.duration != everzoomNoTimestamp, stream.duration > 0 {
        return Double(stream.duration) * Double(stream.time_base.num) / Double(stream.time_base.den) - start
      }
      let duration = demuxer.context.pointee.duration
      return duration == everzoomNoTimestamp || duration <= 0 ? nil : Double(duration) / 1e6 - start
    }
  }
}
