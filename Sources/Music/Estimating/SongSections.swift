import Geometry

/// Parts of a song that sound alike: they change where four bars are most unlike the four before (novelty along the
/// diagonal of the self-similarity: Foote 2000), always at a bar line.
struct SongSections {
  private(set) var sections: [BeatGrid.Section] = []

  /// Bars that are compared on either side.
  private static let reach = 4

  init(_ grid: BeatGrid, _ song: HeardSong) {
    let lines = grid.barLines(in: -0.05..<max(0, song.seconds)).map(\.moment)
    guard lines.count > 3 * Self.reach else { return }
    let features = Self.features(SpanFeatures(song, lines + [song.seconds]))
    let novelty = lines.indices.map { Self.novelty(features, $0) }
    let mean = novelty.reduce(0, +) / Double(novelty.count)
    let spread = (novelty.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(novelty.count)).squareRoot()
    let changes = lines.indices.filter { line in
      let near = novelty[max(0, line - Self.reach + 1)...min(novelty.count - 1, line + Self.reach - 1)]
      return novelty[line] > max(0.5, mean + spread) && novelty[line] == near.max()
    }
    let starts = [0] + changes.filter { $0 > 1 }
    let ends = starts.dropFirst() + [lines.count]
    let means = zip(starts, ends).map { Self.mean(features, $0..<$1) }
    let names = Self.names(means)
    sections = zip(starts, names).map { BeatGrid.Section(start: max(0, lines[$0]), name: $1) }
  }

  /// Of each bar: loudness in bands, every 6 dB counting 1, and pitch classes.
  private static func features(_ spans: SpanFeatures) -> [[Double]] {
    zip(spans.loudness, spans.chroma).map { loudness, chroma in
      loudness.map { Double($0) / 6 } + chroma.map { Double($0) }
    }
  }

  private static func mean(_ features: [[Double]], _ range: Range<Int>) -> [Double] {
    var sum = [Double](repeating: 0, count: features[0].count)
    for i in range { for j in sum.indices { sum[j] += features[i][j] } }
    return sum.map { $0 / Double(range.count) }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private static func novelty(_ features: [[Double]], _ line: Int) -> Double {
    guard line >= 2, line + 2 <= features.count else { return 0 }
    let before = max(0, line - reach)..<line
    let after = line..<min(features.count, line + reach)
    let (left, right) = (mean(features, before), mean(features, after))
    // What changes within either side is no border.
    let within =
      before.map { distance(features[$0], left) }.reduce(0, +) / Double(before.count)
      + after.map { distance(features[$0], right) }.reduce(0, +) / Double(after.count)
    return max(0, distance(left, right) - within / 2)
  }

  /// A letter for every sort of section; what sounds like an earlier one has its letter.
  private static func names(_ means: [[Double]]) -> [String] {
    var kinds: [[Double]] = []
    return means.map { mean in
      if let near = kinds.indices.min(by: { distance(kinds[$0], mean) < distance(kinds[$1], mean) }),
        distance(kinds[near], mean) < 1.5
      {
        return letter(near)
      }
      kinds.append(mean)
      return letter(kinds.count - 1)
    }
  }

  private static func letter(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + number % 26)))
    return number < 26 ? letter : "\(letter)\(number / 26 + 1)"
  }
}

/// Bar lines at which a song's energy comes back: bass and all are much louder for four bars than in the quieter part
/// before, as loud as before that part, or as the song ever is.
struct SongDrops {
  private(set) var drops: [Double] = []

  private static let reach = 4

  init(_ grid: BeatGrid, _ song: HeardSong) {
    let lines = grid.barLines(in: -0.05..<max(0, song.seconds)).map(\.moment)
    guard lines.count > 3 * Self.reach else { return }
    let spans = SpanFeatures(song, lines + [song.seconds])
    let energy = spans.loudness.map { Double($0[0]) * 0.6 + Double($0.dropFirst().max() ?? 0) * 0.4 }
    let loud = energy.sorted()[energy.count * 3 / 5]
    func mean(_ range: Range<Int>) -> Double {
      let range = range.clamped(to: energy.indices)
      return energy[range].reduce(0, +) / Double(max(1, range.count))
    }
    let jumps = lines.indices.map { line -> Double in
      guard line >= 2, line + 2 <= energy.count else { return 0 }
      let after = mean(line..<line + Self.reach)
      let earlier = energy[..<(line - 2)].max() ?? 0
      let comesBack = line > Self.reach && earlier > after - 4 && after > loud - 3
      return comesBack ? after - max(mean(line - 2..<line), energy[line - 1]) : 0
    }
    drops = lines.indices.filter { line in
      let near = jumps[max(0, line - Self.reach)...min(jumps.count - 1, line + Self.reach)]
      return jumps[line] > 4 && jumps[line] == near.max()
    }.map { lines[$0] }
  }
}
