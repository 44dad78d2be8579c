import Geometry
import Planning
import TestSupport
import Testing

@Suite struct `The camera` {
  @Test func `sees the same whichever scene it is told from`() throws {
    for number in 0..<60 {
      let plan = try Shots.random(number)
      for n in stride(from: 0, to: plan.frameCount, by: 7) {
        let camera = plan.camera(at: FrameTime(n))
        guard let inner = plan.inward(camera), let link = plan.link(after: camera.place) else { continue }
        let here = camera.canvasFromScene(vanishingPoint: plan.scene(at: camera.place).vanishingPoint)
        let there = inner.canvasFromScene(vanishingPoint: plan.scene(at: inner.place).vanishingPoint)
        for z in plan.size.corners { #expect((here(link.portal(z)) - there(z)).length < 1e-9) }
      }
    }
  }

  @Test func `shows a scene upright and filling the canvas at its moment`() throws {
    for number in 0..<60 {
      let plan = try Shots.random(number)
      for place in plan.scenes.indices {
        let camera = plan.camera(place: place, octaves: 0)
        let map = camera.canvasFromScene(vanishingPoint: plan.scene(at: place).vanishingPoint)
        #expect(map.scale == .one)
        #expect(map.offset.length < 1e-12)
      }
    }
  }

  @Test func `moves without a jump of place, speed or direction`() throws {
    for number in 0..<60 {
      let plan = try Shots.random(number)
      let frames = 3..<max(4, plan.frameCount - 3)
      for n in frames {
        // Motion from frame to frame of a point that is on the canvas in all of them, seen in thirds of a frame.
        let steps = (0..<5).map {
          plan.canvasPoint(at: FrameTime(n, fraction: 0).shifted(by: Double($0 - 2) * 0.01), follow: n)
        }
        let velocity = zip(steps, steps.dropFirst()).map { ($1 - $0) * 100 }
        for (a, b) in zip(velocity, velocity.dropFirst()) { #expect((a - b).length < 0.02 * max(1, a.length)) }
      }
    }
  }

  @Test func `never leaves a corner of the canvas uncovered`() throws {
    for number in 0..<400 {
      let plan = try Shots.random(number)
      for n in stride(from: 0, to: plan.frameCount, by: 3) {
        let views = plan.views(at: FrameTime(n))
        let outermost = try #require(views.first)
        let scene = plan.scene(at: outermost.place)
        let half = try #require(plan.fit(of: scene)).half
        for corner in plan.size.corners {
          let z = outermost.canvasFromScene.inverse(corner)
          #expect(abs(z.x) <= half.x + 1e-9, "shot \(number), frame \(n)")
          #expect(abs(z.y) <= half.y + 1e-9, "shot \(number), frame \(n)")
        }
      }
    }
  }

  @Test func `repeats a loop to the bit when the chain is unrolled`() throws {
    var loops = 0
    for number in 0..<150 {
      let plan = try Shots.random(number)
      guard plan.loops else { continue }
      loops += 1
      let unrolled = plan.unrolled(laps: 2)
      #expect(plan.mistake == nil && unrolled.mistake == nil)
      for n in stride(from: 0, to: plan.frameCount, by: 5) {
        let first = unrolled.views(at: FrameTime(n))
        let second = unrolled.views(at: FrameTime(n + plan.frameCount))
        let looped = plan.views(at: FrameTime(n))
        #expect(first.map(\.canvasFromScene) == second.map(\.canvasFromScene), "shot \(number), frame \(n)")
        #expect(first.map(\.canvasFromScene) == looped.map(\.canvasFromScene), "shot \(number), frame \(n)")
      }
    }
    #expect(loops > 20)
  }

  @Test func `sees the same at the end of 2,000 octaves as at the beginning`() throws {
    let storyboard = Shots.stills(8) { $0.seconds = 4000 }
    let plan = try Shots.plan(storyboard)
    #expect(plan.frameCount == 120_000)
    let lap = 8 * 60
    let late = plan.views(at: FrameTime(120_000 - 10 * lap + 17))
    let early = plan.views(at: FrameTime(10 * lap + 17))
    #expect(late.map(\.canvasFromScene) == early.map(\.canvasFromScene))
    #expect(late[0].place > 1900)
  }
}

extension FrameTime {
  fileprivate func shifted(by frames: Double) -> FrameTime { FrameTime(frames: self.frames + frames) }
}

extension Plan {
  /// Where a point stands on the canvas that at frame n is a little off the vanishing point, seen at another moment.
  fileprivate func canvasPoint(at time: FrameTime, follow n: Int) -> Point {
    let reference = camera(at: FrameTime(n))
    let z = scene(at: reference.place).vanishingPoint + Point(x: 0.3, y: 0.2) / reference.zoom
    var camera = camera(at: time)
    while camera.place > reference.place { camera = outward(camera)! }
    while camera.place < reference.place { camera = inward(camera)! }
    return camera.canvasFromScene(vanishingPoint: scene(at: reference.place).vanishingPoint)(z)
  }
}
