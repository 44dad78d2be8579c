import Geometry

/// Finds where a clip changes to another take from one frame to the next.
///
/// At a cut no motion explains the pair, the colours change far more than before and after, and the pictures beyond it are not those from
/// before it either, as they are after a flash.
struct ClipCuts {
  private(set) var cuts: [Int] = []

  /// Frames on each side that a pair is compared with.
  private static let reach = 8
  /// A flash lasts no longer than so many frames.
  private static let flash = 4

  init(_ pairs: [ClipPair], _ reading: ClipReading) throws {
    for index in pairs.indices where Self.standsOut(index, pairs) {
      if try !Self.isFlash(index, reading) { cuts.append(index + 1) }
    }
  }

  private static func standsOut(_ index: Int, _ pairs: [ClipPair]) -> Bool {
    let pair = pairs[index]
    guard !pair.isExplained, pair.motion.residual > 0.7 else { return false }
    let around = (max(0, index - reach)...min(pairs.count - 1, index + reach)).filter { $0 != index }.map { pairs[$0] }
    let usual = around.map(\.difference).median ?? 0
    let usualChange = around.map(\.change).median ?? 0
    return pair.difference > max(0.03, 3 * usual) && pair.change > max(0.02, 2 * usualChange)
  }

  /// Whether a frame soon after the pair goes on from one just before it.
  private static func isFlash(_ index: Int, _ reading: ClipReading) throws -> Bool {
    for before in [index, index - 1] where before >= 0 {
      for after in index + 1...index + 1 + flash where after < reading.frameCount && after - before > 1 {
        let pair = try reading.pair(before, after)
        if pair.isExplained, pair.motion.residual < 0.6 { return true }
      }
    }
    return false
  }
}

extension [Double] {
  /// The middle value, the upper one of two; nil if there is none.
  var median: Double? { quantile(0.5) }

  /// The value that this part of all is no more than; nil if there is none.
  func quantile(_ part: Double) -> Double? {
    isEmpty ? nil : sorted()[Swift.min(count - 1, Int(Double(count) * part))]
  }
}
