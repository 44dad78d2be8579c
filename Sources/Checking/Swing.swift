import Geometry

/// The strongest regular swing of a series.
package struct Swing: Equatable, Sendable {
  /// Half of the way from its lowest to its highest point; 0 where none stands out.
  package var amplitude: Double
  /// In samples; 0 where none stands out.
  package var period: Double

  package static let none = Swing(amplitude: 0, period: 0)

  /// Looks for periods from 4 samples to a quarter of the series, in series of at least 24 samples.
  ///
  /// The series without its parabola of least squares, under a Hann window, is a sum of lines. One stands out when it is 1.5 times as high as
  /// the spectrum at half of and at 1.6 times its frequency, which the tail of a trend is not, and 4 times as high as the median.
  package init(in series: [Double]) {
    self = .none
    guard series.count >= 24 else { return }
    let spectrum = Swing.spectrum(of: Swing.withoutParabola(series))
    let size = 2 * (spectrum.count - 1)
    let first = (4 * size + series.count - 1) / series.count
    let range = first..<size / 4
    guard !range.isEmpty else { return }
    let floor = 4 * Array(spectrum[range]).middleValue
    for bin in range where spectrum[bin] > max(floor, amplitude) {
      let below = (spectrum[bin / 2] + spectrum[(bin + 1) / 2]) / 2
      let above = spectrum[min(spectrum.count - 1, (16 * bin + 5) / 10)]
      guard spectrum[bin] > 1.5 * below, spectrum[bin] > 1.5 * above else { continue }
      self = Swing(amplitude: spectrum[bin], period: Double(size) / Double(bin))
    }
  }

  package init(amplitude: Double, period: Double) {
    self.amplitude = amplitude
    self.period = period
  }

  /// The series less the parabola that fits it best, by polynomials that are orthogonal on the samples.
  static func withoutParabola(_ series: [Double]) -> [Double] {
    let middle = Double(series.count - 1) / 2
    let line = series.indices.map { (Double($0) - middle) / middle }
    let meanSquare = line.map { $0 * $0 }.mean
    let shapes = [line.map { _ in 1 }, line, line.map { $0 * $0 - meanSquare }]
    return shapes.reduce(series) { rest, shape in
      let share = zip(rest, shape).reduce(0) { $0 + $1.0 * $1.1 } / shape.reduce(0) { $0 + $1 * $1 }
      return zip(rest, shape).map { $0 - share * $1 }
    }
  }

  /// Amplitudes at the frequencies k / size, k = 0 … size/2, where size is a power of two of at least 8 times the samples.
  private static func spectrum(of series: [Double]) -> [Double] {
    let count = series.count
    let window = (0..<count).map {
      0.5 - 0.5 * PortableMath.sineAndCosine(turns: Double($0) / Double(count - 1)).cosine
    }
    let scale = 2 / window.reduce(0, +)
    var size = 1
    while size < 8 * count { size *= 2 }
    let points = zip(series, window).map { Point(x: $0 * $1 * scale, y: 0) }
    return Fourier.transform(points + [Point](repeating: .zero, count: size - count))[...(size / 2)].map(\.length)
  }
}

/// The discrete Fourier transform.
enum Fourier {
  /// Σ x(t) e^(−2πi kt/n) for each k, by Cooley and Tukey's halving. The count is a power of two.
  static func transform(_ points: [Point]) -> [Point] {
    let count = points.count
    var result = [Point](repeating: .zero, count: count)
    var reversed = 0
    for i in 0..<count {
      result[reversed] = points[i]
      var bit = count >> 1
      while bit > 0, reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
    }
    let roots = (0..<max(1, count / 2)).map { Point(turns: -Double($0) / Double(count)) }
    var half = 1
    while half < count {
      for start in stride(from: 0, to: count, by: 2 * half) {
        for k in 0..<half {
          let odd = roots[k * (count / (2 * half))] * result[start + half + k]
          let even = result[start + k]
          result[start + k] = even + odd
          result[start + half + k] = even - odd
        }
      }
      half *= 2
    }
    return result
  }
}
