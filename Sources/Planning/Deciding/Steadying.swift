import Geometry

/// What of a clip's pans and shakes is made up for, and how much larger it is shown for that.
///
/// Each frame is laid a little beside its place. From frame to frame that follows the picture's own drift as nearly as it can while no frame
/// is laid farther aside than the picture reaches beyond the canvas: a shake is made up for whole, a pan that is too long goes on slowly.
struct Steadying: Sendable {
  /// How far each frame's picture lies beside its place, in plane units of the clip's picture; zero outside the part that is played.
  let sway: [Point]
  /// How much larger the picture is shown, at least 1.
  let margin: Double
  /// The part of the drift that is left, 0 … 1.
  let left: Double

  /// The most that a picture is shown larger for it.
  static let widest = 1.12
  private static let loosest = 1e-9

  /// - Parameters:
  ///   - frames: the frames that are played.
  ///   - shown: half the size of what is shown of the picture, in its plane units (2 high).
  ///   - canvas: half the size of the canvas, in the same units, where the picture covers it without a margin.
  ///   - strength: the part of the drift that is to be made up for, 0 … 1.
  init?(_ motion: ClipMotion, frames: ClosedRange<Int>, shown: Point, canvas: Point, strength: Double) {
    guard let track = motion.track, motion.drifts.count == track.octaves.count, strength > 0 else { return nil }
    let path = Path(track, motion.drifts, frames, strength: strength)
    let most = shown - canvas / Steadying.widest
    func fits(_ sway: [Point]) -> Bool { sway.allSatisfy { abs($0.x) <= most.x && abs($0.y) <= most.y } }
    var best = path.sway(pull: Steadying.loosest)
    if !fits(best) {
      // The least pull toward its place that keeps every frame within the canvas's reach.
      var (low, high) = (PortableMath.log2(Steadying.loosest), 20.0)
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if fits(path.sway(pull: PortableMath.exp2(middle))) { high = middle } else { low = middle }
      }
      best = path.sway(pull: PortableMath.exp2(high))
    }
    guard fits(best) else { return nil }
    let reach = best.reduce(Point.zero) { Point(x: max($0.x, abs($1.x)), y: max($0.y, abs($1.y))) }
    margin = max(1, canvas.x / (shown.x - reach.x), canvas.y / (shown.y - reach.y))
    left = path.left(best)
    sway =
      [Point](repeating: .zero, count: frames.lowerBound) + best
      + [Point](repeating: .zero, count: track.octaves.count - frames.upperBound - 1)
  }

  /// Where a part's frames should lie.
  private struct Path {
    /// From a frame to the next: what it is zoomed by, and what its picture drifts by.
    private let steps: [(zoom: Point, drift: Point)]

    init(_ track: ZoomTrack, _ drifts: [Point], _ frames: ClosedRange<Int>, strength: Double) {
      steps = frames.dropFirst().map { frame in
        (zoom: track.zoom(frame) / track.zoom(frame - 1), drift: drifts[frame] * strength)
      }
    }

    /// The least squares of what is left of the drift from frame to frame, and of how far aside frames lie, weighed by `pull`: a tridiagonal
    /// system, solved by elimination.
    func sway(pull: Double) -> [Point] {
      let count = steps.count + 1
      var diagonal = [Double](repeating: pull, count: count)
      var sway = [Point](repeating: .zero, count: count)
      for (index, step) in steps.enumerated() {
        diagonal[index] += step.zoom.squaredLength
        diagonal[index + 1] += 1
        sway[index] = sway[index] - step.zoom.conjugate * step.drift
        sway[index + 1] = sway[index + 1] + step.drift
      }
      for (index, step) in steps.enumerated() {
        sway[index + 1] = sway[index + 1] + step.zoom * sway[index] / diagonal[index]
        diagonal[index + 1] -= step.zoom.squaredLength / diagonal[index]
      }
      sway[count - 1] = sway[count - 1] / diagonal[count - 1]
      for index in steps.indices.reversed() {
        sway[index] = (sway[index] + steps[index].zoom.conjugate * sway[index + 1]) / diagonal[index]
      }
      return sway
    }

    /// The root mean square of what drift is left, as a part of all.
    func left(_ sway: [Point]) -> Double {
      var (left, all) = (0.0, 0.0)
      for (index, step) in steps.enumerated() {
        left += (sway[index + 1] - step.zoom * sway[index] - step.drift).squaredLength
        all += step.drift.squaredLength
      }
      return all > 0 ? (left / all).squareRoot() : 0
    }
  }
}
