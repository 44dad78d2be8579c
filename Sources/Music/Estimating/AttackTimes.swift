import Glibc

/// When beats begin to the hundredth of a second: at the attack of what sounds there, not at the peak of a curve.
struct AttackTimes {
  /// Seconds; where nothing begins, where the tracker put the beat, less its usual delay.
  let moments: [Double]
  /// How clear each attack is, 0 or more.
  let weights: [Double]

  /// An attack lies within this of a tracked beat, in seconds.
  private static let reach = 0.05
  private static let spread = 0.03
  /// Of the least rise that counts, as a logarithm of energy.
  private static let leastRise = 0.7
  /// The spectral flux is at its most this long after an attack, in seconds: measured with clicks and kicks.
  private static let delay = 0.002
  /// A rise is seen in the block in which the attack begins.
  private static let lateness = 0.7 * secondsOfBlock
  private static let secondsOfBlock = Double(HeardSong.attackHop) / Double(HeardSong.rate)

  init(_ song: HeardSong, _ beats: [Int]) {
    let floor = Float(song.level * song.level * 1e-3 + 1e-12)
    let found = beats.map { beat in Self.attack(song, Double(beat) / HeardSong.onsetRate - Self.delay, floor) }
    moments = found.map(\.moment)
    weights = found.map(\.weight)
  }

  private static func attack(_ song: HeardSong, _ moment: Double, _ floor: Float) -> (moment: Double, weight: Double) {
    let middle = moment / secondsOfBlock
    let reach = Int(Self.reach / secondsOfBlock)
    var best = (moment: moment, weight: 0.0)
    let count = song.lowEnergy.count
    for block in max(1, Int(middle) - reach)...max(1, Int(middle) + reach) where block + 3 <= count {
      let rise =
        Self.rise(song.lowEnergy, block, floor) + Self.rise(song.highEnergy, block, floor)
      guard rise > leastRise else { continue }
      let at = Double(block) * secondsOfBlock + lateness
      let far = (at - moment) / spread
      let weight = rise * exp(-far * far / 2)
      if weight > best.weight { best = (at, weight) }
    }
    return best
  }

  /// How much louder the next three blocks are than the five before, as a logarithm, at most 4.
  private static func rise(_ energy: [Float], _ block: Int, _ floor: Float) -> Double {
    var (before, after): (Float, Float) = (0, 0)
    let start = max(0, block - 5)
    for i in start..<block { before += energy[i] }
    for i in block..<block + 3 { after += energy[i] }
    let ratio = (after / 3 + floor) / (before / Float(block - start) + floor)
    return min(4, max(0, Double(logf(ratio))))
  }
}
