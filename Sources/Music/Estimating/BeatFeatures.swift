import Geometry

/// What sounds from beat to beat, or from bar to bar.
struct SpanFeatures {
  /// Twelve pitch classes of each span, the strongest about 1.
  let chroma: [[Float]]
  /// Decibels above silence in each of `SongHearing.loudnessBands` bands.
  let loudness: [[Float]]

  /// Of spans from each moment to the next one, in seconds; one less than moments.
  init(_ song: HeardSong, _ moments: [Double]) {
    let rate = Double(HeardSong.rate) / Double(HeardSong.colourHop)
    let count = song.chroma.count / 12
    func mean(_ values: [Float], _ width: Int) -> [[Float]] {
      zip(moments, moments.dropFirst()).map { start, end in
        // Frames whose middle lies in the span; at least the nearest one.
        let from = min(max(0, Int((start * rate).rounded(.up))), max(0, count - 1))
        let to = min(max(from + 1, Int((end * rate).rounded(.up))), count)
        var sums = [Float](repeating: 0, count: width)
        guard from < to else { return sums }
        for frame in from..<to { for i in 0..<width { sums[i] += values[frame * width + i] } }
        return sums.map { $0 / Float(to - from) }
      }
    }
    chroma = mean(song.chroma, 12)
    loudness = mean(song.loudness, SongHearing.loudnessBands)
  }

  /// How unlike two spans' pitches are: 1 less the cosine between them.
  func change(_ a: Int, _ b: Int) -> Double {
    var (dot, left, right): (Float, Float, Float) = (0, 1e-6, 1e-6)
    for i in 0..<12 {
      dot += chroma[a][i] * chroma[b][i]
      left += chroma[a][i] * chroma[a][i]
      right += chroma[b][i] * chroma[b][i]
    }
    return Double(1 - dot / (left * right).squareRoot())
  }

  /// How many decibels louder a span is than another, over all bands in which it is.
  func rise(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for i in loudness[a].indices { sum += Double(max(0, loudness[b][i] - loudness[a][i])) }
    return sum
  }
}

extension [Double] {
  /// Each value's distance from the mean in standard deviations, at most 3 to either side; 0 where all are alike.
  var standardised: [Double] {
    guard !isEmpty else { return [] }
    let mean = reduce(0, +) / Double(count)
    let spread = (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)).squareRoot()
    return map { spread > 1e-9 ? Swift.min(Swift.max(($0 - mean) / spread, -3), 3) : 0 }
  }
}
