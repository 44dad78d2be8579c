import Geometry
import Imaging

/// Takes the finished frames of a film in order.
package protocol FrameSink: AnyObject {
  /// What pictures the sink wants.
  var format: PictureFormat { get }
  /// Takes the next frame; it must have the film's size and the sink's format.
  func write(_ picture: Picture) throws
  /// Completes the film and puts it under its name. Nothing can be written afterwards.
  func finish() throws
  /// Gives the film up and removes what was written of it. After `finish()` it does nothing.
  func cancel()
}

/// What a film is to be, whatever it is written to.
package struct FilmSettings: Sendable {
  package var size: CanvasSize
  package var framesPerSecond: Rational
  /// Chroma of an H.264 film: halved, as players expect it, or full.
  package var chroma: PictureFormat.Chroma
  /// x264's constant rate factor, 0 … 51; nil is 18.
  package var crf: Double?
  package var encoderPreset: String
  /// 0 chooses by the number of cores. Encoded bytes depend on it.
  package var encoderThreads: Int
  /// The number of the first frame written, for the names of a PNG sequence and for hashes.
  package var firstFrame: Int
  /// How many frames will be written.
  package var frameCount: Int
  /// Muxed into films that can carry sound; the other sinks leave it out.
  package var song: Song?
  /// For MP4 and MOV, by FFmpeg's names: title, artist, comment, …
  package var metadata: [(String, String)]
  /// For MP4 and MOV, as XMP.
  package var provenance: FilmProvenance?

  package init(
    size: CanvasSize, framesPerSecond: Rational, chroma: PictureFormat.Chroma = .half, crf: Double? = nil,
    encoderPreset: String = "veryfast",
    encoderThreads: Int = 0, firstFrame: Int = 0, frameCount: Int, song: Song? = nil,
    metadata: [(String, String)] = [], provenance: FilmProvenance? = nil
  ) {
    self.size = size
    self.framesPerSecond = framesPerSecond
    self.chroma = chroma
    self.crf = crf
    self.encoderPreset = encoderPreset
    self.encoderThreads = encoderThreads
    self.firstFrame = firstFrame
    self.frameCount = frameCount
    self.song = song
    self.metadata = metadata
    self.provenance = provenance
  }
}

/// The sound of a film.
package struct Song: Hashable, Sendable {
  package let path: String
  /// Seconds into the song at which the film begins; 0 or more.
  package let start: Double

  package init(path: String, start: Double = 0) {
    precondition(start >= 0 && start.isFinite, "a film begins at or after the start of its song")
    self.path = path
    self.start = start
  }
}

extension FilmSettings {
  func check(_ picture: Picture, _ format: PictureFormat) {
    precondition(picture.size == size && picture.format == format, "a frame has its film's size and its sink's format")
  }
}
