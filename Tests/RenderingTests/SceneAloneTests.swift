import Geometry
import Imaging
import Planning
import Rendering
import TestSupport
import Testing

@Suite struct `A scene alone` {
  @Test func `is what a frame shows where no other scene is seen`() throws {
    try TestShots.with { shots in
      // The shot ends on the way, before the second scene is two pixels high.
      let plan = try shots.plan(
        shots.storyboard([try shots.still(1), try shots.still(2)]) {
          $0.octaves = 8; $0.speed = 1; $0.seconds = 1
        })
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(1))
      for number in [0, 5, 9] {
        let moment = FrameTime(number)
        let alone = try renderer.sceneAlone(plan.camera(at: moment), at: moment)
        #expect(largestDifference(alone, try renderer.frame(at: number)) == 0, "frame \(number)")
      }
    }
  }

  @Test func `has no seam and no scene in it at its last moment`() throws {
    try TestShots.with { shots in
      let bright = try shots.plain(200, "bright.png")
      let dark = try shots.plain(40, "dark.png")
      let plan = try shots.plan(
        shots.storyboard([bright, dark]) {
          $0.octaves = 2; $0.speed = 1
        })
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(1))
      let alone = try renderer.sceneAlone(plan.camera(place: 0, octaves: 2), at: FrameTime(20))
      #expect(alone.samples[0].allSatisfy { abs($0 - 200) <= 1 })
    }
  }

  @Test func `of the world kind has no grain where none is wanted, and the same picture but for that`() throws {
    var storyboard = Storyboard()
    storyboard.canvas.size = CanvasSize(96, 54)
    storyboard.scenes = [SceneWish(.world("agate"))]
    let plan = try Planner.plan(storyboard, facts: [:])
    let format = PictureFormat(.full, bits: 16)
    func alone(_ hasGrain: Bool, _ frame: Int) throws -> Picture {
      let moment = FrameTime(frame)
      return try FrameRenderer(plan, format: format, cores: Cores(2), worlds: hasGrain ? .film : .grainless)
        .sceneAlone(plan.camera(place: 0, octaves: 1), at: moment)
    }
    let (rough, smooth) = (try alone(true, 3), try alone(false, 3))
    let difference = largestDifference(rough, smooth)
    #expect(difference > 0 && difference < 20 * 256, "\(difference)")
  }
}
