import Geometry

/// When each scene of the order of appearance fills the canvas.
///
/// What is asked for wins in this order: `at` cues, bars of the song, a scene's seconds and the length of the shot, octaves, speed.
struct Timing {
  /// Order of appearance, as numbers of the list of appearances; repeated when the shot is longer than its scenes.
  private(set) var order: [Int]
  /// Seconds at which each of them fills the canvas; in a loop one more, for the first one again. A world alone in an open shot has
  /// one more for its end.
  private(set) var fills: [Double]
  private(set) var frameCount: Int
  private(set) var notes: [String] = []

  private let wishes: Wishes
  private let appearances: [Appearance]

  /// At least one appearance is needed.
  init(_ wishes: Wishes, _ appearances: [Appearance]) throws {
    self.wishes = wishes
    self.appearances = appearances
    order = []
    fills = []
    frameCount = 0
    let loops = wishes.storyboard.loop
    let lap = try fillTimes(Array(appearances.indices), closed: true)
    let asked = wishes.storyboard.seconds
    if loops {
      let laps = asked.map { max(1, ($0 / lap.last!).rounded()) } ?? 1
      repeatLaps(Int(laps), of: lap)
      scale(to: asked ?? fills.last!, keepingWholeFrames: true)
    } else if wishes.isSingleTake {
      try layOut(laps: Int((Wishes.drosteDepth / appearances[0].octaves).rounded(.up)), lap: lap)
    } else {
      order = Array(appearances.indices)
      fills = try fillTimes(order, closed: false)
    }
    if !loops { try fit(to: asked, lap: lap) }
    frameCount = frames(asked ?? fills.last!)
  }

  /// Seconds of link i of the order: from its scene filling the canvas to the next one doing so.
  func duration(_ i: Int) -> Double? { i + 1 < fills.count ? fills[i + 1] - fills[i] : nil }

  private func frames(_ seconds: Double) -> Int { max(1, Int((seconds * wishes.framesPerSecond.value).rounded())) }

  // MARK: Lengths of the links

  /// Fill times of a list of appearances from 0 on, with the first one again at the end if it is closed.
  private func fillTimes(_ order: [Int], closed: Bool) throws -> [Double] {
    var fills = [0.0]
    for i in order.indices.dropLast(closed ? 0 : 1) {
      fills.append(
        fills[i]
          + naturalSeconds(
            order[i], previous: i > 0 ? (order[i - 1], fills[i] - fills[i - 1]) : nil,
            isEdge: (i == 0, i + 2 >= order.count)))
    }
    snapToBars(&fills)
    try moveToCues(&fills, order)
    return fills
  }

  private func naturalSeconds(_ index: Int, previous: (index: Int, seconds: Double)?, isEdge: (first: Bool, last: Bool))
    -> Double
  {
    let scene = appearances[index]
    if let seconds = scene.seconds { return seconds }
    if let clip = scene.clip, wishes.storyboard.speed == nil {
      // A clip plays from its lead, while it is still growing, to the moment the next scene's seam has left the canvas.
      let lead =
        previous.map {
          ClipLead.seconds(of: clip, previousSeconds: $0.seconds, previousOctaves: appearances[$0.index].octaves)
        } ?? 0
      return max(clip.seconds - lead, clip.seconds / 4) / (1 + scene.seam.octavesToLeave / scene.octaves)
    }
    var seconds = scene.octaves / scene.speed
    if !wishes.storyboard.loop {
      if isEdge.first { seconds += wishes.preset.ease.start / 2 }
      if isEdge.last { seconds += wishes.preset.ease.end / 2 }
    }
    return seconds
  }

  /// Moves every scene to the nearest bar line (four beats) of the song, at least one bar after the scene before it.
  private func snapToBars(_ fills: inout [Double]) {
    guard let song = wishes.storyboard.song, let bpm = song.bpm else { return }
    let bar = 240 / bpm
    let first = song.firstBeat - song.start
    var last = ((0 - first) / bar).rounded(.down)
    for i in fills.indices.dropFirst() {
      last = max(((fills[i] - first) / bar).rounded(), last + 1)
      fills[i] = first + last * bar
    }
  }

  /// Stretches what lies between two cues, so that each scene with a cue fills the canvas at its moment.
  private func moveToCues(_ fills: inout [Double], _ order: [Int]) throws {
    var anchor = 0
    for i in order.indices.dropFirst() {
      guard let at = appearances[order[i]].at else { continue }
      let old = fills[anchor...]
      let (from, to) = (old.first!, fills[i])
      guard at > from else {
        throw wishes.storyboard.problem(
          scene: appearances[order[i]].wish, "at",
          "is \(brief(at)) s, but an earlier scene fills the frame at \(brief(from)) s")
      }
      let stretch = (at - from) / (to - from)
      let shift = at - to
      for j in fills.indices where j > anchor {
        fills[j] = j <= i ? from + (fills[j] - from) * stretch : fills[j] + shift
      }
      anchor = i
    }
  }

  // MARK: Length of the shot

  private mutating func repeatLaps(_ laps: Int, of lap: [Double]) {
    order = (0..<laps).flatMap { _ in appearances.indices }
    fills = [0] + (0..<laps).flatMap { number in lap.dropFirst().map { $0 + Double(number) * lap.last! } }
  }

  private mutating func layOut(laps: Int, lap: [Double]) throws {
    repeatLaps(laps, of: lap)
    order.append(0)
  }

  private mutating func scale(to seconds: Double, keepingWholeFrames: Bool) {
    let rate = wishes.framesPerSecond.value
    let goal = keepingWholeFrames ? Double(frames(seconds)) / rate : seconds
    let factor = goal / fills.last!
    fills = fills.map { $0 * factor }
    fills[fills.count - 1] = goal
  }

  /// An open shot of an asked length: the speed follows when octaves were given and no speed; else the chain goes on from its first scene,
  /// or stops on the way.
  private mutating func fit(to asked: Double?, lap: [Double]) throws {
    if order.count == 1 {
      // One world: we stay in it.
      fills = [0, asked ?? lap.last!]
      return
    }
    guard let asked else { return }
    let storyboard = wishes.storyboard
    let octavesGiven = storyboard.octaves != nil || storyboard.scenes.contains { $0.octaves != nil }
    let cued = storyboard.scenes.contains { $0.at != nil }
    if octavesGiven, storyboard.speed == nil, !cued {
      scale(to: asked, keepingWholeFrames: false)
      notes.append("the speed follows from \(brief(asked)) s and the octaves that were given")
      return
    }
    if asked > fills.last! + 1e-9 {
      let scenes = order.count
      while fills.last! < asked {
        let start = fills.last!
        // Where the order ends the chain goes on: from its last scene to its first, as a loop does.
        order += appearances.indices
        let lastStep = lap.last! - lap[lap.count - 2]
        fills += lap.dropLast().map { start + lastStep + $0 }
      }
      if storyboard.scenes.count > 1 {
        notes.append("the chain goes on from its first scene after \(scenes) scenes, to last \(brief(asked)) s")
      }
    } else if asked < fills.last! - 1e-9 {
      let reached = fills.lastIndex { $0 <= asked } ?? 0
      notes.append(
        "the shot stops after \(brief(asked)) s, on the way from scene \(reached + 1) of \(order.count) to the next")
    }
  }
}

/// How long a clip plays before its scene fills the canvas.
enum ClipLead {
  /// While it grows by its last octave, but at most half of it.
  static func seconds(of clip: Appearance.ClipPart, previousSeconds: Double, previousOctaves: Double) -> Double {
    min(clip.seconds / 2, previousSeconds * min(1, 1 / previousOctaves))
  }
}
