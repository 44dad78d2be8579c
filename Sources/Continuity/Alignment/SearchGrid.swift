import Geometry
import Imaging

/// How finely a still is looked for in another.
struct SearchGrid: Sendable {
  /// The inner still's height in pixels of the search.
  var rows: Int
  /// log2 of the smallest and the largest factor, and from one to the next.
  var octaves: ClosedRange<Double>
  var octaveStep: Double
  /// Rolls to either side, in turns, and from one to the next.
  var mostTurns: Double
  var turnStep: Double

  /// Every factor to a little beyond 16, rolls of 15° to either side.
  static let usual = SearchGrid(
    rows: 18, octaves: -0.125...4.125, octaveStep: 0.125, mostTurns: 15.0 / 360, turnStep: 5.0 / 360)
  /// Any roll, of factors up to 4.
  static let rolled = SearchGrid(
    rows: 18, octaves: -0.125...2.125, octaveStep: 0.125, mostTurns: 0.5, turnStep: 5.0 / 360)
  /// Enough to tell which of many pairs are worth a better look.
  static let rough = SearchGrid(rows: 14, octaves: 0.1...3, octaveStep: 0.125, mostTurns: 0, turnStep: 1)

  /// The inner still's width in pixels of the search, for pictures that are no strips.
  func columns(_ aspect: Double) -> Int { Int((Double(rows) * min(max(aspect, 0.4), 3)).rounded()) }

  /// Pixels of the inner still's border that are left out: what is beyond it spoils the filter there, and so it may lie a little outside.
  var margin: Int { 2 }

  var octaveCount: Int { Int(((octaves.upperBound - octaves.lowerBound) / octaveStep).rounded()) + 1 }
  var rollCount: Int { 2 * Int((mostTurns / turnStep + 1e-9).rounded(.down)) + 1 }

  func factor(_ number: Int) -> Double { PortableMath.exp2(octaves.lowerBound + Double(number) * octaveStep) }
  func roll(_ number: Int) -> Double { Double(number - rollCount / 2) * turnStep }

  /// Fine detail: where the structure lies by which stills are told apart, whatever their brightness.
  static func detail(_ image: FloatImage) -> FloatImage { image.minus(image.blurred(sigma: 2.5)) }
}
