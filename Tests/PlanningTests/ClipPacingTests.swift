import Geometry
import Planning
import Testing

/// Clips that zoom by themselves, as nothing but their tracks.
private struct ZoomingClips {
  var frames = 110
  var rate = 25
  var octavesPerSecond = [0.4, 0.4, 0.4]
  var turnsPerSecond = 0.0
  var focus = Point(x: 0.05, y: -0.03)

  func name(_ i: Int) -> String { "clip\(i).mp4" }

  func survey() -> Survey {
    var survey = Survey(facts: [:])
    for (i, speed) in octavesPerSecond.enumerated() {
      survey.facts[name(i)] = Shots.clip(frames, rate: rate)
      survey.motions[name(i)] = ClipMotion(
        track: ZoomTrack(
          octaves: (0..<frames).map { speed * Double($0) / Double(rate) },
          turns: (0..<frames).map { turnsPerSecond * Double($0) / Double(rate) }, focus: focus), confidence: 1)
    }
    return survey
  }

  /// Each clip begins with the last picture of the one before.
  func followingOn() -> Survey {
    var survey = survey()
    for i in octavesPerSecond.indices {
      for (outer, inner) in [(i, i + 1), (i + 1, i)] {
        survey.alignments[TakePair(outer: name(outer), inner: name(inner))] = TakeAlignment(
          portal: .identity, agreement: 1)
      }
    }
    return survey
  }

  /// A plan whose scenes hand over outward from their vanishing points.
  func plan(_ survey: Survey, _ change: (inout Storyboard) -> Void = { _ in }) throws -> Plan {
    var plan = try Planner.plan(storyboard(change), survey)
    let times = (0..<32).flatMap { row in [UInt16](repeating: UInt16(row * 2114), count: 8) }
    let arrival = ArrivalMap(rowCount: 32, columnCount: 8, innermost: -5, octavesPerRow: 0.2, times: times)
    plan.arrivals = [arrival]
    for place in plan.links.indices {
      let window = plan.links[place].window
      plan.links[place].handOver = PlannedHandOver(
        arrival: 0,
        HandOver(
          arrival: arrival, pole: plan.scenes[place + 1].vanishingPoint, begins: window.lowerBound,
          ends: window.upperBound, softness: 0.02))
    }
    return plan
  }

  func storyboard(_ change: (inout Storyboard) -> Void = { _ in }) -> Storyboard {
    var storyboard = Storyboard(files: octavesPerSecond.indices.map(name))
    var preset = Preset()
    preset.follow = 1
    storyboard.preset = .inline(preset)
    storyboard.canvas = CanvasWish(size: CanvasSize(640, 360), fps: Rational(25))
    change(&storyboard)
    return storyboard
  }
}

@Suite("Clips that zoom by themselves") struct ClipPacingTests {
  /// Magnification of the clip's picture on the canvas at a frame, in octaves, and whether it covers the canvas.
  private func shown(_ plan: Plan, _ frame: Int, _ place: Int) -> (octaves: Double, covers: Bool, source: Int)? {
    guard let view = plan.views(at: FrameTime(frame)).first(where: { $0.place == place }), let seconds = view.seconds,
      case .take(let take) = plan.scenes[place].content
    else { return nil }
    let facts = plan.takes[take].facts
    let source = facts.times.index(at: seconds)
    let map = view.canvasFromScene.inverse.then(plan.takeFromScene(plan.scenes[place], frame: source)!)
    let size = facts.size
    let covers = plan.size.corners.allSatisfy { corner in
      let pixel = map(corner)
      return pixel.x > -0.5 && pixel.y > -0.5 && pixel.x < Double(size.width) + 0.5
        && pixel.y < Double(size.height) + 0.5
    }
    let fit = max(plan.aspect / size.aspect, 1) * Double(size.height) / 2
    return (-PortableMath.log2(map.scale.length / fit), covers, source)
  }

  @Test(arguments: [Direction.in, .out], [false, true])
  func `are shown at their own size and speed when each goes on from the last`(direction: Direction, rolls: Bool) throws
  {
    var clips = ZoomingClips()
    if direction == .out { clips.octavesPerSecond = [-0.4, -0.4, -0.4] }
    if rolls { clips.turnsPerSecond = 0.002 }
    let plan = try clips.plan(clips.followingOn()) { $0.direction = direction }
    #expect(plan.links.allSatisfy { $0.kind == .successive })
    for link in plan.links { #expect(abs(link.octaves - 0.4 * 109 / 25) < 1e-9) }
    #expect(abs(plan.frameCount - 3 * 109) <= 1)
    for frame in plan.frames {
      #expect(abs(abs(plan.speed(at: FrameTime(frame))) - 0.4) < 1e-6)
      let views = plan.views(at: FrameTime(frame))
      let first = try #require(shown(plan, frame, views[0].place))
      #expect(first.covers, "frame \(frame)")
    }
    // Alone on the canvas, a clip is shown as large as it is, but for what rounding to whole frames leaves.
    for place in plan.scenes.indices {
      let alone = plan.frames.filter { plan.views(at: FrameTime($0)).map(\.place) == [place] }
      let seen = alone.compactMap { shown(plan, $0, place) }
      #expect(seen.count > 60)
      #expect(seen.allSatisfy { $0.octaves < 1.6 * 0.4 / 25 + (rolls ? 0.01 : 0) })
      let steps = zip(seen, seen.dropFirst()).map { $1.source - $0.source }
      #expect(steps.filter { $0 == 1 }.count > steps.count - 3)
    }
  }

  @Test func `keep the shot's one speed whatever their own`() throws {
    var clips = ZoomingClips()
    clips.octavesPerSecond = [0.3, 0.5, 0.4]
    let plan = try clips.plan(clips.followingOn()) { $0.speed = 0.4 }
    for frame in plan.frames {
      #expect(abs(plan.speed(at: FrameTime(frame)) - 0.4) < 1e-9)
      let views = plan.views(at: FrameTime(frame))
      #expect(try #require(shown(plan, frame, views[0].place)).covers, "frame \(frame)")
    }
  }

  @Test func `play from the first when they open in another scene, at half their speed or more`() throws {
    let clips = ZoomingClips()
    let plan = try clips.plan(clips.survey())
    #expect(plan.links.allSatisfy { $0.kind == .nested })
    let playback = try #require(plan.scenes[1].playback)
    let fill = plan.moment(clock: plan.waypoints.first { $0.scene == 1 && $0.octaves == 0 }!.time).frame
    let first = try #require(
      (0...fill).first { plan.camera(at: FrameTime($0)).place == 1 || playback.seconds(at: FrameTime($0)) > 0 })
    #expect(first < fill - 20)
    for frame in first + 8..<fill {
      let played = playback.seconds(at: FrameTime(frame)) - playback.seconds(at: FrameTime(frame - 8))
      #expect(played >= 0.45 * 8 / 25 - 1.001 / 25)
    }
  }
}
