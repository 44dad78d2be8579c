/// How much begins at each moment, in parts of what is usual in the song: what tempo and beats are found in.
struct OnsetCurve {
  /// Everything, hats at half their weight.
  let all: [Float]
  /// Without hats, and with weak onsets as weak as they are.
  let body: [Float]
  let low: [Float]
  let middle: [Float]

  init(_ song: HeardSong) {
    low = Self.normal(song.plainLow)
    middle = Self.normal(song.plainMiddle)
    body = zip(low, middle).map { $0 + $1 }
    let (lows, middles, highs) = (Self.normal(song.low), Self.normal(song.middle), Self.normal(song.high))
    all = Self.smooth(lows.indices.map { lows[$0] + middles[$0] + highs[$0] / 2 })
  }

  var count: Int { all.count }

  /// The most of a curve within two frames of a place, between frames by the nearest; 0 outside.
  static func peak(_ curve: [Float], _ at: Double) -> Double {
    let middle = Int(at.rounded())
    guard middle + 2 >= 0, middle - 2 < curve.count else { return 0 }
    var most: Float = 0
    for i in max(0, middle - 2)...min(curve.count - 1, max(0, middle + 2)) { most = max(most, curve[i]) }
    return Double(most)
  }

  /// Without what is there all the time, the mean of a second, and with a root mean square of 1.
  private static func normal(_ curve: [Float]) -> [Float] {
    guard !curve.isEmpty else { return [] }
    let reach = Int(HeardSong.onsetRate / 2)
    var sums = [0.0]
    sums.reserveCapacity(curve.count + 1)
    for value in curve { sums.append(sums[sums.count - 1] + Double(value)) }
    var rest = [Float](repeating: 0, count: curve.count)
    var squares = 0.0
    for i in curve.indices {
      let (from, to) = (max(0, i - reach), min(curve.count, i + reach + 1))
      let mean = Float((sums[to] - sums[from]) / Double(to - from))
      rest[i] = max(0, curve[i] - mean)
      squares += Double(rest[i] * rest[i])
    }
    let scale = Float((squares / Double(curve.count)).squareRoot())
    return scale > 0.005 ? rest.map { $0 / scale } : [Float](repeating: 0, count: curve.count)
  }

  private static func smooth(_ curve: [Float]) -> [Float] {
    curve.indices.map { i in
      (curve[max(0, i - 1)] + 2 * curve[i] + curve[min(curve.count - 1, i + 1)]) / 4
    }
  }
}
