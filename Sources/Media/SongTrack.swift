internal import CFFmpeg
import Geometry

/// The song in a film.
final class SongTrack {
  init(_ song: Song, _ settings: FilmSettings, _ muxer: Muxer) throws {
    throw MediaError(.unsupported, "later")
  }
  func write(untilSeconds end: Double) throws {}
  func finish(seconds: Double) throws {}
}
