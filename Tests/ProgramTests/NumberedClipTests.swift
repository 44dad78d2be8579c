import Foundation
import Geometry
import Planning
import TestSupport
import Testing

/// Two clips whose frames carry their number, and a still, in one shot: what the film shows, read back from its pixels.
@Suite struct `Every frame of a film` {
  private let plan: Plan
  private let film: Y4MFilm

  init() throws { (plan, film) = try Self.rendered.get() }

  /// Rendered once for all tests.
  private static let rendered = Result { () -> (Plan, Y4MFilm) in
    let folder = try MediaFolder()
    try makeClips(folder)
    try folder.write(
      """
      {
        canvas: { size: "192x108", fps: 25 },
        preset: "constant",
        octaves: 3,
        scenes: [
          { take: "steady.mp4", from: 0, seconds: 1.7, focus: [0.5, 0.5] },
          { take: "still.png", seconds: 1, focus: [0.5, 0.5] },
          { take: "varying.mkv", from: 0.1, seconds: 1.6, focus: [0.5, 0.5] },
          { take: "steady.mp4", reverse: true, to: 1.5, seconds: 1.4, focus: [0.5, 0.5] },
          { take: "still.png" },
        ],
      }
      """, "shot.json5")
    let json = try ProgramRun("plan shot.json5", in: folder).checked()
    let run = try ProgramRun("render shot.json5 -o -", in: folder).checked()
    return (try Plan(json: Data(json.output), file: nil), try Y4MFilm(run.output))
  }

  /// One with B-frames and groups of 12, and one whose frames last 20 to 70 ms.
  private static func makeClips(_ folder: MediaFolder) throws {
    _ = try folder.write(NumberedFrames.luma(CanvasSize(192, 108), count: 48), "raw")
    let raw = "-f rawvideo -pix_fmt gray -s 192x108 -r 25 -i \(folder("raw"))"
    let x264 = "-c:v libx264 -pix_fmt yuv420p -crf 12 -bf 3 -b_strategy 0 -g 12"
    try ffmpeg("\(raw) \(x264) \(folder("steady.mp4"))")
    let delay = "settb=1/1000,setpts='N*40+10*mod(N*N,5)'"
    try ffmpeg("\(raw) -vsync vfr -enc_time_base 1/1000 \(x264) -vf", delay, folder("varying.mkv"))
    try ffmpeg("-f lavfi -i color=gray:s=192x108 -frames:v 1 \(folder("still.png"))")
  }

  @Test func `shows the source frames that the plan says`() throws {
    try #require(film.isWhole && film.frameCount == plan.frameCount && plan.frameCount > 100)
    var (seen, planned) = ([Int: Set<Int>](), [Int: Set<Int>]())
    for number in plan.frames {
      let views = plan.views(at: FrameTime(number))
      for (index, view) in views.enumerated() {
        guard let seconds = view.seconds, case .take(let take) = plan.scene(at: view.place).content else { continue }
        let source = plan.takes[take].facts.times.index(at: seconds)
        planned[view.place, default: []].insert(source)
        guard let shown = numberShown(number, views, index) else { continue }
        #expect(shown == source, "frame \(number), scene \(view.place)")
        seen[view.place, default: []].insert(shown)
      }
    }
    // Each clip plays to its end before the next scene hides it. Around an opening not every number can be read.
    for (place, last) in [(0, 47), (2, 47), (3, 0)] {
      let all = planned[place, default: []]
      #expect(all.count > 33 && all.contains { abs($0 - last) <= 2 }, "scene \(place): \(all.sorted())")
      #expect(seen[place, default: []].count > 15, "scene \(place): \(seen[place] ?? [])")
    }
  }

  @Test func `goes one source frame on while a clip plays at the film's own rate`() throws {
    let numbers = plan.frames.compactMap { number -> Int? in
      let views = plan.views(at: FrameTime(number))
      return views.first?.place == 0 ? numberShown(number, views, 0) : nil
    }
    #expect(numbers.count > 30 && numbers == Array(0..<numbers.count), "\(numbers)")
  }

  @Test func `has the times of a clip with a varying rate as they were written`() throws {
    let take = try #require(plan.takes.first { $0.path.hasSuffix("varying.mkv") })
    for frame in 0..<48 {
      let milliseconds = frame * 40 + 10 * (frame * frame % 5)
      #expect(abs(take.facts.times.start(of: frame) - Double(milliseconds) / 1000) < 1e-9, "frame \(frame)")
    }
  }

  /// The number in the pixels of a scene; nil where it is too small, or hidden, to read every bit.
  private func numberShown(_ frame: Int, _ views: [SceneView], _ index: Int) -> Int? {
    var number = 0
    for bit in 0..<NumberedFrames.bits {
      let places = distances.map { views[index].canvasFromScene(NumberedFrames.direction(bit) * $0) }
        .filter { isReadable($0, views, index) }
      guard places.count > 2 else { return nil }
      let pixel = plan.size.pixelsFromPlane(places[places.count / 2])
      if film.luma(frame, Int(pixel.x), Int(pixel.y)) > 127 { number |= 1 << bit }
    }
    return number
  }

  /// How much of a scene is seen at a canvas point and around it, if it hands over there: 0, 1, or something between.
  private func isTurning(_ point: Point, _ view: SceneView) -> Double {
    guard case .handOver(let handOver) = view.entrance else { return 1 }
    let opacities = [
      Point.zero, Point(x: 0.02, y: 0), Point(x: -0.02, y: 0), Point(x: 0, y: 0.02), Point(x: 0, y: -0.02),
    ]
    .map { around -> Double in
      let z = view.canvasFromScene.inverse(point + around)
      guard abs(z.x) < plan.aspect, abs(z.y) < 1 else { return 0 }
      return handOver.opacity(z - handOver.pole, octaves: view.octaves)
    }
    let (low, high) = (opacities.min()!, opacities.max()!)
    return low > 0.999 ? 1 : high < 0.001 ? 0 : 0.5
  }

  private var distances: [Double] { (1...60).map { Double($0) * 0.016 } }

  /// Whether a canvas point shows this scene and nothing else, far enough from the middle that a ray is some pixels wide.
  private func isReadable(_ point: Point, _ views: [SceneView], _ index: Int) -> Bool {
    let view = views[index]
    guard abs(point.x) < plan.aspect - 0.05, abs(point.y) < 0.95 else { return false }
    guard (point - view.canvasFromScene(.zero)).length > 0.25 else { return false }
    let inside = view.canvasFromScene.inverse(point)
    if case .seam(let seam) = view.entrance, seam.norm(inside, pole: .zero, aspect: plan.aspect) > seam.solidNorm * 0.97
    {
      return false
    }
    if isTurning(point, views[index]) != 1 { return false }
    guard index + 1 < views.count else { return true }
    if case .handOver = views[index + 1].entrance { return isTurning(point, views[index + 1]) == 0 }
    let inner = views[index + 1].canvasFromScene.inverse(point)
    return abs(inner.x) > plan.aspect * 1.1 || abs(inner.y) > 1.1
  }
}
