import Geometry
import Imaging
import Media
import Surveying
import TestSupport
import Testing

@Suite struct `The cuts of a clip` {
  private let film: SurveyFilm

  init() throws { film = try SurveyFilm() }

  private static let other = TexturedScene(seed: 77, contrast: 130)

  private func zooms(_ count: Int, _ scene: TexturedScene, step: Double = 0.016, focus: Point = .zero) -> [Picture] {
    (0..<count).map { SurveyFilm.zoomed(Double($0) * step, about: focus, scene: scene) }
  }

  @Test func `are found, and part it into clips of their own`() throws {
    let (first, second) = (Point(x: -15, y: 4), Point(x: 14, y: -6))
    let pictures =
      zooms(12, SurveyFilm.scene, focus: first) + zooms(9, Self.other, step: 0.03, focus: second)
      + zooms(2, SurveyFilm.scene)
      + zooms(10, TexturedScene(seed: 31))
    let path = try film.film(pictures)
    let facts = try Take.facts(of: path)
    let motion = try ClipSurvey.motion(of: path, facts: facts)
    #expect(motion.cuts == [12, 21, 23])
    let track = try #require(motion.track)
    for cut in motion.cuts { #expect(track.octaves[cut] == track.octaves[cut - 1]) }
    let parts = try ClipSurvey.parts(of: path, facts: facts)
    #expect(parts.map(\.frames) == motion.parts(frameCount: 33))
    #expect(parts.allSatisfy { $0.motion.cuts.isEmpty })
    let tracks = parts.compactMap(\.motion.track)
    #expect(abs(tracks[0].octaves[11] - 11 * 0.016) < 0.001 && (tracks[0].focus * 90 - first).length < 1)
    #expect(abs(tracks[1].octaves[8] - 8 * 0.03) < 0.001 && (tracks[1].focus * 90 - second).length < 1)
  }

  @Test func `are not seen in a fast zoom`() throws {
    // Five octaves a second.
    #expect(try film.motion(zooms(12, SurveyFilm.scene, step: 0.2)).cuts.isEmpty)
  }

  @Test func `are not seen in flashes`() throws {
    var pictures = zooms(32, SurveyFilm.scene)
    for index in [6, 14, 15] {
      for y in 0..<180 {
        for x in 0..<320 {
          let bright = min(235, pictures[index].planes[0].sample(x, y) * (index == 6 ? 5 : 3))
          pictures[index].planes[0].setSample(x, y, bright)
        }
      }
    }
    pictures[19] = Picture(SurveyFilm.size, .yuv420) { plane, _, _ in plane == 0 ? 235 : 128 }
    let motion = try film.motion(pictures)
    #expect(motion.cuts.isEmpty)
    #expect(abs(try #require(motion.track).octaves[31] - 31 * 0.016) < 0.01)
  }

  @Test func `are not seen where something large runs through the picture`() throws {
    let pictures = (0..<20).map { k in
      let (back, front) = (SurveyFilm.zoomed(0), SurveyFilm.zoomed(0, scene: Self.other))
      for y in 30..<180 {
        for x in 0..<110 {
          let place = x - 120 + k * 24
          if (0..<320).contains(place) { back.planes[0].setSample(place, y, front.planes[0].sample(x, y)) }
        }
      }
      return back
    }
    let motion = try film.motion(pictures)
    #expect(motion.cuts.isEmpty && motion.repeats.isEmpty)
  }

  @Test func `are not seen in noise, and it has no track`() throws {
    let noise = (0..<10).map { Picture.random(CanvasSize(96, 64), .yuv420, seed: UInt64($0)) }
    let motion = try film.motion(noise)
    #expect(motion.cuts.isEmpty && motion.track == nil)
  }
}
