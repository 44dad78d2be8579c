/// What one metric found.
package struct Finding: Equatable, Sendable {
  package let metric: Metric
  package let value: Double
  /// The largest value that passes: the metric's, or more in a fast film.
  package let limit: Double
  /// Where it is worst: the frame a pair leads to. Nil for what is everywhere.
  package let frame: Int?
  /// All frames that a count counts; else just the worst one.
  package let frames: [Int]
  /// Of a swing, in seconds.
  package let period: Double?

  package init(_ metric: Metric, _ value: Double, limit: Double? = nil, frame: Int? = nil, period: Double? = nil) {
    self.init(metric, value, limit ?? metric.limit, frames: frame.map { [$0] } ?? [], period: period)
  }

  /// A count with the frames that are counted.
  package init(_ metric: Metric, count frames: [Int]) {
    self.init(metric, Double(frames.count), metric.limit, frames: frames, period: nil)
  }

  private init(_ metric: Metric, _ value: Double, _ limit: Double, frames: [Int], period: Double?) {
    (self.metric, self.limit) = (metric, limit)
    // Numbers only, for those who read them: what has no measure is as bad as can be.
    self.value = value.isFinite ? min(max(value, -1e6), 1e6) : 1e6
    self.frames = frames
    self.period = period
    frame = frames.first
  }

  package var passed: Bool { value <= limit + 1e-12 }

  /// The same with the film's own numbers, when the series began at a frame other than 0.
  package func shifted(by first: Int) -> Finding {
    Finding(metric, value, limit, frames: frames.map { $0 + first }, period: period)
  }
}
