import Geometry
import Imaging
import Media

/// Looks at a film, whoever made it, and measures how continuous it is.
package struct FilmCheck {
  private let path: String
  private let facts: TakeFacts
  private let frames: Range<Int>
  private let judgesLoop: Bool
  private let cores: Cores

  /// The fewest frames, and the smallest side of a picture, of which anything can be said.
  package static let leastFrames = 9
  package static let leastSide = 32
  /// Frames that are worked on together. It does not depend on the cores, and nor does any measure.
  private static let batch = 8

  /// The frames lie in the film; `judgesLoop` also looks at the step from the last of them to the first. Throws `MediaError` if there is too little to see.
  package init(path: String, facts: TakeFacts, frames: Range<Int>, judgesLoop: Bool, cores: Cores) throws {
    guard facts.kind == .clip else {
      throw MediaError(.badInput, "\(path) has one picture, and continuity is between pictures: check looks at films")
    }
    guard frames.count >= Self.leastFrames else {
      throw MediaError(
        .badInput,
        "\(path) is checked over \(frames.count) frames, and it takes at least \(Self.leastFrames) to see whether they are even"
      )
    }
    guard min(facts.size.width, facts.size.height) >= Self.leastSide else {
      throw MediaError(
        .badInput,
        "\(path) is \(facts.size), and its motion can be followed from \(Self.leastSide)x\(Self.leastSide) on")
    }
    (self.path, self.facts, self.frames) = (path, facts, frames)
    (self.judgesLoop, self.cores) = (judgesLoop, cores)
  }

  /// Reads and measures all frames; nil if the progress, which is told how many frames are done, answers false.
  package func series(progress: (Int) -> Bool) throws -> FilmSeries? {
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    let reduction = PictureReduction(facts.size, .yuv420)
    var course = FilmCourse(facts, frames)
    for start in stride(from: frames.lowerBound, to: frames.upperBound, by: Self.batch) {
      let numbers = start..<min(frames.upperBound, start + Self.batch)
      let pictures = try numbers.map { try reader.picture(at: $0) }
      course.add(cores.map(pictures.indices) { CheckedFrame(pictures[$0], reduction) }, cores)
      guard progress(numbers.upperBound - frames.lowerBound) else { return nil }
    }
    return course.finished(closing: judgesLoop)
  }
}

/// The series as they grow.
private struct FilmCourse {
  private var series: FilmSeries
  private var flashes: FlashWatch
  private var redFlashes: FlashWatch
  private var islands = IslandWatch()
  private var first: CheckedFrame?
  private var last: CheckedFrame?

  init(_ facts: TakeFacts, _ frames: Range<Int>) {
    let times = facts.times
    let seconds = times.start(of: frames.upperBound - 1) - times.start(of: frames.lowerBound)
    let rate = Double(frames.count - 1) / seconds
    series = FilmSeries(size: facts.size, framesPerSecond: times.constantRate?.value ?? rate)
    series.durations = frames.dropLast().map { i in
      times.constantRate == nil ? (times.start(of: i + 1) - times.start(of: i)) * rate : 1
    }
    flashes = FlashWatch(.general, framesPerSecond: series.framesPerSecond)
    redFlashes = FlashWatch(.red, framesPerSecond: series.framesPerSecond)
  }

  mutating func add(_ frames: [CheckedFrame], _ cores: Cores) {
    for frame in frames {
      series.sharpness.append(frame.detail.sharpness)
      series.contrast.append(frame.detail.contrast)
      series.reach.append(frame.reach)
      flashes.see(frame.light)
      redFlashes.see(frame.light)
    }
    let row = (last.map { [$0] } ?? []) + frames
    let pairs = cores.map(0..<row.count - 1) { PairComparison.measure(row[$0], row[$0 + 1]) }
    series.pairs += pairs
    // The film's very first frame has no pair that leads to it.
    if last == nil, let first = frames.first { islands.see(first, nil) }
    for (frame, pair) in zip(row.dropFirst(), pairs) { islands.see(frame, CutMeasures.isCut(pair) ? nil : pair.map) }
    first = first ?? frames.first
    last = frames.last
  }

  func finished(closing: Bool) -> FilmSeries {
    var series = series
    (series.flashTurns, series.redFlashTurns) = (flashes.turns, redFlashes.turns)
    series.islands = islands.moments
    if closing, let first, let last { series.closing = PairComparison.measure(last, first) }
    return series
  }
}
