import Geometry
import Imaging
import Media
import Surveying
import TestSupport

/// Films of a known motion, made of pictures and encoded.
final class SurveyFilm {
  private let folder: MediaFolder
  static let size = CanvasSize(320, 180)
  static let scene = TexturedScene(seed: 5)

  init() throws { folder = try MediaFolder() }

  func callAsFunction(_ name: String) -> String { folder(name) }

  /// What a camera sees of a scene that zooms in by so many octaves, about a point of the picture in pixels from its middle.
  static func zoomed(
    _ octaves: Double, turns: Double = 0, about focus: Point = .zero, pan: Point = .zero, size: CanvasSize = size,
    scene: TexturedScene = scene
  ) -> Picture {
    let zoom = Point(turns: turns, length: PortableMath.exp2(octaves))
    let map = Similarity(scale: zoom, offset: focus - zoom * focus + pan)
    return scene.seen(map.inverse.then(Similarity(scale: Point(x: 2.2, y: 0))), size)
  }

  /// H.264 of the pictures, 4:2:0.
  func film(_ pictures: [Picture], rate: String = "25", options: String = "-crf 12", name: String = "film.mp4") throws
    -> String
  {
    let raw = try folder.write(pictures.flatMap { visibleBytes($0) }, "raw")
    let size = pictures[0].size
    let source = "-f rawvideo -pix_fmt yuv420p -s \(size.width)x\(size.height) -r \(rate) -i \(raw)"
    try ffmpeg(
      "\(source) -c:v libx264 -preset veryfast -pix_fmt yuv420p -colorspace bt709 -color_range tv \(options) \(folder(name))"
    )
    return folder(name)
  }

  func motion(_ pictures: [Picture], rate: String = "25", options: String = "-crf 12") throws -> ClipMotion {
    let path = try film(pictures, rate: rate, options: options)
    return try ClipSurvey.motion(of: path, facts: Take.facts(of: path))
  }
}

/// The farthest that a pixel stands from where it should when one frame of a track is laid over another, in pixels of a film.
func farthest(_ track: ZoomTrack, _ frames: (Int, Int), octaves: Double, turns: Double = 0) -> Double {
  let found = track.map(from: frames.0, to: frames.1)
  let zoom = Point(turns: turns, length: PortableMath.exp2(octaves))
  let height = Double(SurveyFilm.size.height)
  return SurveyFilm.size.corners.map { corner in
    // About the track's own focus: where that lies is another matter.
    (found(corner) - (track.focus + zoom * (corner - track.focus))).length * height / 2
  }.max()!
}
