import Geometry

/// When a scene is seen, the first time that the shot comes by its place.
///
/// The zoom never turns back, so that is one stretch of frames around the one at which the scene fills the canvas.
struct SeenFrames {
  private let flight: Flight
  private let place: Int
  private let octaves: ClosedRange<Double>
  private let frames: ClosedRange<Int>
  private let middle: Int

  /// `frameCount` is how many frames the shot has. Nil where the shot does not come by.
  init?(_ place: Int, in flight: Flight, frameCount: Int) {
    let chain = flight.chain
    let curve = flight.curve
    guard let fill = curve.fill(ofPlace: place) ?? curve.waypoints.first.map({ curve.moment(clock: $0.time) })
    else { return nil }
    self.flight = flight
    self.place = place
    middle = fill.frame
    frames = chain.order.loops ? (middle - frameCount)...(middle + frameCount) : 0...frameCount
    let lowest = chain.link(after: place - 1)?.window.lowerBound ?? -.infinity
    let highest = chain.link(after: place).map { $0.octaves + max($0.window.upperBound, 0) } ?? .infinity
    octaves = lowest - SeenFrames.spare...max(highest, lowest) + SeenFrames.spare
  }

  /// Octaves for which a clip plays before it is seen and after.
  private static let spare = 0.05

  /// The first frame that is seen and the last; nil: none is.
  var range: ClosedRange<Int>? {
    let isMiddle = camera(middle) != nil
    guard isMiddle || camera(middle + 1) != nil else { return nil }
    let first = isMiddle ? farthest(from: middle, step: -1) : middle + 1
    let last = camera(middle + 1) == nil ? middle : farthest(from: middle + 1, step: 1)
    return first...last
  }

  /// The camera at a frame as the scene knows it; nil where it is not seen.
  func camera(_ frame: Int) -> Camera? {
    guard frames.contains(frame), let camera = flight.camera(at: FrameTime(frame), of: place),
      octaves.contains(camera.octaves)
    else { return nil }
    return camera
  }

  /// The last frame in one direction up to which all are seen: steps that double, then halve.
  private func farthest(from start: Int, step: Int) -> Int {
    var (seen, stride) = (start, 1)
    while camera(seen + step * stride) != nil {
      seen += step * stride
      stride *= 2
    }
    while stride > 1 {
      stride /= 2
      if camera(seen + step * stride) != nil { seen += step * stride }
    }
    return seen
  }
}
