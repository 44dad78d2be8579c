import Geometry
import Imaging
import Media
import Checking
import TestSupport
import Testing

@Suite struct `The check of a film` {
  @Test func `passes a clean zoom in every line, and knows its speed`() throws {
    let report = try ZoomFilm.judged(ZoomFilm.clean())
    #expect(report.failed.isEmpty, "\(report.findings.filter { !$0.passed })")
    #expect(abs(report.zoomSpeed - 0.4) < 0.002)
    #expect(abs(report.rollSpeed) < 1e-4)
    let point = try #require(report.vanishingPoint)
    #expect(point.length < 0.02)
    #expect(report.findings.map(\.metric) == Metric.allCases.filter { !$0.isAboutTheLoop })
  }

  @Test func `finds a repeated frame`() throws {
    let clean = ZoomFilm.clean()
    let report = try ZoomFilm.judged(Array(clean[..<20] + clean[19...]))
    #expect(report.failed == [.frozen])
    #expect(report.finding(.frozen).frames == [20])
  }

  @Test func `finds a missing frame, by the film's own number`() throws {
    let clean = ZoomFilm.clean()
    let report = try ZoomFilm.judged(Array(clean[..<30] + clean[31...]), part: 5..<47)
    #expect(report.failed == [.skipped])
    #expect(report.finding(.skipped).frames == [30])
  }

  @Test func `finds a film that is black, and one that stands`() throws {
    let black = try ZoomFilm.judged(
      ZoomFilm.clean().map { Picture($0.size, $0.format) { plane, _, _ in plane == 0 ? 16 : 128 } })
    #expect(black.failed.isSuperset(of: [.standing, .blank]))
    let clean = ZoomFilm.clean()
    let standing = try ZoomFilm.judged(Array(repeating: clean[0], count: 40))
    #expect(standing.failed.isSuperset(of: [.standing, .frozen]), "\(standing.failed)")
    let partly = try ZoomFilm.judged(clean[..<20] + Array(repeating: clean[19], count: 20) + clean[20...])
    #expect(partly.failed.isSuperset(of: [.standing, .frozen]))
    #expect(partly.finding(.frozen).value >= 19)
    // The encoder takes some frames to draw the standing picture as well as it can.
    let frame = try #require(partly.finding(.standing).frame)
    #expect((20..<28).contains(frame))
  }

  @Test func `passes a zoom that sets off gently and comes to rest`() throws {
    // From rest to full speed in a second, and back.
    var depths = [0.0]
    for frame in 0..<80 {
      let speed: Double = min(1, (Double(frame) + 0.5) / 25, (79.5 - Double(frame)) / 25)
      depths.append(depths[frame] + speed * ZoomFilm.step)
    }
    let report = try ZoomFilm.judged(ZoomFilm.frames(depths))
    let told: Set<Metric> = report.failed
    #expect(told.isDisjoint(with: [.frozen, .standing, .reversed, .skipped]), "\(told)")
  }

  @Test func `measures a step of the speed`() throws {
    let depths = (0..<48).map { Double($0) * ZoomFilm.step + Double(max(0, $0 - 24)) * 0.2 * ZoomFilm.step }
    let report = try ZoomFilm.judged(ZoomFilm.frames(depths))
    #expect(report.failed == [.zoomJump])
    let jump = report.finding(.zoomJump)
    #expect(jump.frame == 24)
    // The median may lie on either side of the step.
    #expect(jump.value > 0.15 && jump.value < 0.22)
  }

  @Test func `finds a cut`() throws {
    let clean = ZoomFilm.clean()
    let report = try ZoomFilm.judged(clean[..<24] + clean[24...].map { $0.flipped.changingLuma { 251 - $0 } })
    #expect(report.failed.isSuperset(of: [.broken, .seamSpike]))
    #expect(report.finding(.broken).frames == [24])
    #expect(report.finding(.seamSpike).frame == 24)
  }

  @Test func `measures a step of colour`() throws {
    let clean = ZoomFilm.clean()
    let report = try ZoomFilm.judged(clean[..<24] + clean[24...].map { $0.changingLuma { $0 + 11 } })
    #expect(report.failed.isSuperset(of: [.colourStep, .colourShift]))
    #expect(report.failed.isDisjoint(with: [.zoomJump, .frozen, .skipped, .broken, .flashes]))
    let step = report.finding(.colourStep)
    #expect(step.frame == 24)
    // 11 of 219 are 0.05 of the code; around the middle L goes up by about as much of 100.
    #expect(step.value > 4 && step.value < 6)
  }

  @Test func `finds where the picture goes soft`() throws {
    var frames = ZoomFilm.clean()
    for i in 20..<28 { frames[i] = frames[i].blurred }
    let report = try ZoomFilm.judged(frames)
    #expect(report.failed.contains(.sharpnessDip))
    let frame = try #require(report.finding(.sharpnessDip).frame)
    #expect((20..<28).contains(frame))
  }

  @Test func `finds where the screen is bare`() throws {
    var frames = ZoomFilm.clean()
    for i in 16..<34 { frames[i] = frames[i].changingLuma { 126 + ($0 - 126) / 8 } }
    let report = try ZoomFilm.judged(frames)
    #expect(report.failed.contains(.bare), "\(report.finding(.bare))")
    #expect(report.finding(.bare).frame == 16)
    #expect(!(try ZoomFilm.judged(ZoomFilm.clean())).failed.contains(.bare))
  }

  @Test func `finds an island that grows on its own, and takes what grows with the zoom for a thing`() throws {
    let depths = (0..<90).map { Double($0) * ZoomFilm.step }
    let scene = ZoomFilm.frames(depths)
    func film(growth: Double) throws -> CheckReport {
      try ZoomFilm.judged(
        zip(scene, depths).map { picture, depth in
          picture.with(picture.flipped.changingLuma { 160 + $0 / 4 }, inOval: 25 * PortableMath.exp2(growth * depth))
        })
    }
    let island = try film(growth: 1.8).finding(.island)
    #expect(!island.passed, "\(island)")
    #expect(try film(growth: 1).finding(.island).value < 0.5)
    #expect(try ZoomFilm.judged(scene).finding(.island).value < 0.5)
  }

  @Test func `counts flashes`() throws {
    let frames = ZoomFilm.clean().enumerated().map { i, picture in
      i >= 6 && i / 3 % 2 == 1 ? picture.changingLuma { 16 + ($0 - 16) / 2 } : picture
    }
    let flashes = try ZoomFilm.judged(frames).finding(.flashes)
    // A turn every three frames is 25 / 3 turns in a second, so that 8 or 9 fall into the worst one.
    #expect(!flashes.passed && flashes.value >= 4 && flashes.value <= 4.5)
  }

  @Test func `judges where a loop closes`() throws {
    // In and out as a sine, which is fastest where it begins again.
    let turns = (0..<120).map { Double($0) / 120 }
    let frames = ZoomFilm.frames(turns.map { 0.35 + 0.3 * PortableMath.sineAndCosine(turns: $0).sine })
    let closed = try ZoomFilm.judged(frames, loop: true)
    #expect(closed.failed.filter(\.isAboutTheLoop).isEmpty)
    let twice = try ZoomFilm.judged(frames + frames.prefix(1), loop: true)
    #expect(twice.failed.filter(\.isAboutTheLoop) == [.loopZoom])
    #expect(abs(twice.finding(.loopZoom).value - 1) < 0.02)
  }

  @Test func `sees that a film is no loop`() throws {
    let open = try ZoomFilm.judged(ZoomFilm.clean(), loop: true)
    #expect(open.failed.contains(.loopZoom) && open.failed.filter { !$0.isAboutTheLoop }.isEmpty)
  }

  @Test func `is the same on any number of cores`() throws {
    let folder = try MediaFolder()
    try ffmpeg("-f lavfi -i testsrc2=s=161x91:r=60:d=0.4 -c:v libx264 -crf 8 -pix_fmt yuv444p \(folder("a.mp4"))")
    let one = try series(folder("a.mp4"), 1)
    #expect(one.pairs.count == 23 && one.framesPerSecond == 60)
    let three = try series(folder("a.mp4"), 3)
    #expect(one.pairs == three.pairs && one.closing == three.closing)
  }

  private func series(_ path: String, _ cores: Int) throws -> FilmSeries {
    let facts = try Take.facts(of: path)
    return try FilmCheck(path: path, facts: facts, frames: 0..<facts.frameCount, judgesLoop: true, cores: Cores(cores))
      .series { _ in true }!
  }

  @Test func `refuses what is too little to say anything of`() throws {
    func facts(_ size: CanvasSize, _ count: Int) -> TakeFacts {
      TakeFacts(
        kind: count > 1 ? .clip : .still, size: size, hash: "", times: FrameTimes(rate: Rational(25), count: count))
    }
    for (facts, word) in [
      (facts(CanvasSize(64, 64), 1), "one picture"), (facts(CanvasSize(64, 64), 8), "8 frames"),
      (facts(CanvasSize(64, 31), 99), "64x31"),
    ] {
      let problem = #expect(throws: MediaError.self) {
        try FilmCheck(path: "a.mp4", facts: facts, frames: 0..<facts.frameCount, judgesLoop: false, cores: Cores(1))
      }
      #expect(problem?.description.contains(word) == true)
    }
  }
}

extension Metric {
  /// Whether it is about the film played in a loop.
  fileprivate var isAboutTheLoop: Bool { rawValue.hasPrefix("loop.") }
}
