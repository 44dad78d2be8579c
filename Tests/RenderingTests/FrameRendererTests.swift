import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import TestSupport
import Testing
import Worlds

@Suite struct `A frame` {
  @Test(arguments: [PictureFormat.yuv420, PictureFormat.yuv444, PictureFormat(.half, bits: 16)])
  func `is the same alone, in any order, on any number of cores and with every cache off`(format: PictureFormat) throws
  {
    try TestShots.with { shots in
      let plan = try shots.everything()
      let frames = Array(stride(from: 0, to: plan.frameCount, by: 3))
      let straight = try FrameRenderer(plan, format: format, cores: Cores(1)).hashes(frames)
      #expect(Set(straight.values).count == frames.count)
      let backwards = try FrameRenderer(plan, format: format, cores: Cores(7)).hashes(frames.reversed())
      #expect(backwards == straight)
      let uncached = try FrameRenderer(plan, format: format, cores: Cores(2), cacheBytes: 0)
        .hashes(
          frames.enumerated().sorted { ($0.offset * 7 % 11, $0.offset) < ($1.offset * 7 % 11, $1.offset) }.map(
            \.element))
      #expect(uncached == straight)
    }
  }

  @Test func `shows a scene as it is at the moment that it fills the canvas`() throws {
    try TestShots.with { shots in
      let files = [try shots.still(1), try shots.still(2)]
      let plan = try shots.plan(
        shots.storyboard(files) {
          $0.octaves = 2; $0.speed = 1; $0.seconds = 3
        })
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(1))
      let still = try FrameRenderer(
        try shots.plan(shots.storyboard([files[1], files[0]])), format: .yuv444, cores: Cores(1)
      ).frame(at: 0)
      let frame = try renderer.frame(at: 20)
      // Beside the next scene in the middle, and inside the seam at the border.
      for (x, y) in [(22, 27), (48, 10), (70, 30), (30, 40)] {
        for plane in 0..<3 { #expect(abs(frame.planes[plane].sample(x, y) - still.planes[plane].sample(x, y)) <= 1) }
      }
    }
  }

  @Test(arguments: [
    CanvasSize(96, 54), CanvasSize(54, 96), CanvasSize(64, 64), CanvasSize(128, 48), CanvasSize(51, 33),
    CanvasSize(1, 1),
  ])
  func `is white to its corners when all scenes are white`(size: CanvasSize) throws {
    try TestShots.with { shots in
      let white = try (0..<3).map { try shots.plain(235, "white\($0).png") }
      for direction in Direction.allCases {
        for loop in [false, true] {
          let plan = try shots.plan(
            shots.storyboard(white, size: size) {
              $0.direction = direction
              $0.loop = loop
              $0.octaves = 1.5
              $0.speed = 0.8
              for i in 0..<3 {
                $0.scenes[i].roll = [0.2, -0.4, 0.07][i]
                $0.scenes[i].focus = [Point(x: 0.1, y: 0.9), Point(x: 0.8, y: 0.5), Point(x: 0.5, y: 0)][i]
              }
            })
          let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(2))
          for n in plan.frames {
            let frame = try renderer.frame(at: n)
            #expect(frame.planes[0].least >= 234, "\(direction) frame \(n)")
          }
        }
      }
    }
  }

  @Test func `is the same after 2,000 octaves as after 8`() throws {
    try TestShots.with { shots in
      let files = try (0..<4).map { try shots.still($0) }
      let plan = try shots.plan(
        shots.storyboard(files) {
          $0.octaves = 1; $0.speed = 1; $0.seconds = 2000
        })
      let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(2))
      #expect(plan.frameCount == 20_000)
      for n in [83, 97, 111] {
        let late = try renderer.hashes([n + 19_880])
        #expect(try renderer.hashes([n]).values.first == late.values.first)
      }
    }
  }

  @Test func `of a loop repeats itself bit for bit, and moves on from the last to the first as anywhere else`() throws {
    try TestShots.with { shots in
      let files = [try shots.still(1), try shots.still(2, 70, 90), try shots.clip(12)]
      let plan = try shots.plan(
        shots.storyboard(files) {
          $0.loop = true
          $0.octaves = 1.2
          $0.speed = 1
          $0.scenes[1].roll = 0.2
          $0.scenes.append(SceneWish(.world("dahlia")))
          $0.scenes[3].octaves = 1.7
        })
      let looped = try FrameRenderer(plan, format: .yuv420, cores: Cores(2)).hashes(plan.frames)
      let unrolled = try FrameRenderer(plan.unrolled(laps: 2), format: .yuv420, cores: Cores(2))
      for n in stride(from: 0, to: plan.frameCount, by: 4) {
        let (first, second) = (try unrolled.hashes([n]), try unrolled.hashes([n + plan.frameCount]))
        #expect(first[n] == looped[n])
        #expect(second[n + plan.frameCount] == looped[n])
      }
      let speeds = [-2, -1, 0, 1].map { plan.speed(at: FrameTime($0 + plan.frameCount)) }
      #expect(abs(speeds[1] - speeds[2]) < 0.1)
    }
  }

  @Test func `of an edited plan with a world that is not there says so`() throws {
    try TestShots.with { shots in
      var plan = try shots.everything()
      plan.scenes[2].content = .world(WorldRecipe("atlantis", seed: Seed(1)))
      #expect(throws: Problem.self) { try FrameRenderer(plan, format: .yuv420, cores: Cores(1)) }
    }
  }

  @Test func `of a take that is no longer what the plan names says so`() throws {
    try TestShots.with { shots in
      let plan = try shots.plan(shots.storyboard([try shots.still(1), try shots.still(2)]))
      _ = try shots.plain(90, "still1.png")
      let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(1))
      for number in [0, 0, 1] { #expect(throws: Problem.self) { try renderer.frame(at: number) } }
    }
  }

  @Test func `decodes a take once while it is seen, however little may be kept`() throws {
    try TestShots.with { shots in
      let files = try (0..<6).map { try shots.still($0) }
      let plan = try shots.plan(shots.storyboard(files) { $0.octaves = 0.5 })
      let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(1), cacheBytes: 1)
      #expect(plan.views(at: FrameTime(0)).count == 6)
      _ = try renderer.frame(at: 0)
      for file in files { try FileManager.default.removeItem(atPath: file) }
      _ = try renderer.frame(at: 1)
    }
  }

  @Test func `with an open shutter is the mean of its moments`() throws {
    try TestShots.with { shots in
      var plan = try shots.plan(shots.storyboard([try shots.still(1), try shots.still(2)]) { $0.speed = 2 })
      plan.shutter = 180
      let moments = plan.exposures(of: 5)
      #expect(moments.count > 1)
      let mean = moments.map { $0.frames(since: FrameTime(5)) }.reduce(0, +)
      #expect(abs(mean) < 1e-12)
      for format in [PictureFormat.yuv420, PictureFormat(.full, bits: 16)] {
        let renderer = try FrameRenderer(plan, format: format, cores: Cores(2))
        let pictures = try moments.map { try renderer.picture(at: $0) }.map(\.samples)
        #expect(pictures[0] != pictures[1])
        let frame = try renderer.frame(at: 5).samples
        for plane in 0..<3 {
          let means = frame[plane].indices.map { i in
            (pictures.map { $0[plane][i] }.reduce(0, +) + moments.count / 2) / moments.count
          }
          #expect(frame[plane] == means, "plane \(plane)")
        }
      }
    }
  }

  @Test func `of a long chain keeps ready what is seen near it, and no more`() throws {
    var storyboard = Storyboard()
    storyboard.preset = .named("constant")
    storyboard.canvas = CanvasWish(size: CanvasSize(48, 27), fps: Rational(10))
    storyboard.scenes = (0..<24).map { SceneWish(.world(["agate", "dahlia", "rose"][$0 % 3])) }
    storyboard.octaves = 3
    storyboard.speed = 3
    let plan = try Planner.plan(storyboard, facts: [:])
    let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(2))
    #expect(renderer.keptCounts == [0, 0, 0])
    for number in stride(from: 0, to: plan.frameCount, by: 5) {
      let frame = frameHash(try renderer.frame(at: number))
      #expect(renderer.keptCounts.allSatisfy { $0 <= 6 })
      if number % 50 == 0 {
        #expect(frame == frameHash(try FrameRenderer(plan, format: .yuv420, cores: Cores(1)).frame(at: number)))
      }
    }
  }
}

extension Plane {
  fileprivate var least: Int { (0..<height).flatMap { y in (0..<width).map { sample($0, y) } }.min()! }
}
