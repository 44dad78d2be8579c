import Geometry

/// How fast and how far the shot flies through a clip: so that the clip plays whole at about its own speed, the zoom stays near the speed
/// that is wished, and the picture is magnified no more than it bears.
struct ClipPace: Sendable {
  /// How long the clip plays at the speed of the shot, not counting what it plays in while the shot gets up to speed or slows down.
  let seconds: Double
  /// The clip's own zoom from its first frame to its last in the direction of the shot, in octaves; negative against it.
  let own: Double
  /// The speed that is wished, in octaves a second, and those that it may become for the clip's sake: what swings beyond is counted in.
  let wished: Double
  let allowed: ClosedRange<Double>

  /// Octaves a second of that.
  private let ownSpeed: Double

  /// A clip of so many seconds, of which some are played at an end of the shot. `follow` is 0 … 1: so many octaves the speed may become
  /// faster or slower than `wished`.
  init(seconds: Double, atEnds: Double, own: Double, ownSpeed: Double, wished: Double, follow: Double) {
    self.seconds = max(seconds - min(atEnds, seconds / 4), Limits.played)
    self.own = own
    self.ownSpeed = ownSpeed
    self.wished = wished
    let factor = PortableMath.exp2(follow)
    allowed =
      min(wished, wished / factor * SpeedChanges.mostDip)...max(wished, wished * factor / SpeedChanges.mostSwing)
  }

  /// A join of scenes that have nothing of one another needs so many octaves to be seen as one.
  static let leastOctaves = 1.0
  /// How far a clip is magnified beyond its own zoom: for its sake the shot is slower than wished, as far as it may, and at most; of one
  /// that lasts longer only a part is seen.
  static let easyOctaves = PortableMath.log2(3)
  private static let mostOctaves = 4.0

  /// Whether the clip zooms by itself about as fast as the shot may.
  var carries: Bool { ownSpeed >= allowed.lowerBound }

  /// Whether the shot, playing the clip at most at twice its speed, is fast enough on the clip's own way and so many octaves more.
  func carries(on octaves: Double) -> Bool {
    (own + octaves) * ClipPacing.fastest >= allowed.lowerBound * seconds
  }

  /// The clip's own speed, as near as the shot may come to it.
  var following: Double { min(max(ownSpeed, allowed.lowerBound), allowed.upperBound) }

  /// When the clip is seen beside its own link: how long it grows before it fills the canvas, and the speed at which what is left of it is
  /// carried out afterwards; nil: the shot ends before.
  struct Ends: Sendable {
    var entering: Double
    var leaving: Double?
  }

  /// The speed of the shot through the clip.
  func speed(_ ends: Ends) -> Double {
    if carries { return following }
    func isEasy(_ speed: Double) -> Bool {
      let octaves = octaves(at: speed, ends)
      return octaves * (1 - ownSpeed / speed) <= ClipPace.easyOctaves
    }
    var (slow, fast) = (allowed.lowerBound, wished)
    if isEasy(fast) { return fast }
    for _ in 0..<40 {
      let middle = (slow + fast) / 2
      if isEasy(middle) { slow = middle } else { fast = middle }
    }
    return slow
  }

  /// Octaves from the clip filling the canvas to the next scene doing so, or to the end of the shot, if it plays at its own speed.
  func octaves(at speed: Double, _ ends: Ends) -> Double {
    let left = seconds - min(ends.entering, seconds / 2)
    let octaves = ends.leaving.map { Leaving.octaves(of: left, at: speed, then: $0) } ?? left * speed
    return min(octaves, ClipPace.mostOctaves + max(own, 0))
  }

  /// A clip may be seen for so much longer than it lasts, and plays more slowly then, before the shot hurries for its sake.
  private static let easyRate = 0.6

  /// The speed over a depth that is wished: as wished, if the clip plays whole and not too slowly then; else as near to it as that allows.
  func speed(over octaves: Double, _ ends: Ends) -> Double {
    let beside = ends.entering + (ends.leaving.map { Leaving.octaves(octaves) / $0 } ?? 0)
    func speed(_ seconds: Double) -> Double { octaves / max(seconds - beside, 1e-3) }
    let (slowest, fastest) = (speed(seconds / ClipPace.easyRate), speed(seconds))
    return min(max(min(max(wished, slowest), fastest), allowed.lowerBound), allowed.upperBound)
  }
}

/// Octaves in which what is left of the outer scene is carried out, after the inner one fills the canvas.
enum Leaving {
  private static let most = 0.6
  private static let part = 0.25

  /// Of a link of so many octaves.
  static func octaves(_ octaves: Double) -> Double { min(most, part * octaves) }

  /// How deep a link is that with its leaving takes so many seconds.
  static func octaves(of seconds: Double, at speed: Double, then next: Double) -> Double {
    let octaves = seconds / (1 / speed + part / next)
    return part * octaves <= most ? octaves : (seconds - most / next) * speed
  }

  /// In which a way that is a link and its leaving is left.
  static func octaves(ofWay way: Double) -> Double { min(most, way * part / (1 + part)) }
}
