import Geometry

/// The chain as its scenes feel when one flies through them: here a waypoint's octaves are felt ones, and so are its octaves a frame.
struct FeltChain {
  private let order: ChainOrder
  /// For each scene the flight from there to the next.
  private let flights: [FeltFlight]
  /// The octaves of each of them, and the felt ones; 0 where none comes.
  private let lengths: [(octaves: Double, felt: Double)]

  /// `flights` stand by scene, outermost first.
  init(_ chain: Chain, flights: [FeltFlight]) {
    order = chain.order
    self.flights = flights
    lengths = flights.indices.map { scene in
      let octaves = chain.link(after: scene)?.octaves ?? 0
      return (octaves, flights[scene].felt(octaves))
    }
  }

  /// From a waypoint to the next, negative flying out.
  func rise(_ a: Waypoint, _ b: Waypoint) -> Double { b.octaves - a.octaves + felt(from: a.scene, to: b.scene) }

  private func felt(from a: Int, to b: Int) -> Double {
    guard a <= b else { return -felt(from: b, to: a) }
    return (a..<b).reduce(0) { $0 + length(after: $1).felt }
  }

  private func length(after place: Int) -> (octaves: Double, felt: Double) {
    order.has(place: place) ? lengths[order.scene(at: place)] : (0, 0)
  }

  // MARK: Back to octaves

  /// The same course in octaves, with a waypoint more wherever the parallax changes its course.
  func course(_ points: [Waypoint]) -> [Waypoint] {
    var result: [Waypoint] = []
    for (index, point) in points.enumerated() {
      result.append(plain(point))
      guard index + 1 < points.count else { break }
      result += changes(from: point, to: points[index + 1]).map(plain)
    }
    return result
  }

  /// In octaves and octaves a frame.
  private func plain(_ point: Waypoint) -> Waypoint {
    let (place, felt) = inLink(point)
    guard order.has(place: place) else { return point }
    let flight = flights[order.scene(at: place)]
    var plain = point
    let before = place < point.scene ? length(after: place).octaves : 0
    plain.octaves = flight.octaves(felt: felt) - before
    plain.speed = point.speed / flight.parallax(felt: felt)
    return plain
  }

  /// The place from which one has flown to a waypoint, and how far: a waypoint may stand a little before its scene.
  private func inLink(_ point: Waypoint) -> (place: Int, felt: Double) {
    guard point.octaves < 0, order.has(place: point.scene - 1) else { return (point.scene, point.octaves) }
    return (point.scene - 1, point.octaves + length(after: point.scene - 1).felt)
  }

  /// Where the parallax changes its course between two waypoints of one link.
  private func changes(from a: Waypoint, to b: Waypoint) -> [Waypoint] {
    let (begin, end) = (inLink(a), inLink(b))
    let place = min(begin.place, end.place)
    guard order.has(place: place), abs(begin.place - end.place) <= 1 else { return [] }
    func felt(_ there: (place: Int, felt: Double)) -> Double {
      there.felt + (there.place > place ? length(after: place).felt : 0)
    }
    let (from, rise, frames) = (felt(begin), self.rise(a, b), b.time.frames(since: a.time))
    let inside = flights[order.scene(at: place)].changes
      .map { $0 - from }
      .filter { abs($0) > FeltChain.least && abs($0) < abs(rise) - FeltChain.least && $0 * rise > 0 }
      .sorted { abs($0) < abs($1) }
    let piece = FeltPiece(rise: rise, frames: frames, speeds: (a.speed, b.speed))
    return inside.map { flown in
      let moment = piece.moment(flown)
      return Waypoint(
        time: FrameTime(frames: a.time.fraction + moment).advanced(by: a.time.frame), scene: place,
        octaves: from + flown, speed: piece.speed(moment))
    }
  }

  /// Waypoints do not stand nearer together, in felt octaves.
  private static let least = 0.02
}

/// The cubic between two waypoints.
private struct FeltPiece {
  let rise: Double
  let frames: Double
  let speeds: (start: Double, end: Double)

  private func flown(_ moment: Double) -> Double {
    let t = moment / frames
    return rise * t * t * (3 - 2 * t) + frames * t * (1 - t) * (speeds.start * (1 - t) - speeds.end * t)
  }

  func speed(_ moment: Double) -> Double {
    let t = moment / frames
    return 6 * rise / frames * t * (1 - t) + speeds.start * (1 - t) * (1 - 3 * t) + speeds.end * t * (3 * t - 2)
  }

  /// When so much of the rise is behind.
  func moment(_ part: Double) -> Double {
    var (low, high) = (0.0, frames)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if abs(flown(middle)) < abs(part) { low = middle } else { high = middle }
    }
    return high
  }
}
