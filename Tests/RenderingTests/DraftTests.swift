import Geometry
import Imaging
import Media
import Planning
import Rendering
import TestSupport
import Testing
import Worlds

/// A quick look at a film: its worlds are drawn at half the size.
@Suite struct `A draft` {
  private static func plan(_ size: CanvasSize) throws -> Plan {
    var storyboard = Storyboard()
    storyboard.preset = .named("constant")
    storyboard.canvas = CanvasWish(size: size, fps: Rational(10))
    storyboard.scenes = ["rose", "cloudsea", "dahlia"].map { SceneWish(.world($0)) }
    storyboard.octaves = 3
    storyboard.speed = 1
    return try Planner.plan(storyboard, facts: [:])
  }

  /// How much two pictures differ on average, the first seen that many pixels beside its place.
  private static func difference(_ one: Picture, _ other: Picture, plane: Int, by shift: (x: Int, y: Int)) -> Double {
    let (one, other) = (one.planes[plane], other.planes[plane])
    var (sum, count) = (0, 0)
    for y in 4..<other.height - 4 {
      for x in 4..<other.width - 4 {
        sum += abs(one.sample(x + shift.x, y + shift.y) - other.sample(x, y))
        count += 1
      }
    }
    return Double(sum) / Double(count)
  }

  @Test(arguments: [CanvasSize(640, 360), CanvasSize(639, 359), CanvasSize(960, 540), CanvasSize(959, 541)])
  func `shows the film in its place and its colours, but for its finest detail`(size: CanvasSize) throws {
    let plan = try Self.plan(size)
    let film = try FrameRenderer(plan, format: .yuv444, cores: Cores(2))
    let draft = try FrameRenderer(plan, format: .yuv444, cores: Cores(2), worlds: .draft)
    for frame in stride(from: 0, to: plan.frameCount, by: 20) {
      let (whole, coarse) = (try film.frame(at: frame), try draft.frame(at: frame))
      #expect(frameHash(whole) != frameHash(coarse))
      for plane in 0..<3 {
        #expect(Self.difference(whole, coarse, plane: plane, by: (0, 0)) < 8, "frame \(frame), plane \(plane)")
      }
      let inPlace = Self.difference(whole, coarse, plane: 0, by: (0, 0))
      for shift in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
        #expect(Self.difference(whole, coarse, plane: 0, by: shift) > inPlace, "frame \(frame), \(shift)")
      }
    }
  }

  @Test func `is the same in any order and on any number of cores`() throws {
    let plan = try Self.plan(CanvasSize(97, 55))
    let frames = Array(stride(from: 0, to: plan.frameCount, by: 7))
    let straight = try FrameRenderer(plan, format: .yuv420, cores: Cores(1), worlds: .draft).hashes(frames)
    let backwards = try FrameRenderer(plan, format: .yuv420, cores: Cores(7), worlds: .draft)
      .hashes(frames.reversed())
    #expect(straight == backwards)
  }
}
