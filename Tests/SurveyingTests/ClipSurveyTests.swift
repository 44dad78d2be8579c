import Geometry
import Imaging
import Media
import Surveying
import TestSupport
import Testing

@Suite struct `The survey of a clip` {
  private let film: SurveyFilm

  init() throws { film = try SurveyFilm() }

  private func zooms(_ octaves: [Double], turns: Double = 0, focus: Point = .zero) -> [Picture] {
    octaves.map { SurveyFilm.zoomed($0, turns: $0 * turns, about: focus) }
  }

  @Test(arguments: [("25", 0.4, 0.0, 12), ("25", 1.5, 0.05, 12), ("7", 0.4, 0.0, 18), ("60", -0.3, 0.02, 12)])
  func `finds an exact zoom`(rate: String, octavesPerSecond: Double, turns: Double, crf: Int) throws {
    let step = octavesPerSecond / Double(rate)!
    let focus = Point(x: 12, y: -7)
    let motion = try film.motion(
      zooms((0..<24).map { Double($0) * step }, turns: turns, focus: focus), rate: rate, options: "-crf \(crf)")
    let track = try #require(motion.track)
    #expect(track.octaves.count == 24 && motion.confidence > 0.97)
    #expect(abs(track.octaves[23] / (23 * step) - 1) < 0.005)
    for i in 0..<23 { #expect(farthest(track, (i, i + 1), octaves: step, turns: step * turns) < 0.05, "pair \(i)") }
    #expect((track.focus * 90 - focus).length < 0.6)
    #expect(motion.cuts.isEmpty && motion.repeats.isEmpty)
    #expect(motion.shake * 90 < 0.05 && motion.pan.length < 0.02)
  }

  @Test func `tells pictures doubled to make up a rate, and lets the track stand there`() throws {
    // 20 frames a second shown at 25: the first of five is shown twice.
    let numbers = (0..<30).map { $0 * 20 / 25 }
    for crf in [12, 24] {
      let motion = try film.motion(zooms(numbers.map { Double($0) * 0.02 }), options: "-crf \(crf)")
      let repeats = (1..<30).filter { numbers[$0] == numbers[$0 - 1] }
      #expect(motion.repeats == repeats)
      let track = try #require(motion.track)
      for i in repeats { #expect(track.octaves[i] == track.octaves[i - 1]) }
      #expect(abs(track.octaves[29] / (Double(numbers[29]) * 0.02) - 1) < 0.005)
    }
  }

  @Test func `tells a frozen stretch, but not a gentle stop`() throws {
    let frozen = (0..<40).map { Double($0 < 12 ? $0 : max(12, $0 - 16)) * 0.02 }
    #expect(try film.motion(zooms(frozen)).repeats == Array(13...28))
    let gentle = (0..<40).map { k in
      let t = min(1, Double(k) / 24)
      return 0.25 * t * t * t * (t * (t * 6 - 15) + 10)
    }
    #expect(try film.motion(zooms(gentle)).repeats.isEmpty)
  }

  @Test func `lists no repeats in a clip that stands still`() throws {
    let still = SurveyFilm.zoomed(0)
    for options in ["-crf 12", "-crf 28 -g 8"] {
      let motion = try film.motion([Picture](repeating: still, count: 20), options: options)
      #expect(motion.repeats.isEmpty && motion.cuts.isEmpty)
      let track = try #require(motion.track)
      #expect(track.octaves.allSatisfy { $0 == 0 } && track.turns.allSatisfy { $0 == 0 } && track.focus == .zero)
    }
  }

  @Test func `keeps a step over missing pictures`() throws {
    let numbers = Array(0..<9) + Array(12..<24)
    let track = try #require(try film.motion(zooms(numbers.map { Double($0) * 0.016 })).track)
    #expect(abs(track.octaves[9] - track.octaves[8] - 4 * 0.016) < 0.001)
  }

  @Test func `tells a pan and its place, which no zoom has`() throws {
    let pictures = (0..<20).map { SurveyFilm.zoomed(0, pan: Point(x: Double($0) * -2, y: Double($0) * 0.5)) }
    let motion = try film.motion(pictures)
    #expect((motion.pan - Point(x: -2 * 25 / 90.0, y: 0.5 * 25 / 90)).length < 0.01)
    #expect(try #require(motion.track).octaves.allSatisfy { $0 == 0 })
  }

  @Test func `tells how a hand shakes`() throws {
    let seed = Seed(2)
    let shifts = (0..<30).map { Point(x: seed.at("x", $0).signed * 2, y: seed.at("y", $0).signed * 2) }
    let pictures = shifts.enumerated().map { SurveyFilm.zoomed(Double($0.offset) * 0.01, pan: $0.element) }
    let motion = try film.motion(pictures)
    let steps = zip(shifts.dropFirst(), shifts).map(-)
    let spread = (steps.reduce(0) { $0 + $1.squaredLength } / Double(steps.count)).squareRoot()
    #expect(abs(motion.shake * 90 / spread - 1) < 0.2)
    // About a focus that does not stand in the middle a zoom drifts too, as far as that is from it.
    let zoom = PortableMath.exp2(0.01)
    let focus = try #require(motion.track).focus * 90
    for (index, pair) in zip(shifts, shifts.dropFirst()).enumerated() {
      let drift = pair.1 - pair.0 * zoom - focus * (1 - zoom)
      #expect((motion.drifts[index + 1] * 90 - drift).length < 0.1, "frame \(index + 1)")
    }
    #expect(abs(try #require(motion.track).octaves[29] - 0.29) < 0.01)
  }

  @Test func `is the same for any number of cores`() throws {
    let path = try film.film(zooms((0..<11).map { Double($0) * 0.02 }))
    let facts = try Take.facts(of: path)
    let motions = try [1, 2, 3, 7].map { try ClipSurvey.motion(of: path, facts: facts, cores: Cores($0)) }
    #expect(motions.allSatisfy { $0 == motions[0] })
  }
}
