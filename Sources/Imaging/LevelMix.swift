import Geometry

/// Which levels of a pyramid a shrunk picture is made of: a function of the scale alone.
struct LevelMix: Equatable {
  /// The sharper level.
  let level: Int
  /// How much of the next level there is, 0 ..< 1.
  let farWeight: Double

  /// `shrink` is source pixels per canvas pixel; the pyramid has so many levels.
  ///
  /// Level l serves alone where its own shrink is √2 … 2 (level 0 everywhere below), and gives way to the next over the half octave
  /// above, where that one's is 1 … √2.
  init(shrink: Double, levels: Int) {
    let octaves = PortableMath.log2(max(1, shrink))
    let steps = max(0, octaves - LevelMix.fadeBegins)
    let level = Int(min(Double(levels), steps))
    guard level < levels - 1 else {
      self.level = levels - 1
      farWeight = 0
      return
    }
    let t = min(1, (steps - Double(level)) / LevelMix.fadeOctaves)
    self.level = t < 1 ? level : level + 1
    farWeight = t < 1 ? t * t * (3 - 2 * t) : 0
  }

  /// Octaves of shrink from which a level gives way to the next, and over how many.
  private static let fadeBegins = 1.0
  private static let fadeOctaves = 0.5
}
