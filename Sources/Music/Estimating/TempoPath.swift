import Glibc

/// How fast the song's strongest pulse is from second to second: a way through the tempogram (autocorrelations of the
/// onset curve in pieces of eight seconds) that is strong and changes little, found by dynamic programming (Viterbi).
struct TempoPath {
  /// Beats a minute in each second of the song.
  var tempos: [Double]

  private static let step = 1.015
  private static let slowest = 40.0
  private static let binCount = 124
  private static let furthest = 5

  /// Along the whole song, or held within 4 % of a tempo that is known.
  init(_ tempogram: Tempogram, held: Double? = nil) {
    let bins = (0..<Self.binCount).map { Self.slowest * pow(Self.step, Double($0)) }
    let allowed = bins.map { bin in held.map { abs(log(bin / $0)) < 0.04 } ?? true }
    let prior = bins.map { -0.05 * pow(log2($0 / 120), 2) }
    var best: [[Int]] = []
    var total = [Double](repeating: 0, count: bins.count)
    for second in tempogram.correlations.indices {
      let score = bins.indices.map { b in
        allowed[b] ? tempogram.comb(second, bins[b]) + prior[b] : -10
      }
      var next = [Double](repeating: 0, count: bins.count)
      var from = [Int](repeating: 0, count: bins.count)
      for b in bins.indices {
        var (most, place) = (-Double.infinity, b)
        for last in max(0, b - Self.furthest)...min(bins.count - 1, b + Self.furthest) {
          let value = total[last] - 0.02 * Double((b - last) * (b - last))
          if value > most { (most, place) = (value, last) }
        }
        next[b] = most + score[b]
        from[b] = place
      }
      total = next
      best.append(from)
    }
    var at = total.indices.max { total[$0] < total[$1] } ?? 0
    var way: [Int] = []
    for from in best.reversed() {
      way.append(at)
      at = from[at]
    }
    way.reverse()
    tempos = way.map { bins[$0] }
  }

  /// A multiple of the tempo.
  func times(_ factor: Double) -> TempoPath {
    var path = self
    path.tempos = tempos.map { $0 * factor }
    return path
  }

  /// One tempo all along.
  func steady(_ tempo: Double) -> TempoPath {
    var path = self
    path.tempos = tempos.map { _ in tempo }
    return path
  }

  /// The middle tempo of the song.
  var middle: Double { tempos.sorted()[tempos.count / 2] }

  /// Frames from beat to beat at a frame, between seconds in a straight line.
  func period(at frame: Int) -> Double {
    let place = Double(frame) / Double(Tempogram.hop)
    let low = min(tempos.count - 1, Int(place))
    let part = min(1, place - Double(low))
    let tempo = tempos[low] * (1 - part) + tempos[min(tempos.count - 1, low + 1)] * part
    return 60 * HeardSong.onsetRate / tempo
  }
}
