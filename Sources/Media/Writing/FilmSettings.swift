import Geometry
import Imaging

/// What a film is to be, whatever it is written to.
package struct FilmSettings: Sendable {
  package var size: CanvasSize
  package var framesPerSecond: Rational
  /// The number of the first frame written, for the names of a PNG sequence and for hashes.
  package var firstFrame: Int
  /// How many frames will be written; nil when nobody knows yet. Then a song goes on for as long as there are frames.
  package var frameCount: Int?
  /// For destinations that hold encoded films.
  package var encoding: Encoding
  /// Muxed into films that can carry sound; the other sinks leave it out.
  package var song: Song?
  /// For MP4 and MOV, as XMP.
  package var provenance: FilmProvenance?

  package init(
    size: CanvasSize, framesPerSecond: Rational, firstFrame: Int = 0, frameCount: Int? = nil,
    encoding: Encoding = Encoding(), song: Song? = nil, provenance: FilmProvenance? = nil
  ) {
    self.size = size
    self.framesPerSecond = framesPerSecond
    self.firstFrame = firstFrame
    self.frameCount = frameCount
    self.encoding = encoding
    self.song = song
    self.provenance = provenance
  }
}

extension FilmSettings {
  func check(_ picture: Picture, _ format: PictureFormat) {
    precondition(picture.size == size && picture.format == format, "a frame has its film's size and its sink's format")
  }

  /// When a frame begins, counted from the first that is written.
  func seconds(_ frames: Int) -> Double {
    Double(frames * framesPerSecond.denominator) / Double(framesPerSecond.numerator)
  }

  /// The film's length, where it is known.
  var seconds: Double? { frameCount.map { seconds($0) } }
}
