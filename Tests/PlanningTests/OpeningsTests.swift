import Foundation
import Geometry
import Planning
import Testing
import Worlds

@Suite struct `A world in a shot` {
  private func plan(_ change: (inout Storyboard) -> Void = { _ in }) throws -> Plan {
    var storyboard = Storyboard()
    storyboard.preset = .named("constant")
    storyboard.scenes = [
      SceneWish(.world("agate")), SceneWish(.world("stair")), SceneWish(.take("still.png")), SceneWish(.world("rose")),
    ]
    change(&storyboard)
    return try Shots.plan(storyboard)
  }

  @Test func `opens onto the next scene, and a take hands over through its seam`() throws {
    let plan = try plan()
    #expect(plan.links.map { $0.reach != nil } == [true, true, false])
  }

  @Test func `hands over through a seam where a seam is asked for`() throws {
    let plan = try plan { $0.scenes[0].join = JoinWish(octaves: 0.7) }
    #expect(plan.links.map { $0.reach != nil } == [false, true, false])
  }

  @Test func `opens no wider than the take that is seen through it`() throws {
    for focus in [Point(x: 0.5, y: 0.5), Point(x: 0.2, y: 0.7), Point(x: 0.9, y: 0.1)] {
      let plan = try plan { $0.scenes[2].focus = focus }
      let (reach, take) = (try #require(plan.links[1].reach), plan.scenes[2])
      let half = try #require(plan.fit(of: take)).half
      for turn in 0..<64 {
        let rim = take.vanishingPoint + Point(turns: Double(turn) / 64, length: reach)
        #expect(abs(rim.x) <= half.x && abs(rim.y) <= half.y)
      }
    }
  }

  @Test func `is told of its opening as the next scene is told of its entrance`() throws {
    let plan = try plan()
    for n in stride(from: 0, to: plan.frameCount, by: 5) {
      let views = plan.views(at: FrameTime(n))
      #expect(views[0].entrance == nil && views.last!.opening == nil)
      for (outer, inner) in zip(views, views.dropFirst()) {
        if let opening = outer.opening {
          #expect(inner.entrance == .opening(opening))
          #expect(abs(opening.ahead + inner.octaves) < 1e-9)
          #expect(opening.rim.upperBound <= opening.reach * PortableMath.exp2(-opening.ahead) * 1.000001)
        } else {
          #expect(inner.entrance == .seam(plan.link(after: outer.place)!.seam))
        }
      }
    }
  }

  @Test func `is drawn until the rim of its opening has left the canvas`() throws {
    let plan = try plan()
    for n in stride(from: 0, to: plan.frameCount, by: 3) {
      let views = plan.views(at: FrameTime(n))
      let (first, camera) = (views[0], plan.camera(at: FrameTime(n)))
      guard camera.place > 0, first.place == camera.place, plan.links[camera.place - 1].reach != nil,
        case .world(let recipe) = plan.scenes[camera.place - 1].content
      else { continue }
      let rim = WorldCatalog.entry(recipe.name)!.rim(-camera.octaves, plan.links[camera.place - 1].reach!)
      #expect(plan.size.corners.allSatisfy { ($0 - camera.focus).length < rim.lowerBound })
    }
  }

  @Test func `stands where the seed frame it begins on was looked at, and drifts home`() throws {
    var plan = try plan()
    let digest = SeedDigest(
      ladder: Array(repeating: [0.5, 0, 0], count: 6), accent: [0.5, 0, 0], light: .zero, key: 0.5, contrast: 0.2,
      portal: Point(x: 0.2, y: -0.1), columns: 0, rows: 0, thumbnail: [])
    #expect(WorldRecipe("agate", seed: Seed(1)).vanishingPoint == .zero)
    let recipe = WorldRecipe("agate", seed: Seed(1), digest: digest)
    #expect(recipe.vanishingPoint == Point(x: 0.2, y: -0.1))
    plan.scenes[1].content = .world(recipe)
    let read = try Plan(json: Data(try plan.json().utf8), file: nil)
    #expect(read == plan)
  }
}
