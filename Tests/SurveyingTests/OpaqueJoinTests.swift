import Geometry
import Imaging
import Media
import Planning
import Rendering
import Surveying
import TestSupport
import Testing

@Suite struct `A join of takes is opaque` {
  struct Wish: Sendable {
    var size: CanvasSize
    var kind: JoinWish.Kind
    var direction: Direction
    var hasShapes: Bool
  }

  private static let wishes = [JoinWish.Kind.nested, .successive].flatMap { kind in
    [Direction.in, .out].flatMap { direction in
      [
        Wish(size: CanvasSize(480, 270), kind: kind, direction: direction, hasShapes: kind == .nested),
        Wish(size: CanvasSize(560, 210), kind: kind, direction: direction, hasShapes: kind != .nested),
      ]
    }
  }

  @Test(arguments: wishes) func `at every moment`(wish: Wish) throws {
    TestCache.use()
    let files = try SurveyFilm()
    var storyboard = Storyboard(files: [files("across.png"), files("down.png")])
    for (number, name) in [files("across.png"), files("down.png")].enumerated() {
      let large = CanvasSize(wish.size.width * 2, wish.size.height * 2)
      let picture = DrawnOutNoise.picture(
        large, across: number == 0, hasShapes: wish.hasShapes, seed: UInt64(number + 1), grain: 6)
      try writePNG(picture, to: name)
      storyboard.scenes[number].join = JoinWish(kind: wish.kind)
    }
    storyboard.canvas = CanvasWish(size: wish.size, fps: Rational(25))
    storyboard.preset = .named("constant")
    storyboard.direction = wish.direction
    storyboard.octaves = wish.kind == .nested ? 1.2 : 0.6
    // What comes after the hand-over is in the shot.
    storyboard.scenes.append(storyboard.scenes[0])
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2))
    let plan = try joined(whole, survey)
    #expect(plan.links.allSatisfy { $0.handOver != nil && $0.kind.rawValue == wish.kind.rawValue })
    let joining = plan.frames.filter { plan.views(at: FrameTime($0)).count > 1 }
    #expect(joining.count > 8 && joining.count < plan.frameCount)
    let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(2))
    for frame in stride(from: 0, to: joining.count, by: max(1, joining.count / 6)).map({ joining[$0] }) {
      let unclear = DrawnOutNoise.unclear(try renderer.frame(at: frame))
      #expect(unclear <= 0.1, "\(unclear) at frame \(frame)")
    }
  }
}
