import Geometry

/// Waypoints at which the shot changes its speed from one link to the next, evenly and near the join: a single curve over both links would swing
/// far beyond the speeds of either.
struct SpeedChanges {
  /// With one more in each link that begins or ends more slowly than it goes on.
  private(set) var points: [Waypoint] = []
  /// Speeds that follow, by the numbers of the points.
  private(set) var speeds: [Int: Double] = [:]

  /// How long a change takes, at most.
  static let seconds = 2.0
  /// From so many times as fast or slow on it counts; where it does not, a curve over both links dips to a part of the slower speed.
  private static let least = 1.25
  static let mostDip = 1.06
  /// The part of a link in which it begins, or ends, more slowly, at most. Beyond it the link is faster by less than `mostSwing`.
  private static let part = 0.2
  static let mostSwing = 1.2

  /// Octaves rise from each of the points to the next by `rises`, and a change takes `frames`, at most. A point that has a speed keeps it. Where scenes come again the speed of
  /// the first is left alone.
  init(_ points: [Waypoint], rises: [Double], frames: Double, firstOfRound: Int?) {
    let lengths = zip(points, points.dropFirst()).map { $1.time.frames(since: $0.time) }
    let means = zip(rises, lengths).map { $0 / $1 }
    /// The speed at a point where it changes.
    func joint(_ index: Int) -> Double? {
      guard index > 0, index + 1 < points.count, points[index].octaves == 0, index != firstOfRound else { return nil }
      let (before, after) = (means[index - 1], means[index])
      guard before * after > 0, max(before / after, after / before) > SpeedChanges.least else { return nil }
      return abs(before) < abs(after) ? before : after
    }
    for (index, point) in points.enumerated() {
      if let speed = joint(index) ?? (point.speed == 0 ? nil : point.speed) { speeds[self.points.count] = speed }
      self.points.append(point)
      guard index < means.count else { break }
      let mean = means[index]
      let slow = [joint(index), joint(index + 1)].map { speed in speed.flatMap { abs($0) < abs(mean) ? $0 : nil } }
      guard slow[0] != nil || slow[1] != nil else { continue }
      let ramps = slow.map { $0 == nil ? 0 : min(frames, SpeedChanges.part * lengths[index]) }
      let ramped = zip(slow, ramps).reduce(0) { $0 + ($1.0 ?? 0) * $1.1 / 2 }
      let speed = (rises[index] - ramped) / (lengths[index] - (ramps[0] + ramps[1]) / 2)
      if let slow = slow[0] {
        append(point, after: ramps[0], rise: (slow + speed) * ramps[0] / 2, speed)
      }
      if let slow = slow[1] {
        append(points[index + 1], after: -ramps[1], rise: -(slow + speed) * ramps[1] / 2, speed)
      }
    }
  }

  private mutating func append(_ point: Waypoint, after frames: Double, rise: Double, _ speed: Double) {
    speeds[points.count] = speed
    points.append(
      Waypoint(
        time: FrameTime(frames: point.time.frames + frames), scene: point.scene, octaves: point.octaves + rise, speed: 0
      ))
  }
}
