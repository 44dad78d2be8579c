import Geometry

/// The steps of a part's picture from frame to frame, in plane units.
struct PartSteps {
  private struct Step {
    /// Nil where no motion explains the pair, over a cut, and at a repeated frame.
    var map: Similarity?
    var octaves = 0.0
    var turns = 0.0
    var seconds: Double
    /// Over a cut and at a repeated frame the track stands still.
    var stands: Bool
    var inliers: Double
  }

  private var steps: [Step]
  /// Maps over more than a step.
  private var strides: [Similarity] = []
  private let size: CanvasSize

  init(_ clip: ClipMeasurement, _ frames: Range<Int>, repeats: Set<Int>) {
    size = clip.facts.size
    let cuts = Set(clip.cuts)
    let back = clip.planeFromPixels.inverse
    steps = frames.dropLast().map { index in
      let pair = clip.pairs[index]
      let stands = cuts.contains(index + 1) || repeats.contains(index + 1)
      let isUsed = pair.isExplained && !stands
      let times = clip.facts.times
      return Step(
        map: isUsed ? back.then(pair.motion.map).then(clip.planeFromPixels) : nil,
        octaves: PortableMath.log2(pair.motion.map.scale.length), turns: pair.motion.map.scale.turns,
        seconds: times.start(of: index + 1) - times.start(of: index), stands: stands,
        inliers: pair.isExplained ? pair.motion.inliers : 0)
    }
    lengthen(by: clip.strides, from: frames)
    strides = clip.strides.filter { frames.contains($0.frames.lowerBound) && frames.contains($0.frames.upperBound) }
      .map { back.then($0.map).then(clip.planeFromPixels) }
    dropWildTurns()
  }

  /// Spreads what a stride is longer than its steps over them.
  private mutating func lengthen(by strides: [ClipStride], from frames: Range<Int>) {
    for stride in strides where frames.contains(stride.frames.lowerBound) && frames.contains(stride.frames.upperBound) {
      let first = stride.frames.lowerBound - frames.lowerBound
      let walked = (first..<first + stride.frames.count - 1).filter { steps[$0].map != nil }
      guard !walked.isEmpty else { continue }
      let (octaves, turns) = walked.reduce((0.0, 0.0)) { ($0.0 + steps[$1].octaves, $0.1 + steps[$1].turns) }
      for index in walked {
        steps[index].octaves += (PortableMath.log2(stride.map.scale.length) - octaves) / Double(walked.count)
        steps[index].turns += (stride.map.scale.turns - turns) / Double(walked.count)
      }
    }
  }

  /// The mean part of the picture that moves with the track, over all pairs but repeats and cuts.
  var confidence: Double {
    let moving = steps.filter { !$0.stands }
    return moving.isEmpty ? 0 : moving.reduce(0) { $0 + $1.inliers } / Double(moving.count)
  }

  /// Whether one motion explains the part as a whole.
  var isFollowed: Bool {
    let moving = steps.filter { !$0.stands }
    let broken = moving.filter { $0.map == nil }
    return confidence >= 0.6 && broken.count * 4 <= moving.count
  }

  /// Rolling faster than 3° a second is a pan seen askew, unless it rolls evenly: then the turns stay in the clip.
  private mutating func dropWildTurns() {
    let rates = steps.filter { $0.map != nil }.map { $0.turns / max($0.seconds, 1e-6) }
    guard let middle = rates.median, abs(middle) > 3.0 / 360,
      let spread = rates.map({ abs($0 - middle) }).median, spread > abs(middle) / 2
    else { return }
    for index in steps.indices { steps[index].turns = 0 }
  }

  // MARK: Track

  func track(focus: Point) -> ZoomTrack {
    var (octaves, turns) = ([0.0], [0.0])
    for step in filled() {
      octaves.append(octaves[octaves.count - 1] + step.octaves)
      turns.append(turns[turns.count - 1] + step.turns)
    }
    let known = steps.filter { $0.map != nil }
    guard isZoom(octaves, known.map(\.octaves)) || isZoom(turns.map { $0 * 9 }, known.map { $0.turns * 9 }) else {
      let zeros = [Double](repeating: 0, count: octaves.count)
      return ZoomTrack(octaves: zeros, turns: zeros, focus: .zero)
    }
    return ZoomTrack(octaves: octaves, turns: turns, focus: focus)
  }

  /// Whether sums of steps reach farther than their noise adds up to, and than a fiftieth of an octave. (A turn of the same effect on
  /// the picture as an octave is 2π / ln 2 ≈ 9 times smaller.)
  private func isZoom(_ sums: [Double], _ steps: [Double]) -> Bool {
    let range = sums.max()! - sums.min()!
    let changes = zip(steps.dropFirst(), steps).map { abs($0 - $1) }
    // Neighbouring steps differ by their noise: for a normal distribution the median is 0.95 of its deviation.
    let noise = (changes.median ?? 0) / 0.95
    return range > max(0.02, 3 * noise * Double(max(1, steps.count)).squareRoot())
  }

  /// The steps with those that are not known put between their neighbours.
  private func filled() -> [(octaves: Double, turns: Double)] {
    let known = steps.indices.filter { steps[$0].map != nil }
    return steps.indices.map { index in
      let step = steps[index]
      if step.stands || known.isEmpty { return (0, 0) }
      if step.map != nil { return (step.octaves, step.turns) }
      let after = known.firstIndex { $0 > index } ?? known.count
      let near = [after - 1, after].filter(known.indices.contains).map { steps[known[$0]] }
      let rates = near.map { ($0.octaves / $0.seconds, $0.turns / $0.seconds) }
      let count = Double(near.count) / step.seconds
      return (rates.reduce(0) { $0 + $1.0 } / count, rates.reduce(0) { $0 + $1.1 } / count)
    }
  }

  // MARK: Focus, pan and shake

  /// The farthest from the middle that a focus is taken for one: beyond it is a pan.
  private static let focusReach = 0.24

  /// The point that stays where it is while the picture zooms: the least squares of what the centres' motion leaves, with Tukey's weights.
  var focus: Point {
    let maps = steps.compactMap(\.map) + strides
    var weights = [Double](repeating: 1, count: maps.count)
    var focus = Point.zero
    for _ in 0..<6 {
      var (sum, energy) = (Point.zero, 0.0)
      for (map, weight) in zip(maps, weights) {
        let zoom = Point.one - map.scale
        sum = sum + zoom.conjugate * map.offset * weight
        // A zoom of a pair is known to a few hundred-thousandths, and without one there is no focus.
        energy += weight * (zoom.squaredLength + 1e-9)
      }
      guard energy > 0 else { return .zero }
      focus = sum / energy
      let left = maps.map { ($0.offset - (Point.one - $0.scale) * focus).length }
      let spread = 4.685 * (1.48 * (left.median ?? 0) + 0.02 * size.pixel)
      weights = left.map { $0 < spread ? (1 - $0 * $0 / (spread * spread)) * (1 - $0 * $0 / (spread * spread)) : 0 }
    }
    let (across, down) = (Self.focusReach * size.aspect, Self.focusReach)
    return Point(x: max(-across, min(across, focus.x)), y: max(-down, min(down, focus.y)))
  }

  /// What a map moves the focus by.
  private func drift(_ map: Similarity, _ focus: Point) -> Point { map(focus) - focus }

  /// For each frame what its picture is moved by against the one before, beside the zoom about a focus.
  func drifts(about focus: Point) -> [Point] {
    [.zero] + steps.map { step in step.map.map { drift($0, focus) } ?? .zero }
  }

  /// Plane units a second that the picture moves by beside its zoom, on average.
  func pan(about focus: Point) -> Point {
    let known = steps.filter { $0.map != nil }
    let seconds = known.reduce(0) { $0 + $1.seconds }
    guard seconds > 0 else { return .zero }
    return known.reduce(.zero) { $0 + drift($1.map!, focus) } / seconds
  }

  /// Steps on each side whose mean is the smooth part of a step.
  private static let shakeReach = 4

  /// The root mean square of each step of the centre beside the mean of the steps about it.
  func shake(about focus: Point) -> Double {
    let drifts = steps.compactMap(\.map).map { drift($0, focus) }
    guard drifts.count > 2 else { return 0 }
    let squares = drifts.indices.map { index in
      let window = drifts[max(0, index - Self.shakeReach)...min(drifts.count - 1, index + Self.shakeReach)]
      return (drifts[index] - window.reduce(.zero, +) / Double(window.count)).squaredLength
    }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }
}
