/// How like itself an onset curve is after each lag, second by second: correlations of pieces of eight seconds.
struct Tempogram {
  /// For each second of the song, by lag in frames.
  let correlations: [[Float]]

  /// Frames of the onset curve in a second.
  static let hop = Int(HeardSong.onsetRate)
  private static let window = 8 * hop
  private static let mostLag = 6 * hop

  init(_ curve: [Float]) {
    correlations = stride(from: 0, to: max(1, curve.count), by: Self.hop).map { Self.correlation(curve, around: $0) }
  }

  /// The mean correlation along a way at one to four beats: 1 where every beat is like the last, about 0 in noise.
  func regularity(_ path: TempoPath) -> Double {
    correlations.indices.map { comb($0, path.tempos[$0]) }.reduce(0, +) / Double(correlations.count)
  }

  /// The mean correlation after so many beats along a way; where it is further than lags go, nil.
  func likeness(_ path: TempoPath, after beats: Double) -> Double? {
    let found = correlations.indices.compactMap { value($0, beats * 60 * HeardSong.onsetRate / path.tempos[$0]) }
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  private func value(_ second: Int, _ lag: Double) -> Double? {
    let correlation = correlations[second]
    guard Int(lag) + 1 < correlation.count else { return nil }
    let part = lag - lag.rounded(.down)
    return Double(correlation[Int(lag)]) * (1 - part) + Double(correlation[Int(lag) + 1]) * part
  }

  /// The correlation of a piece of the curve with itself by lag, in parts of its energy.
  private static func correlation(_ curve: [Float], around centre: Int) -> [Float] {
    let start = max(0, min(centre - window / 2, curve.count - window))
    let end = min(curve.count, start + window)
    let mean = curve[start..<end].reduce(0, +) / Float(max(1, end - start))
    let piece = curve[start..<end].map { $0 - mean }
    var energy: Float = 1e-6
    for value in piece { energy += value * value }
    let lags = max(1, min(mostLag, piece.count * 3 / 4))
    return piece.withUnsafeBufferPointer { piece in
      (0..<lags).map { lag in
        var sum: Float = 0
        for i in 0..<max(0, piece.count - lag) { sum += piece[i] * piece[i + lag] }
        return sum / energy * Float(piece.count) / Float(max(1, piece.count - lag))
      }
    }
  }

  /// The mean correlation at one to four beats, the nearer ones counting more.
  func comb(_ second: Int, _ tempo: Double) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for k in 1...4 {
      guard let value = value(second, Double(k) * 60 * HeardSong.onsetRate / tempo) else { break }
      sum += value / Double(k)
      weights += 1 / Double(k)
    }
    return weights > 0 ? sum / weights : 0
  }
}
