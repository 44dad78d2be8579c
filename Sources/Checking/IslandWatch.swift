import Geometry

/// How strongly an island's rim is seen at a moment of a film.
package struct IslandMoment: Equatable, Sendable {
  package var frame: Int
  /// Of `IslandRim`: dE.
  package var strength: Double

  package init(frame: Int, strength: Double) {
    self.frame = frame
    self.strength = strength
  }
}

/// Sees a film's frames in order, and looks for rims at moments an eighth of an octave apart, each beside those half an octave around it: a slow
/// film has its moments farther apart in time, and a fast one is measured as the same film in slow motion.
struct IslandWatch {
  private(set) var moments: [IslandMoment] = []
  private var samples: [Sample] = []
  /// Frames seen so far, and how deep the latest of them lies below the first, in octaves.
  private var count = 0
  private var depth = 0.0

  private struct Sample {
    let frame: Int
    let depth: Double
    let picture: IslandPicture
    /// To the latest frame, in pixels of the film from the middle: never over more octaves than the samples reach.
    var map = Similarity.identity
    var isJudged = false
  }

  /// In octaves.
  private static let step = 0.125
  private static let reach = 0.5
  /// A film that goes to and fro by less than its reach has no moments, and would fill the memory with samples.
  private static let most = 24

  /// `motion` leads from the frame before to this one, in pixels of the film from the middle; none
  /// for the first, and after a cut.
  mutating func see(_ frame: CheckedFrame, _ motion: Similarity?) {
    if let motion {
      depth += PortableMath.log2(motion.scale.length)
      for i in samples.indices { samples[i].map = samples[i].map.then(motion) }
    } else {
      samples = []
    }
    // A hair less than the step, so that rounding does not make it two frames long.
    if samples.last.map({ abs(depth - $0.depth) > Self.step - 1e-3 }) ?? true {
      samples.append(Sample(frame: count, depth: depth, picture: IslandPicture(frame)))
      judge()
      if samples.count > Self.most { samples.removeFirst() }
    }
    count += 1
  }

  /// Judges what is half an octave from the latest sample.
  private mutating func judge() {
    guard let after = samples.last else { return }
    for i in samples.indices where !samples[i].isJudged && isFar(samples[i], after) {
      samples[i].isJudged = true
      let moment = samples[i]
      guard let before = samples[..<i].last(where: { isFar($0, moment) }) else { continue }
      let rim = IslandRim(
        moment.picture, before: (before.picture, Self.way(moment, before)),
        after: (after.picture, Self.way(moment, after)))
      moments.append(IslandMoment(frame: moment.frame, strength: rim.strength))
    }
  }

  private func isFar(_ a: Sample, _ b: Sample) -> Bool { abs(a.depth - b.depth) > Self.reach - 0.01 }

  /// From a sample's small pixels to another's.
  private static func way(_ from: Sample, _ to: Sample) -> Similarity {
    let way = from.map.then(to.map.inverse)
    return Similarity(scale: way.scale, offset: way.offset / Double(from.picture.factor))
  }
}
