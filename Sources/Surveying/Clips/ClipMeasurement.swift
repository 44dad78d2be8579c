import Geometry
import Imaging

/// All pairs of a clip's frames, its cuts and its repeated frames.
struct ClipMeasurement {
  let facts: TakeFacts
  /// The centred pixels of the measured images as plane units of the clip's picture.
  let planeFromPixels: Similarity
  /// Pair i is frame i and the one after it.
  let pairs: [ClipPair]
  /// Where a clip moves slowly, motions over more than a pair; they do not overlap.
  let strides: [ClipStride]
  /// Frames at which another take begins.
  let cuts: [Int]
  /// Frames that show the same picture as the one before.
  let repeats: [Int]

  init(of path: String, facts: TakeFacts, cores: Cores) throws {
    let reading = try ClipReading(path, facts, cores)
    let (pairs, strides) = try reading.pairs()
    let cuts = try ClipCuts(pairs, reading).cuts
    self.facts = facts
    self.pairs = pairs
    self.strides = strides
    self.cuts = cuts
    planeFromPixels = reading.planeFromPixels
    let parts = ClipMotion(track: nil, confidence: 0, cuts: cuts).parts(frameCount: facts.frameCount)
    repeats = parts.flatMap { ClipRepeats(pairs, in: $0).frames }
  }

  var parts: [Range<Int>] { ClipMotion(track: nil, confidence: 0, cuts: cuts).parts(frameCount: facts.frameCount) }
}
