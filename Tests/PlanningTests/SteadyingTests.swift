import Geometry
import Planning
import Testing

/// A clip of a known zoom, held by an unsteady hand, in a shot of its own.
private struct Handheld {
  let drifts: [Point]
  let track: ZoomTrack
  let size: CanvasSize

  init(
    shake: Double, pan: Point = .zero, octaves: Double = 0, count: Int = 90, size: CanvasSize = CanvasSize(640, 360)
  ) {
    let seed = Seed(7)
    drifts =
      [.zero]
      + (1..<count).map { Point(x: seed.at("x", $0).signed, y: seed.at("y", $0).signed) * shake + pan }
    track = ZoomTrack(
      octaves: (0..<count).map { octaves * Double($0) / Double(count - 1) },
      turns: [Double](repeating: 0, count: count), focus: Point(x: 0.2, y: -0.1))
    self.size = size
  }

  func plan(steady: Double?, speed: Double? = nil) throws -> Plan {
    var storyboard = Storyboard(files: ["clip.mp4", "still.png"])
    storyboard.canvas.size = CanvasSize(320, 180)
    storyboard.scenes[0].steady = steady
    storyboard.scenes[0].speed = speed
    var survey = Survey(facts: [
      "clip.mp4": TakeFacts(
        kind: .clip, size: size, hash: "c", times: FrameTimes(rate: Rational(25), count: drifts.count)),
      "still.png": Shots.facts(1920, 1080),
    ])
    survey.motions["clip.mp4"] = ClipMotion(track: track, confidence: 1, drifts: drifts)
    return try Planner.plan(storyboard, survey)
  }

  /// Where a thing that stood in the first frame's focus is in each frame's picture.
  var thing: [Point] {
    var places = [track.focus]
    for frame in 1..<drifts.count {
      let zoom = track.zoom(frame) / track.zoom(frame - 1)
      places.append(track.focus + zoom * (places[frame - 1] - track.focus) + drifts[frame])
    }
    return places
  }

  /// How far from its place in the scene that thing is seen, frame by frame, in canvases.
  func strayed(_ plan: Plan) throws -> [Double] {
    let pixels = size.pixelsFromPlane
    let places = try thing.enumerated().map { frame, place in
      let takeFromScene = try #require(plan.takeFromScene(plan.scenes[0], frame: frame))
      return takeFromScene.inverse(pixels(place))
    }
    return places.map { ($0 - places[places.count - 1]).length / 2 }
  }

  /// The farthest that the canvas looks beyond a frame's picture while that frame stands as large as the canvas, in plane units of the scene.
  func lookedBeyond(_ plan: Plan) throws -> Double {
    let scene = plan.scenes[0]
    return try drifts.indices.map { frame in
      let takeFromScene = try #require(plan.takeFromScene(scene, frame: frame))
      let anchor = try #require(scene.playback).anchor
      let own = track.zoom(anchor) / track.zoom(frame)
      // The frame in its place, without the zoom that lies between it and the anchor.
      let middle = takeFromScene.inverse(size.pixelsFromPlane(track.focus))
      let corners = plan.size.corners.map { corner -> Double in
        let at = takeFromScene(
          middle + (corner - plan.fit(of: scene)!.sceneFromPixels(size.pixelsFromPlane(track.focus))) * own)
        return max(-at.x, -at.y, at.x - Double(size.width), at.y - Double(size.height), 0)
      }
      return corners.max()!
    }.max()!
  }
}

@Suite struct `A steadied clip` {
  @Test(arguments: [0.0, 0.6, -0.5]) func `stands where its hand shook`(octaves: Double) throws {
    let clip = Handheld(shake: 0.01, octaves: octaves)
    let plan = try clip.plan(steady: 1)
    #expect(try clip.strayed(clip.plan(steady: nil)).max()! > 0.02)
    #expect(try clip.strayed(plan).max()! < 1e-4)
    #expect((1.001...1.12).contains(plan.scenes[0].margin))
    #expect(plan.mistake == nil)
  }

  @Test func `keeps half of its shake where half is wished`() throws {
    let clip = Handheld(shake: 0.01)
    let (whole, half) = (try clip.plan(steady: nil), try clip.plan(steady: 0.5))
    // What is shown larger strays farther.
    let margin = half.scenes[0].margin
    for (whole, half) in zip(try clip.strayed(whole), try clip.strayed(half)) {
      #expect(abs(half / margin - whole / 2) < 1e-4)
    }
  }

  @Test func `is shown no larger than twelve hundredths, and goes on with a pan that is too long for that`() throws {
    let clip = Handheld(shake: 0.006, pan: Point(x: 0.02, y: 0))
    let plan = try clip.plan(steady: 1)
    #expect(plan.scenes[0].margin <= 1.1201)
    let strayed = try clip.strayed(plan)
    // The pan is seen, and the hand hardly: from frame to frame the thing goes on evenly.
    let steps = zip(strayed.dropFirst(), strayed).map { $0 - $1 }
    #expect(strayed.max()! > 0.3)
    let changes = zip(steps.dropFirst(), steps).dropFirst(20).dropLast(20).map { abs($0 - $1) }
    let before = zip(clip.drifts.dropFirst(), clip.drifts).dropFirst(20).dropLast(20).map { ($0 - $1).length / 2 }
    #expect(changes.reduce(0, +) < 0.25 * before.reduce(0, +))
    #expect(plan.notes.contains { $0.contains("as far as its margin allows") })
  }

  @Test(arguments: [(0.0, 0.004), (0.0, 0.05), (0.5, 0.02)], [CanvasSize(640, 360), CanvasSize(640, 480)])
  func `never looks past its border`(motion: (octaves: Double, shake: Double), size: CanvasSize) throws {
    let clip = Handheld(shake: motion.shake, pan: Point(x: 0, y: 0.002), octaves: motion.octaves, size: size)
    #expect(try clip.lookedBeyond(clip.plan(steady: 1)) < 1e-6)
  }

  @Test func `uses what a taller picture has beyond the canvas before it grows`() throws {
    let clip = Handheld(shake: 0, pan: Point(x: 0, y: 0.002), size: CanvasSize(640, 480))
    let plan = try clip.plan(steady: 1)
    #expect(plan.scenes[0].margin == 1)
    #expect(try clip.strayed(plan).max()! < 1e-4)
  }

  @Test func `is steadied where the camera rests, too`() throws {
    let clip = Handheld(shake: 0.01)
    #expect(try clip.strayed(clip.plan(steady: 1, speed: 0)).max()! < 1e-4)
  }

  @Test func `is as it was where its hand was steady`() throws {
    let clip = Handheld(shake: 0, octaves: 0.4)
    let (plan, other) = (try clip.plan(steady: 1), try clip.plan(steady: nil))
    #expect(plan.scenes[0].margin == other.scenes[0].margin)
    #expect(try clip.strayed(plan).max()! < 1e-6)
  }

  @Test func `must be a clip`() {
    var storyboard = Storyboard(files: ["still.png"])
    storyboard.scenes[0].steady = 1
    #expect { try Planner.plan(storyboard, facts: ["still.png": Shots.facts(64, 36)]) } throws: {
      "\($0)".contains("steady is for clips, and this scene is not one")
    }
    storyboard.scenes[0].steady = nil
    storyboard.steady = 1
    #expect(throws: Never.self) { try Planner.plan(storyboard, facts: ["still.png": Shots.facts(64, 36)]) }
  }
}
