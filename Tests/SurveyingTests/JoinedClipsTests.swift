import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Surveying
import TestSupport
import Testing

/// One film of an even zoom, cut into clips that are slower, faster, brighter and darker, each beginning with pictures of the one before.
private struct CutFilm {
  /// Octaves from frame to frame of the film.
  static let step = 0.016
  static let cuts = [0.0, 36, 72, 100]
  static let speeds = [0.8, 1.25, 1]
  static let lights = [(gain: 1.0, bias: 0.0), (1.07, 3), (0.94, -2)]
  static let repeated = 3.0

  let files = try? SurveyFilm()

  /// The film's picture at a moment of it, in frames.
  static func picture(_ moment: Double) -> Picture { SurveyFilm.zoomed(moment * step, about: Point(x: 6, y: -4)) }

  /// The moment with which a clip begins.
  static func beginning(_ clip: Int) -> Double { cuts[clip] - (clip > 0 ? repeated * speeds[clip] : 0) }

  func clips() throws -> [String] {
    try (0..<3).map { clip in
      let (gain, bias) = CutFilm.lights[clip]
      let moments = stride(from: CutFilm.beginning(clip), through: CutFilm.cuts[clip + 1], by: CutFilm.speeds[clip])
      let pictures = moments.map { moment in
        let picture = CutFilm.picture(moment)
        return Picture(picture.size, .yuv420) { plane, x, y in
          let value = picture.planes[plane].sample(x, y)
          guard plane == 0 else { return value }
          return min(max(Int(((Double(value) - 16) * gain + 16 + bias).rounded()), 16), 235)
        }
      }
      return try files!.film(pictures, options: "-crf 6", name: "clip\(clip).mp4")
    }
  }

  static func storyboard(_ files: [String]) -> Storyboard {
    var storyboard = Storyboard(files: files)
    storyboard.canvas = CanvasWish(size: SurveyFilm.size, fps: Rational(25))
    storyboard.preset = .named("constant")
    return storyboard
  }
}

@Suite struct `Clips cut out of one film` {
  init() { TestCache.use() }

  @Test func `are put together again`() throws {
    let film = CutFilm()
    var storyboard = CutFilm.storyboard(try film.clips())
    storyboard.speed = CutFilm.step * 25
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2))
    #expect(whole == storyboard)
    let plan = try joined(whole, survey)
    #expect(plan.links.map(\.kind) == [.successive, .successive])
    for (place, link) in plan.links.enumerated() {
      let octaves = (CutFilm.beginning(place + 1) - CutFilm.beginning(place)) * CutFilm.step
      #expect(abs(link.octaves - octaves) < 0.005 * octaves, "\(link.octaves) instead of \(octaves)")
      let measured = try #require(link.measured)
      #expect(link.aligned!.agreement! > 0.9 && measured.matched < 0.6 * measured.difference)
    }
    #expect(abs(Double(plan.frameCount) - 100) <= 2)
    let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(2))
    for frame in stride(from: 0, to: plan.frameCount, by: 3) {
      let shown = try renderer.frame(at: frame)
      let errors = [-1.0, 0, 1].map { error(shown, CutFilm.picture(Double(frame) + $0)) }
      #expect(errors[1] < errors[0] && errors[1] < errors[2], "frame \(frame): \(errors)")
      #expect(errors[1] < 4.5, "frame \(frame): \(errors)")
    }
    // Everything that was measured is in the plan.
    let again = try Plan(json: Data(try plan.json().utf8), file: nil)
    #expect(again == plan)
    // It is the same when it is found again, and when it is measured again.
    #expect(
      try Surveyor.survey(storyboard, cores: Cores(1)) { Issue.record("\($0) is measured again") } == (whole, survey))
    #expect(try joined(whole, survey) == plan)
    #expect(try joined(whole, survey, cores: Cores(1), cache: SurveyCache(folder: nil)) == plan)
  }

  /// Root mean square of what is left between two pictures' luma after the best gain and bias, inside a rim.
  private func error(_ a: Picture, _ b: Picture) -> Double {
    var (n, sa, sb, saa, sab, sbb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for y in 6..<a.size.height - 6 {
      for x in 6..<a.size.width - 6 {
        let (p, q) = (Double(a.planes[0].sample(x, y)), Double(b.planes[0].sample(x, y)))
        (n, sa, sb, saa, sab, sbb) = (n + 1, sa + p, sb + q, saa + p * p, sab + p * q, sbb + q * q)
      }
    }
    let (va, vb, vab) = (saa / n - sa * sa / n / n, sbb / n - sb * sb / n / n, sab / n - sa * sb / n / n)
    return max(0, vb - vab * vab / va).squareRoot()
  }
}

@Suite struct `Clips that stand still` {
  init() { TestCache.use() }

  @Test(arguments: [0, 1, 4]) func `go on without the frames that were shown already`(repeated: Int) throws {
    let files = try SurveyFilm()
    // A camera that stands, and something that crosses its picture.
    let back = SurveyFilm.zoomed(0)
    let crossing = SurveyFilm.zoomed(0, scene: TexturedScene(seed: 9))
    let pictures = (0..<60).map { frame in
      Picture(back.size, .yuv420) { plane, x, y in
        let scale = plane == 0 ? 1 : 2
        let isIn = (frame * 4..<frame * 4 + 70).contains(x * scale) && (40..<140).contains(y * scale)
        return (isIn ? crossing : back).planes[plane].sample(x, y)
      }
    }
    let names = [
      try files.film(Array(pictures[..<30]), name: "first.mp4"),
      try files.film(Array(pictures[(30 - repeated)...]), name: "second.mp4"),
    ]
    var storyboard = CutFilm.storyboard(names)
    storyboard.speed = 0
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2))
    let plan = try Planner.plan(whole, survey)
    #expect(plan.links[0].kind == .successive)
    #expect(abs(plan.scenes[1].playback!.from - Double(repeated) / 25) < 1e-9)
  }
}

@Suite struct `Clips of unlike scenes` {
  init() { TestCache.use() }

  @Test func `open in one another along what is in them`() throws {
    let files = try SurveyFilm()
    let names = try (0..<2).map { number in
      let scene = TexturedScene(seed: UInt64(20 + number))
      let pictures = (0..<60).map { SurveyFilm.zoomed(Double($0) * 0.02, scene: scene) }
      return try files.film(pictures, name: "unlike\(number).mp4")
    }
    let (whole, survey) = try Surveyor.survey(CutFilm.storyboard(names), cores: Cores(2))
    let plan = try joined(whole, survey)
    let link = plan.links[0]
    #expect(link.kind == .nested && link.aligned == nil)
    let handOver = try #require(plan.handOver(after: 0))
    #expect(handOver.begins < -0.3 && handOver.ends > 0)
    // The clip's own zoom is what the camera has to go.
    #expect(link.octaves > 0.5 && link.octaves < 59 * 0.02)
    let colour = try #require(link.colour)
    #expect(colour.begins < handOver.begins && colour.ends > handOver.ends)
  }
}

@Suite struct `A film with cuts` {
  init() { TestCache.use() }

  @Test func `is as many takes as it has between them`() throws {
    let files = try SurveyFilm()
    let pictures = (0..<2).flatMap { part in
      (0..<30).map { SurveyFilm.zoomed(Double($0) * 0.02, scene: TexturedScene(seed: UInt64(40 + part))) }
    }
    let film = try files.film(pictures, name: "cut.mp4")
    let (whole, survey) = try Surveyor.survey(CutFilm.storyboard([film]), cores: Cores(2))
    #expect(whole.scenes.map(\.content) == [.take(film + "#1"), .take(film + "#2")])
    #expect(survey.parts[film + "#2"] == TakePart(file: film, frames: 30..<60))
    #expect(survey.notes.contains { $0.contains("1 cuts") || $0.contains("2 takes") })
    let plan = try Planner.plan(whole, survey)
    #expect(plan.takes.count == 1 && plan.scenes[1].playback?.from == 1.2)
    let (second, _) = try Surveyor.survey(CutFilm.storyboard([film + "#2"]), cores: Cores(2))
    #expect(second.scenes.count == 1)
    #expect { try Surveyor.survey(CutFilm.storyboard([film + "#3"]), cores: Cores(2)) } throws: {
      "\($0)".contains("2 takes between its cuts")
    }
  }
}

@Suite struct `Stills that lie in one another` {
  private let files: SurveyFilm
  private let names: [String]
  private static let octaves = [PortableMath.log2(1.97), PortableMath.log2(1.333)]

  init() throws {
    TestCache.use()
    files = try SurveyFilm()
    let size = CanvasSize(480, 270)
    let scene = TexturedScene(CanvasSize(1600, 1000), seed: 77)
    let shift = Point(x: 4, y: -3)
    var map = Similarity(scale: Point(x: 2.4, y: 0))
    var names: [String] = []
    for number in 0...2 {
      if number > 0 {
        map = Similarity(scale: Point(x: PortableMath.exp2(-Self.octaves[number - 1]), y: 0), offset: shift).then(map)
      }
      names.append(files("still\(number).png"))
      try writePNG(scene.seen(map, size), to: names[number])
    }
    self.names = names
  }

  @Test func `are zoomed through by the factors that were measured`() throws {
    let (whole, survey) = try Surveyor.survey(Storyboard(files: names), cores: Cores(2))
    let plan = try joined(whole, survey)
    #expect(plan.links.map(\.kind) == [.stack, .stack])
    for (link, octaves) in zip(plan.links, Self.octaves) {
      #expect(abs(link.octaves - octaves) < 0.003, "\(link.octaves) instead of \(octaves)")
      #expect(abs(link.portal.offset.x - 4 / 135) < 0.004 && abs(link.portal.offset.y + 3 / 135) < 0.004)
      #expect(abs(link.roll) < 0.001)
    }
    #expect(plan.notes.contains { $0.contains("stack") })
  }

  @Test func `are told when they stand the other way round`() throws {
    let (whole, survey) = try Surveyor.survey(Storyboard(files: names.reversed()), cores: Cores(2))
    #expect(try Planner.plan(whole, survey).links.allSatisfy { $0.kind == .nested })
    #expect(survey.notes.contains { $0.contains("2 around 1, 3 around 2") && $0.contains("--order stack") })
    #expect(!survey.notes.contains { $0.contains("are a stack") })
  }

  @Test func `go by the octaves that are given`() throws {
    var storyboard = Storyboard(files: names)
    storyboard.octaves = 1
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2))
    #expect(try Planner.plan(whole, survey).links.allSatisfy { abs($0.octaves - 1) < 1e-12 })
  }

  @Test func `are put in order, and others are not`() throws {
    let shuffled = [names[1], names[2], names[0]]
    #expect(
      try Surveyor.stacked(Storyboard(files: shuffled), cores: Cores(2)).scenes == Storyboard(files: names).scenes)
    var out = Storyboard(files: shuffled)
    out.direction = .out
    let reversed = Array(names.reversed())
    #expect(try Surveyor.stacked(out, cores: Cores(2)).scenes == Storyboard(files: reversed).scenes)
    try writePNG(
      TexturedScene(seed: 5).seen(Similarity(scale: Point(x: 2, y: 0)), CanvasSize(480, 270)), to: files("x.png"))
    #expect { try Surveyor.stacked(Storyboard(files: names + [files("x.png")]), cores: Cores(2)) } throws: {
      "\($0)".contains("not a stack")
    }
  }
}
