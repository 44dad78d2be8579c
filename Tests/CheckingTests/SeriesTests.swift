import Geometry
import Checking
import Testing

@Suite struct `A series` {
  @Test func `has jumps where its lines break, and none where it accelerates`() {
    var series = (0..<40).map { 1 + 0.05 * Double($0) }
    #expect(SpeedSteps.jumps(series, reach: 8).filter { abs($0) > 1e-9 } == [])
    for i in 20..<40 { series[i] -= 0.5 }
    let jumps = SpeedSteps.jumps(series, reach: 8)
    #expect(abs(jumps[19] + 0.5) < 1e-9)
    #expect(jumps.map { abs($0) }.peak == 19)
  }

  @Test func `has no jump within its noise`() {
    let noise = (0..<60).map { Seed(3).at("noise", $0).unit - 0.5 }
    #expect(SpeedSteps.jumps(noise, reach: 8).filter { abs($0) > 0.5 } == [])
  }

  @Test func `dips by what it lies below both sides`() {
    var series = [Double](repeating: 5, count: 30)
    for i in 15..<30 { series[i] = 4 }
    series[10] = 2
    let depths = Dips.depths(series, reach: 8)
    #expect(depths[10] == 2.5)
    #expect(depths[15] == 0 && depths[1] == 0)
  }

  @Test(arguments: [25.0, 8, 40.5])
  func `swings with the amplitude and the period of its sine`(period: Double) {
    let series = (0..<200).map { i in
      3 + 0.01 * Double(i) + 0.1 * PortableMath.sineAndCosine(turns: Double(i) / period + 0.2).sine
    }
    let swing = Swing(in: series)
    #expect(abs(swing.amplitude - 0.1) < 0.003)
    #expect(abs(swing.period - period) < 0.02 * period)
  }

  @Test func `does not swing without a rhythm`() {
    #expect(Swing(in: (0..<200).map { 0.001 * Double($0 * $0) }).amplitude < 1e-9)
    #expect(Swing(in: [1, 2, 1, 2]) == .none)
  }

  @Test func `is bridged in straight lines, and goes on at its ends`() {
    #expect([.nan, 2, .nan, .nan, 5, .nan].bridged == [2, 2, 3, 4, 5, 5])
    #expect([Double.nan, .nan].bridged == [0, 0])
  }

  @Test func `has medians that know nothing of gaps`() {
    #expect([1, .nan, 9, 2].runningMedian(half: 1) == [1, 5, 5.5, 5.5])
    #expect([4, 1, 3, 2].percentile(50) == 2.5)
    #expect([1.0, 2, 3, 4].slidingMeans(of: 2) == [1.5, 2.5, 3.5])
  }
}

@Suite struct `The measures of a series` {
  /// A steady zoom, to be spoilt.
  private func steady(_ count: Int = 60) -> FilmSeries {
    var series = FilmSeries(size: CanvasSize(640, 360), framesPerSecond: 25)
    var pair = PairMeasure()
    pair.map = Similarity(scale: Point(x: PortableMath.exp2(0.016), y: 0))
    (pair.change, pair.residual, pair.content, pair.disparity) = (2, 0.4, 6, 0.1)
    series.pairs = Array(repeating: pair, count: count)
    series.durations = Array(repeating: 1, count: count)
    series.sharpness = Array(repeating: -3, count: count + 1)
    series.contrast = Array(repeating: 20, count: count + 1)
    series.reach = Array(repeating: 60, count: count + 1)
    series.closing = pair
    return series
  }

  @Test func `are all kept by a steady zoom`() {
    let report = CheckReport(steady())
    #expect(report.passed && report.findings.map(\.metric) == Metric.allCases)
    #expect(abs(report.zoomSpeed - 0.4) < 1e-9)
    #expect(report.vanishingPoint == .zero)
  }

  @Test func `take a longer step over a longer time for the same speed`() {
    var series = steady()
    series.durations[30] = 2
    #expect(CheckReport(series).failed.contains(.zoomJump) == false)
    series.pairs[30].map.scale.x = PortableMath.exp2(0.032)
    #expect(CheckReport(series).failed == [])
    series.durations[30] = 1
    #expect(CheckReport(series).failed == [.skipped])
  }

  /// A pair that repeats its frame.
  private func repeated(_ pair: PairMeasure) -> PairMeasure {
    var pair = pair
    pair.map = .identity
    (pair.change, pair.residual, pair.content) = (0, 0, 0)
    return pair
  }

  @Test(arguments: [1.9, 3, 5, 12]) func `name a step that is longer, however long`(times: Double) {
    var series = steady()
    series.pairs[30].map.scale.x = PortableMath.exp2(0.016 * times)
    #expect(CheckReport(series).finding(.skipped).frames == [31])
  }

  @Test func `do not take a start that sets off gently for frozen, nor an end that comes to rest`() {
    var series = steady()
    for i in 0..<25 {
      let speed = 0.016 * (Double(i) + 0.5) / 25
      for place in [i, 59 - i] {
        series.pairs[place].map.scale.x = PortableMath.exp2(speed)
        series.pairs[place].change = 2 * speed / 0.016
      }
    }
    for place in [0, 1, 58, 59] { series.pairs[place] = repeated(series.pairs[place]) }
    #expect(CheckReport(series).finding(.frozen).value == 0)
    #expect(CheckReport(series).finding(.standing).passed)
  }

  @Test(arguments: [0, 20, 57]) func `take frames that repeat for frozen where the film goes at its speed`(first: Int) {
    var series = steady()
    for i in first..<first + 3 { series.pairs[i] = repeated(series.pairs[i]) }
    #expect(CheckReport(series).finding(.frozen).frames == [first + 1, first + 2, first + 3])
  }

  @Test func `name a film that stands, for all of it or a part`() {
    var series = steady()
    for i in 20..<36 { series.pairs[i] = repeated(series.pairs[i]) }
    let part = CheckReport(series).finding(.standing)
    #expect(!part.passed && abs(part.value - 16.0 / 25) < 1e-12 && part.frame == 21)
    for i in 0..<60 { series.pairs[i] = repeated(series.pairs[i]) }
    #expect(CheckReport(series).finding(.standing).value == 60.0 / 25)
  }

  @Test func `name a film with nothing to see`() {
    var series = steady()
    for i in 30..<50 { series.reach[i] = 0.4 }
    let blank = CheckReport(series).finding(.blank)
    #expect(!blank.passed && blank.frame == 30 && abs(blank.value - 0.8) < 1e-12)
  }

  @Test func `name a screen that is bare for a while, and not a scene that is`() {
    var series = steady()
    series.contrast = series.contrast.map { _ in 20 }
    for i in 30..<46 { series.contrast[i] = 8 }
    let bare = CheckReport(series).finding(.bare)
    #expect(!bare.passed && bare.frame == 30 && abs(bare.value - 16.0 / 25) < 1e-12)
    // Nothing comes after it.
    for i in 30..<series.contrast.count { series.contrast[i] = 8 }
    #expect(CheckReport(series).finding(.bare).value == 0)
    // A little less than usual.
    for i in series.contrast.indices { series.contrast[i] = (30..<46).contains(i) ? 12 : 20 }
    #expect(CheckReport(series).finding(.bare).passed)
  }

  @Test func `name a roll that starts at once, with its size at the edge`() {
    var series = steady()
    for i in 40..<60 {
      series.pairs[i].map.scale = Point(turns: 0.001, length: PortableMath.exp2(0.016))
    }
    let finding = CheckReport(series).finding(.rollJump)
    #expect(abs(finding.value - 0.001 * 2 * .pi / (0.016 * PortableMath.ln2)) < 1e-6)
    #expect(finding.frame == 40)
  }

  @Test func `name what turns back`() {
    var series = steady()
    series.pairs[12].map.scale.x = PortableMath.exp2(-0.016)
    let finding = CheckReport(series).finding(.reversed)
    #expect(abs(finding.value - 1 / 60) < 1e-12 && finding.frame == 13)
  }

  @Test func `name the pair that is off, and how long a join is seen`() {
    var series = steady()
    series.pairs[20].residual = 1.9
    let spike = CheckReport(series).finding(.seamSpike)
    // With the floor of 0.1: 2 / 0.5.
    #expect(abs(spike.value - 4) < 1e-12 && spike.frame == 21)
    for i in 20..<30 { series.pairs[i].residual = 0.9 }
    #expect(abs(CheckReport(series).finding(.seamSwell).value - 2) < 1e-9)
  }

  @Test func `name an island whose rim lasts, and none that blinks`() {
    var series = steady()
    series.islands = [0, 1, 9, 1, 2].enumerated().map { IslandMoment(frame: 10 * $0, strength: $1) }
    #expect(CheckReport(series).finding(.island).value == 1)
    series.islands[3].strength = 5
    let island = CheckReport(series).finding(.island)
    #expect(island.value == 5 && island.frame == 20 && !island.passed)
  }

  @Test func `find cuts as the detectors do`() {
    var series = steady()
    series.pairs[9].content = 30
    series.pairs[29].content = 20
    for i in [9, 29] { series.pairs[i].residual = 2 * series.pairs[i].change }
    let report = CheckReport(series)
    #expect(report.finding(.cutContent).frames == [10])
    // 20 is three times 6, and 15 or more.
    #expect(report.finding(.cutAdaptive).frames == [10, 30])
  }

  @Test func `take for no cut what the zoom explains, however fast it is`() {
    var series = steady()
    series.closing = nil
    for i in series.pairs.indices {
      series.pairs[i].map.scale.x = PortableMath.exp2(0.08)
      (series.pairs[i].content, series.pairs[i].change, series.pairs[i].residual) = (38, 10, 2)
    }
    #expect(CheckReport(series).failed == [])
  }

  @Test func `allow a fast film to tremble by 2 % of its motion, and a slow one by no more than ever`() {
    var series = steady()
    #expect(CheckReport(series).finding(.zoomJitter).limit == 0.15)
    for i in series.pairs.indices { series.pairs[i].map.scale.x = PortableMath.exp2(0.08) }
    let limit = CheckReport(series).finding(.panJitter).limit
    #expect(abs(limit - 0.02 * 0.08 * PortableMath.ln2 * 319.5) < 1e-9 && limit > 0.15)
  }

  @Test func `compare sharpness within half an octave, and two seconds at most`() {
    // Soft for 16 frames of 0.016 octaves, a quarter of an octave.
    var series = steady(120)
    for i in 50..<66 { series.sharpness[i] = -6 }
    #expect(CheckReport(series).finding(.sharpnessDip).value == 3)
    // The same at five times the speed is a scene that is soft, which lasts longer than an octave.
    for i in series.pairs.indices { series.pairs[i].map.scale.x = PortableMath.exp2(0.08) }
    #expect(CheckReport(series).finding(.sharpnessDip).value == 0)
  }

  @Test func `know a step of colour from a change that goes on`() {
    var series = steady()
    for i in series.pairs.indices { series.pairs[i].colourStep = 1 }
    #expect(CheckReport(series).finding(.colourStep).value == 0)
    series.pairs[30].colourStep = 3
    let step = CheckReport(series).finding(.colourStep)
    #expect(step.value == 2 && step.frame == 31)
  }

  @Test func `judge a loop's last step as any other`() {
    var series = steady()
    series.closing?.map = .identity
    series.closing?.colourStep = 0.6
    #expect(CheckReport(series).failed == [.loopZoom, .loopColour])
    // Colours that drift on are no step.
    for i in series.pairs.indices { series.pairs[i].colourStep = 0.5 }
    #expect(CheckReport(series).failed == [.loopZoom])
    series.closing = nil
    #expect(CheckReport(series).findings.count == Metric.allCases.count - 4)
  }
}

@Suite struct `Flashes` {
  /// Half a second of cells by turns, so many frames each; a share of the cells takes part.
  private func perSecond(
    _ kind: FlashWatch.Kind, _ dark: (Float, Float, Float), _ light: (Float, Float, Float), frames: Int,
    share: Double = 1
  ) -> Double {
    var watch = FlashWatch(kind, framesPerSecond: 24)
    for i in 0..<72 {
      let count = LightCells.columns * LightCells.rows
      func plane(_ pick: ((Float, Float, Float)) -> Float) -> [Float] {
        (0..<count).map { Double($0) < share * Double(count) && i / frames % 2 == 1 ? pick(light) : pick(dark) }
      }
      watch.see(LightCells(red: plane { $0.0 }, green: plane { $0.1 }, blue: plane { $0.2 }))
    }
    var series = FilmSeries(size: CanvasSize(64, 36), framesPerSecond: 24)
    (series.flashTurns, series.redFlashTurns) = kind == .general ? (watch.turns, []) : ([], watch.turns)
    return FlashMeasures.findings(series)[kind == .general ? 0 : 1].value
  }

  private let black: (Float, Float, Float) = (0, 0, 0)
  private let grey: (Float, Float, Float) = (0.6, 0.6, 0.6)

  @Test func `at 4 Hz are 4 a second`() {
    #expect(perSecond(.general, black, grey, frames: 3) == 4)
    #expect(perSecond(.general, black, grey, frames: 4) == 3)
  }

  @Test func `need a quarter of the picture`() {
    #expect(perSecond(.general, black, grey, frames: 3, share: 0.26) == 4)
    #expect(perSecond(.general, black, grey, frames: 3, share: 0.24) == 0)
  }

  @Test func `need 20 cd/m² from a darker state below 160`() {
    // 200 · 0.38^2.4 = 19.6, 200 · 0.39^2.4 = 20.9; 200 · 0.92^2.4 = 164.
    #expect(perSecond(.general, black, (0.38, 0.38, 0.38), frames: 3) == 0)
    #expect(perSecond(.general, black, (0.39, 0.39, 0.39), frames: 3) == 4)
    #expect(perSecond(.general, (0.92, 0.92, 0.92), (1, 1, 1), frames: 3) == 0)
  }

  @Test func `are red where the redder state is saturated`() {
    #expect(perSecond(.red, black, (0.9, 0.1, 0.1), frames: 3) == 4)
    #expect(perSecond(.red, (0.9, 0.1, 0.1), black, frames: 3) == 4)
    #expect(perSecond(.red, black, (0.9, 0.6, 0.1), frames: 3) == 0)
    #expect(perSecond(.red, black, (0.9, 0.9, 0.9), frames: 3) == 0)
  }
}
