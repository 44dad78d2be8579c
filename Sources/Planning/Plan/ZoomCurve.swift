import Geometry

/// Depth over time: waypoints through the chain, and what swells and pushes on the way.
///
/// Between two waypoints depth is a monotone cubic of the **clock**, the shot's time with what breath and accents run ahead. Where the chain
/// goes round, so does the curve: from its last waypoint on it does what it did from the waypoint a round before, for ever.
package struct ZoomCurve: Equatable, Sendable {
  /// In order of time, at least one; for a clock that moves at all, two.
  package var waypoints: [Waypoint]
  package var breath: Breath?
  package var accents: Accents?
  /// The frames after which a loop is where it began, as many as the shot has; nil: it is no loop.
  package var loopFrames: Int?
  /// The waypoint that comes again with the last one, if the curve goes round.
  private let again: Int?

  /// `placesOfRound` is how many places of the chain come again, nil where it ends.
  package init(
    _ waypoints: [Waypoint], breath: Breath?, accents: Accents?, loopFrames: Int?, placesOfRound: Int?
  ) {
    self.waypoints = waypoints
    self.breath = breath
    self.accents = accents
    self.loopFrames = loopFrames
    again = placesOfRound.flatMap { Self.waypoint(aRoundOf: $0, beforeTheLastOf: waypoints) }
  }

  /// Places of the chain that are passed in one round; negative zooming out, 0 where nothing comes again.
  package var placesPerRound: Int { again.map { waypoints[waypoints.count - 1].scene - waypoints[$0].scene } ?? 0 }

  /// Frames of the clock that a round takes.
  package var framesPerRound: Double {
    again.map { waypoints[waypoints.count - 1].time.frames(since: waypoints[$0].time) } ?? .infinity
  }

  /// How often a loop goes round before it is where it began.
  package var roundsPerLoop: Int { loopFrames.map { max(1, Int((Double($0) / framesPerRound).rounded())) } ?? 1 }

  private static func waypoint(aRoundOf places: Int, beforeTheLastOf waypoints: [Waypoint]) -> Int? {
    guard let first = waypoints.first, let last = waypoints.last else { return nil }
    let place = last.scene >= first.scene ? last.scene - places : last.scene + places
    let found = waypoint(waypoints, place: place, octaves: last.octaves)
    return found == waypoints.count - 1 ? nil : found
  }

  /// The waypoint with a depth. They pass the chain in order, so halving finds it.
  fileprivate static func waypoint(_ waypoints: [Waypoint], place: Int, octaves: Double) -> Int? {
    let sign = waypoints[waypoints.count - 1].scene >= waypoints[0].scene ? 1 : -1
    func depth(_ place: Int, _ octaves: Double) -> (Int, Double) { (place * sign, octaves * Double(sign)) }
    var (low, high) = (0, waypoints.count)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = depth(waypoints[middle].scene, waypoints[middle].octaves) < depth(place, octaves)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < waypoints.count && waypoints[low].scene == place && waypoints[low].octaves == octaves ? low : nil
  }
}

extension ZoomCurve {
  /// A piece of the curve, between two waypoints, and how many rounds after the first one it is passed.
  struct Segment {
    var index: Int
    var round: Int
  }

  /// The piece that holds a moment of the shot, and frames of the clock since the piece began.
  func segment(at time: FrameTime) -> (Segment, Double) {
    let ahead = ahead(at: time)
    var (local, round) = inFirstLoop(time, ahead)
    if let again, loopFrames == nil || roundsPerLoop > 1 {
      let rounds = (local.frames(since: waypoints[again].time) + ahead) / framesPerRound
      let passed = max(0, min(rounds.rounded(.down), loopFrames == nil ? 1e15 : Double(roundsPerLoop - 1)))
      local = local.advanced(by: -passed * framesPerRound)
      round += Int(passed)
    }
    var low = 0
    var high = waypoints.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if local.frames(since: waypoints[middle].time) + ahead >= 0 { low = middle } else { high = middle }
    }
    return (Segment(index: low, round: round), local.frames(since: waypoints[low].time) + ahead)
  }

  /// The moment of a loop's first time round at which everything is as it is at a moment, and how many rounds that is earlier.
  private func inFirstLoop(_ time: FrameTime, _ ahead: Double) -> (FrameTime, rounds: Int) {
    guard let loopFrames else { return (time, 0) }
    // What runs ahead may reach over the loop's start or end.
    let start = waypoints[0].time
    var lap = floorDiv(time.frame, loopFrames)
    if time.advanced(by: -lap * loopFrames).frames(since: start) + ahead < 0 { lap -= 1 }
    if time.advanced(by: -(lap + 1) * loopFrames).frames(since: start) + ahead >= 0 { lap += 1 }
    return (time.advanced(by: -lap * loopFrames), lap * roundsPerLoop)
  }

  /// Frames that the clock is ahead of the shot's time.
  package func ahead(at time: FrameTime) -> Double { (breath?.ahead(at: time) ?? 0) + (accents?.ahead(at: time) ?? 0) }

  /// The moment at which the scene of a place fills the canvas, the first time the shot comes by; nil where it has no waypoint.
  package func fill(ofPlace place: Int) -> FrameTime? {
    guard !waypoints.isEmpty else { return nil }
    return ZoomCurve.waypoint(waypoints, place: place, octaves: 0).map { moment(clock: waypoints[$0].time) }
  }

  /// What the clock shows at a moment of the shot.
  func clock(at time: FrameTime) -> FrameTime {
    FrameTime(frames: time.fraction + ahead(at: time)).advanced(by: time.frame)
  }

  /// The moment of the shot at which the clock shows a time. The clock never runs back, so there is one.
  package func moment(clock: FrameTime) -> FrameTime {
    var low = -1.0
    var high = 1.0
    func isEarly(_ offset: Double) -> Bool {
      let moment = FrameTime(frames: clock.fraction + offset).advanced(by: clock.frame)
      return moment.frames(since: clock) + ahead(at: moment) < 0
    }
    while !isEarly(low) { low *= 2 }
    while isEarly(high) { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isEarly(middle) { low = middle } else { high = middle }
    }
    return FrameTime(frames: clock.fraction + high).advanced(by: clock.frame)
  }
}
