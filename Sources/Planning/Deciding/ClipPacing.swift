import Geometry

/// Which frame of a clip that flies with the shot is shown when.
struct ClipPacing {
  private let chain: Chain
  private let framesPerSecond: Double
  private let place: Int
  private let zoom: ClipZoom
  private let times: FrameTimes

  init(_ flight: Flight, _ place: Int, _ zoom: ClipZoom, _ times: FrameTimes) {
    chain = flight.chain
    framesPerSecond = flight.framesPerSecond.value
    self.place = place
    self.zoom = zoom
    self.times = times
  }

  /// A clip plays at most so many times as fast as it was taken.
  static let fastest = 2.0
  /// How far, in frames of the clip, the picture aimed at is behind the one that fits best, and how far the picture shown may be from that:
  /// room to follow one another evenly.
  private static let lag = 0.5
  private static let slack = 0.9

  private var scene: PlannedScene { chain.scene(at: place) }
  private var isInward: Bool { chain.order.isInward }
  /// The frames in the order in which they get larger on the canvas: as they are played when flying in, else backwards.
  private var start: Int { isInward ? zoom.first : zoom.last }
  private var end: Int { isInward ? zoom.last : zoom.first }
  private var step: Int { end >= start ? 1 : -1 }
  /// How many frames on from the first.
  private func frame(_ number: Int) -> Int { start + step * number }
  private var count: Int { abs(end - start) + 1 }
  private var anchorNumber: Int { abs((scene.playback?.anchor ?? start) - start) }

  /// Knots from which each frame of the shot in which the clip is seen has its picture; of those that show the same one the first and last.
  func knots(_ seen: [Playing.Moment]) -> [Playback.Knot] {
    let ordered = isInward ? seen : seen.reversed()
    let numbers = numbers(ordered)
    let knots = zip(ordered, numbers).map { moment, number in
      Playback.Knot(time: FrameTime(moment.frame), seconds: times.start(of: frame(number)))
    }
    return KnotList.endsOfRuns(isInward ? knots : knots.reversed())
  }

  private func numbers(_ ordered: [Playing.Moment]) -> [Int] {
    guard carries(ordered) else { return evenly(ordered) }
    guard let fill = ordered.firstIndex(where: { $0.camera.octaves >= 0 }) else {
      return growing(ordered[...], to: min(count - 1, anchorNumber))
    }
    let before = growing(ordered[..<fill], to: anchorNumber)
    return before + covering(ordered[fill...], after: before.last ?? anchorNumber)
  }

  /// Whether the clip's own zoom, played at most at twice its speed, is the camera's from its scene filling the canvas on.
  private func carries(_ moments: [Playing.Moment]) -> Bool {
    guard let farthest = moments.last?.camera.octaves else { return true }
    let own = abs(zoom.track.octaves[end] - zoom.track.octaves[frame(anchorNumber)])
    return zoom.flies(chain.order.direction) && own + ClipPacing.sameOctaves >= farthest
  }

  /// So far a clip that carries the shot may be magnified past its end.
  private static let sameOctaves = 0.45

  /// All of the clip in the time for which it is seen, as far as its pictures cover the canvas.
  private func evenly(_ moments: [Playing.Moment]) -> [Int] {
    let rate = Playing.rate(
      seconds: Double(count) / times.averageRate, seen: Double(moments.count) / framesPerSecond)
    let usual = rate * times.averageRate / framesPerSecond
    var numbers: [Int] = []
    var (number, aim) = (0, 0.0)
    for (index, moment) in moments.enumerated() {
      let fits = moment.camera.octaves < 0 ? Double(count - 1) : fitting(moment.camera, from: number)
      number = max(number, Int(min(aim, fits).rounded(.down)))
      numbers.append(number)
      // What was lost by waiting is made up for.
      let needed = (Double(count) - aim) / Double(moments.count - index)
      aim = min(aim + min(max(usual, needed), ClipPacing.fastest * usual), Double(count - 1), fits + 1)
    }
    return numbers
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

  /// Frames that cover the canvas, as late as they can be, at most at twice the clip's speed and as evenly as whole frames allow.
  private func covering(_ moments: ArraySlice<Playing.Moment>, after first: Int) -> [Int] {
    var numbers: [Int] = []
    var number = first
    var aim = Double(first)
    let perFrame = ClipPacing.fastest * times.averageRate / framesPerSecond
    for moment in moments {
      let fitting = fitting(moment.camera, from: number)
      let next = min(aim + perFrame, max(fitting - ClipPacing.lag, Double(first)))
      let step = number + Int((next - aim).rounded())
      aim = max(aim, next)
      let isNear = Double(step) <= fitting && abs(Double(step) - aim) <= ClipPacing.slack
      number = max(number, isNear ? step : Int(aim))
      numbers.append(number)
    }
    return numbers
  }

  /// The farthest moment of the clip, in frames from a number on, whose picture covers the canvas; the number itself if none does.
  private func fitting(_ camera: Camera, from number: Int) -> Double {
    let best = farthestCovering(camera, from: number)
    guard best + 1 < count else { return Double(best) }
    let (now, next) = (spare(camera, frame(best)), spare(camera, frame(best + 1)))
    // How far the canvas is from the picture's border, against how far the border comes in over a frame.
    let part = next < now ? now / (now - next) : 0
    return Double(best) + min(max(part, 0), 1)
  }

  /// The last number up to which pictures cover the canvas: one after the other, and where they are many in steps that double, then halve.
  private func farthestCovering(_ camera: Camera, from number: Int) -> Int {
    var best = number
    func isCovered(_ number: Int) -> Bool { number < count && covers(camera, frame(number)) }
    while isCovered(best + 1) {
      best += 1
      if best - number >= 64 { break }
    }
    guard best - number >= 64 else { return best }
    var stride = 1
    while isCovered(best + stride) {
      best += stride
      stride *= 2
    }
    while stride > 1 {
      stride /= 2
      if isCovered(best + stride) { best += stride }
    }
    return best
  }

  /// Whether a frame's picture holds every corner of the canvas, to a quarter of a pixel.
  private func covers(_ camera: Camera, _ frame: Int) -> Bool { spare(camera, frame) >= -0.25 }

  /// How far, in pixels of a frame, its border is outside the canvas at least; negative where a corner looks past it.
  private func spare(_ camera: Camera, _ frame: Int) -> Double {
    guard case .take(let take) = scene.content, let takeFromScene = chain.takeFromScene(scene, frame: frame) else {
      return -.infinity
    }
    let size = chain.takes[take].facts.size
    let map = camera.canvasFromScene(vanishingPoint: scene.vanishingPoint).inverse.then(takeFromScene)
    return chain.size.corners.reduce(.infinity) { spare, corner in
      let pixel = map(corner)
      return min(spare, pixel.x, Double(size.width) - pixel.x, pixel.y, Double(size.height) - pixel.y)
    }
  }
}
