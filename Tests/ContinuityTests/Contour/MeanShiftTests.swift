import Continuity
import Geometry
import Testing

@Suite struct `A mean shift` {
  /// Spots of colour with grain on them; `contrast` times as far apart as like colours are.
  private func channels(_ seed: Seed, _ width: Int, _ height: Int, contrast: Float) -> [[Float]] {
    (0..<3).map { channel in
      (0..<width * height).map { i in
        let spot = seed.at("spot", channel, i / width / 5, i % width / 6).signed
        let grain = seed.at("grain", channel, i).signed
        return 50 + 6.5 * contrast * Float(spot) + Float(5 * grain)
      }
    }
  }

  @Test(arguments: [(23, 17, 3), (40, 9, 4), (8, 30, 2), (7, 5, 4), (1, 1, 3), (1, 12, 3), (64, 2, 4)])
  func `is the same as pixel by pixel`(width: Int, height: Int, radius: Int) {
    for (number, contrast) in [Float(0), 0.5, 1, 3, 20].enumerated() {
      let channels = channels(Seed(5).at("picture", number), width, height, contrast: contrast)
      let shift = MeanShift(channels, width: width, height: height, radius: radius, likeness: 6.5)
      #expect(shift.channels == twin(channels, width, height, radius: radius, likeness: 6.5), "contrast \(contrast)")
    }
  }

  @Test func `is the same as pixel by pixel where nothing is like anything`() {
    let steps: [Float] = [100, 200, 300]
    let channels = steps.map { step in (0..<300).map { step * Float($0 * 7 % 300) } }
    let shift = MeanShift(channels, width: 20, height: 15, radius: 3, likeness: 6.5)
    #expect(shift.channels == channels)
    #expect(shift.channels == twin(channels, 20, 15, radius: 3, likeness: 6.5))
  }

  /// As it is described.
  private func twin(_ channels: [[Float]], _ width: Int, _ height: Int, radius: Int, likeness: Float) -> [[Float]] {
    var out = channels
    for i in 0..<width * height {
      var mean = channels.map { $0[i] }
      var (column, row) = (i % width, i / width)
      for _ in 0..<3 {
        var (sums, count, columns, rows) = ([Float](repeating: 0, count: 3), Float(0), Float(0), Float(0))
        for v in max(0, row - radius)...min(height - 1, row + radius) {
          for u in max(0, column - radius)...min(width - 1, column + radius) {
            let colour = channels.map { $0[v * width + u] }
            let apart = zip(colour, mean).map { $0 - $1 }
            guard apart[0] * apart[0] + apart[1] * apart[1] + apart[2] * apart[2] <= likeness * likeness else {
              continue
            }
            for k in 0..<3 { sums[k] += colour[k] }
            count += 1
            columns += Float(u)
            rows += Float(v)
          }
        }
        if count == 0 { break }
        let next = sums.map { $0 / count }
        let ways = zip(next, mean).map { abs($0 - $1) }
        let way = ways[0] + ways[1] + ways[2]
        mean = next
        (column, row) = (Int(columns / count + 0.5), Int(rows / count + 0.5))
        if way < 0.5 { break }
      }
      for k in 0..<3 { out[k][i] = mean[k] }
    }
    return out
  }
}
