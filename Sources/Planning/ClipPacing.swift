import Geometry

/// Which frame of a clip that flies with the shot is shown when.
struct ClipPacing {
  let plan: Plan
  let place: Int
  let zoom: ClipZoom
  let times: FrameTimes
  let clip: Appearance.ClipPart

  /// A clip plays at most so many times as fast as it was taken.
  static let fastest = 2.0
  /// How far, in frames of the clip, the picture shown may be behind the one that fits best, so that frames follow one another evenly.
  private static let slack = 0.9

  private var scene: PlannedScene { plan.scenes[place] }
  /// The frames in the order in which they get larger on the canvas: as they are played when flying in, else backwards.
  private var start: Int { plan.isInward ? zoom.first : zoom.last }
  private var end: Int { plan.isInward ? zoom.last : zoom.first }
  private var step: Int { end >= start ? 1 : -1 }
  /// How many frames on from the first.
  private func frame(_ number: Int) -> Int { start + step * number }
  private var count: Int { abs(end - start) + 1 }
  private var anchorNumber: Int { abs((scene.playback?.anchor ?? start) - start) }

  /// A knot for each frame of the shot in which the clip is seen.
  func knots(_ seen: [Playing.Moment]) -> [Playback.Knot] {
    let ordered = plan.isInward ? seen : seen.reversed()
    let numbers = numbers(ordered)
    let knots = zip(ordered, numbers).map { moment, number in
      Playback.Knot(time: FrameTime(moment.frame), seconds: times.start(of: frame(number)))
    }
    return plan.isInward ? knots : knots.reversed()
  }

  /// A sentence when the clip has to play much slower or cannot keep up; nil when it is near its own speed.
  func note(_ seen: [Playing.Moment]) -> String? {
    guard seen.count > 1 else { return nil }
    let knots = knots(seen)
    let seconds = Double(seen.count - 1) / plan.framesPerSecond.value
    let rate = abs(knots[knots.count - 1].seconds - knots[0].seconds) / seconds
    if rate < 0.45 {
      return
        "its clip zooms faster than the shot and plays at \(brief(rate)) of its speed; a higher speed suits it better"
    }
    return nil
  }

  private func numbers(_ ordered: [Playing.Moment]) -> [Int] {
    guard let fill = ordered.firstIndex(where: { $0.camera.octaves >= 0 }) else {
      return growing(ordered[...], to: min(count - 1, anchorNumber))
    }
    let before = growing(ordered[..<fill], to: anchorNumber)
    return before + covering(ordered[fill...], after: before.last ?? anchorNumber)
  }

  /// While the scene grows, up to its anchor: from half of the speed that it has then.
  private func growing(_ moments: ArraySlice<Playing.Moment>, to anchor: Int) -> [Int] {
    let length = Double(moments.count)
    return moments.indices.map { index in
      let u = (Double(index - moments.startIndex) + 0.5) / max(length, 1)
      // The integral of a speed that rises from a half to one.
      let played = (0.5 * u + 0.25 * u * u) / 0.75
      return Int((played * Double(anchor)).rounded(.down))
    }
  }

  /// The farthest frame that covers the canvas, at most at twice the clip's speed.
  private func covering(_ moments: ArraySlice<Playing.Moment>, after first: Int) -> [Int] {
    var numbers: [Int] = []
    var number = first
    var played = Double(first)
    let perFrame = ClipPacing.fastest * times.averageRate / plan.framesPerSecond.value
    var stride = 0
    for moment in moments {
      let fitting = fitting(moment.camera, from: number)
      played = min(played + perFrame, Double(fitting))
      let farthest = Int(played)
      // The same step as before, if that is near enough.
      let even = number + stride
      let next = even <= farthest && Double(farthest - even) <= ClipPacing.slack ? even : max(number, farthest)
      stride = numbers.isEmpty ? 0 : next - number
      number = next
      numbers.append(number)
    }
    return numbers
  }

  /// The farthest frame from a number on that covers the canvas; the number itself if none does.
  private func fitting(_ camera: Camera, from number: Int) -> Int {
    var best = number
    while best + 1 < count, covers(camera, frame(best + 1)) { best += 1 }
    return best
  }

  /// Whether a frame's picture holds every corner of the canvas, to a quarter of a pixel.
  private func covers(_ camera: Camera, _ frame: Int) -> Bool {
    guard case .take(let take) = scene.content, let takeFromScene = plan.takeFromScene(scene, frame: frame) else {
      return false
    }
    let size = plan.takes[take].facts.size
    let map = camera.canvasFromScene(vanishingPoint: scene.vanishingPoint).inverse.then(takeFromScene)
    return plan.size.corners.allSatisfy { corner in
      let pixel = map(corner)
      return pixel.x >= -0.25 && pixel.x <= Double(size.width) + 0.25 && pixel.y >= -0.25
        && pixel.y <= Double(size.height) + 0.25
    }
  }
}
