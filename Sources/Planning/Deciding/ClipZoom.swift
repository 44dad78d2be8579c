import Geometry

/// The zoom of a clip's own over the part that is played.
struct ClipZoom: Sendable {
  let track: ZoomTrack
  /// The frames with which the part begins and ends as it is played; in reverse the first is the later one.
  let first: Int
  let last: Int
  /// Octaves from the first to the last, positive into the picture.
  let octaves: Double
  /// Octaves per second.
  let speed: Double

  /// Nil where the clip has no zoom that was measured.
  init?(_ motion: ClipMotion?, _ part: Appearance.ClipPart, _ times: FrameTimes, steadied: Steadying? = nil) {
    guard var track = motion?.track, track.octaves.count == times.count else { return nil }
    track.sway = steadied?.sway ?? []
    self.track = track.rounded
    let frames = part.frames(times)
    (first, last) = part.reverse ? (frames.upperBound, frames.lowerBound) : (frames.lowerBound, frames.upperBound)
    octaves = self.track.octaves[last] - self.track.octaves[first]
    let seconds = abs(times.start(of: last) - times.start(of: first))
    speed = seconds > 0 ? octaves / seconds : 0
  }

  /// The same without its zoom: only what is steadied of it; nil where nothing is.
  var steadiedOnly: ClipZoom? {
    guard !track.sway.isEmpty else { return nil }
    let zeros = [Double](repeating: 0, count: track.octaves.count)
    return ClipZoom(
      track: ZoomTrack(octaves: zeros, turns: zeros, focus: .zero, sway: track.sway), first: first, last: last)
  }

  private init(track: ZoomTrack, first: Int, last: Int) {
    (self.track, self.first, self.last, octaves, speed) = (track, first, last, 0, 0)
  }

  /// Whether no frame of the clip lies otherwise than its first one does.
  var isStill: Bool {
    track.octaves.allSatisfy { $0 == track.octaves[0] } && track.turns.allSatisfy { $0 == track.turns[0] }
  }

  /// What is less is no zoom.
  private static let leastOctaves = 0.02

  /// Whether the clip itself flies the way that the shot does.
  func flies(_ direction: Direction) -> Bool { octaves * (direction == .in ? 1 : -1) >= ClipZoom.leastOctaves }

  /// The frame, in the order in which they are played, at which the clip has zoomed so many octaves from its first.
  func frame(after octaves: Double) -> Int {
    let step = last >= first ? 1 : -1
    var frame = first
    while frame != last, abs(track.octaves[frame] - track.octaves[first]) < octaves { frame += step }
    return frame
  }

  /// The frame from which on it zooms so many octaves to its last.
  func frame(before octaves: Double) -> Int {
    let step = last >= first ? 1 : -1
    var frame = last
    while frame != first, abs(track.octaves[last] - track.octaves[frame]) < octaves { frame -= step }
    return frame
  }
}

extension SceneWish {
  /// The frames of a clip that the scene plays. `part` has those of a take that is a part of a file.
  package func frames(_ facts: TakeFacts, part: Range<Int>?) -> ClosedRange<Int> {
    let clip = Appearance.ClipPart(self, facts.times, part)
    return clip.frames(facts.times)
  }
}

extension Appearance.ClipPart {
  /// What is wished of a clip: seconds are counted from the part's first frame.
  init(_ wish: SceneWish, _ times: FrameTimes, _ part: Range<Int>?) {
    let start = part.map { times.start(of: $0.lowerBound) } ?? 0
    let last = part.flatMap { $0.upperBound < times.count ? times.start(of: $0.upperBound) : nil } ?? times.duration
    let from = start + (wish.from ?? 0)
    self.init(from: from, to: max(from, min(wish.to.map { start + $0 } ?? last, last)), reverse: wish.reverse)
  }

  /// The frames on screen in it.
  func frames(_ times: FrameTimes) -> ClosedRange<Int> {
    let first = times.index(at: from)
    var last = times.index(at: max(from, to))
    // The end itself is not played.
    if last > first, times.start(of: last) > to - 1e-6 { last -= 1 }
    return first...last
  }
}
