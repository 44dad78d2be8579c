import Geometry

/// What people should know of how a clip plays.
struct PlayingNote {
  private let knots: [Playback.Knot]
  private let clip: Appearance.ClipPart
  private let seen: ClosedRange<Int>
  private let framesPerSecond: Double
  /// How long a frame of the clip is shown.
  private let frame: Double

  /// `seen` are the frames of the shot in which it is seen.
  init(
    _ knots: [Playback.Knot], _ clip: Appearance.ClipPart, _ times: FrameTimes, _ seen: ClosedRange<Int>,
    _ framesPerSecond: Double
  ) {
    frame = 1 / times.averageRate
    self.knots = knots
    self.clip = clip
    self.seen = seen
    self.framesPerSecond = framesPerSecond
  }

  /// Nil where the clip plays whole at nearly its own speed.
  var sentence: String? {
    guard let first = knots.first, let last = knots.last, clip.seconds > 0 else { return nil }
    let shown = Playback(from: clip.from, to: clip.to, reverse: clip.reverse, knots: knots)
    let played = abs(shown.seconds(at: FrameTime(seen.upperBound + 1)) - first.seconds)
    let whole = "its clip of \(rounded(clip.seconds)) s"
    if played < PlayingNote.whole * clip.seconds - 2 / framesPerSecond - frame {
      return
        "\(whole) plays for \(rounded(played)) s, because the shot is past it then; `speed: 0` or `seconds` let it stay"
    }
    let lasting =
      (knots.first { abs($0.seconds - first.seconds) >= played - 1e-9 } ?? last).time
      .frames(since: first.time) / framesPerSecond
    let rate = played / max(lasting, 1e-9)
    let standing = Double(seen.upperBound + 1 - first.time.frame) / framesPerSecond - lasting
    let slow = rate < PlayingNote.slow ? "plays at \(rounded(rate)) of its speed" : nil
    let stands = standing > PlayingNote.standing ? "stands on its last picture for \(rounded(standing)) s" : nil
    let told = [slow, stands].compactMap(\.self)
    guard !told.isEmpty else { return nil }
    return "\(whole) \(told.joined(separator: " and ")), because it is seen for longer"
  }

  /// So much of a clip is all of it, and at such a part of its speed it seems to play as it was taken.
  private static let whole = 0.93
  private static let slow = 0.8
  private static let standing = 0.75

  /// What people should know of how large a clip is shown, which is magnified by so many octaves beyond its own zoom when the next scene
  /// fills the canvas; nil where it bears that.
  static func magnified(by octaves: Double) -> String? {
    guard octaves > ClipPace.easyOctaves + 0.25 else { return nil }
    let times = brief((PortableMath.exp2(octaves) * 10).rounded() / 10)
    return
      "its clip is magnified \(times) times before the next scene fills the frame; fewer `octaves`, or `speed: 0`, keep it sharp"
  }

  private func rounded(_ x: Double) -> String { brief((x * 10).rounded() / 10) }
}
