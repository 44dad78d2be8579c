import Foundation

/// Results as lines of a table.
struct BenchTable {
  private let benchmarks: [Benchmark]
  private let width: Int

  init(_ benchmarks: [Benchmark]) {
    self.benchmarks = benchmarks
    width = benchmarks.map(\.name.count).max() ?? 0
  }

  var list: String { benchmarks.map { "\(left($0.name))  \($0.summary)\n" }.joined() }

  var head: String { "\(left("name"))  \(right("CPU ms"))  \(right("frames/s"))  \(right("peak MB"))  a frame is\n" }

  func row(_ measured: Measurement) -> String {
    let summary = benchmarks.first { $0.name == measured.name }?.summary ?? ""
    let peak = measured.peakMegabytes.map { String(format: "%.0f", $0) } ?? "–"
    let cpu = String(format: "%.2f", measured.cpuMilliseconds)
    let rate = String(format: "%.1f", measured.framesPerSecond)
    return "\(left(measured.name))  \(right(cpu))  \(right(rate))  \(right(peak))  \(summary)\n"
  }

  private func left(_ text: String) -> String { text + padding(text, width) }
  private func right(_ text: String) -> String { padding(text, 9) + text }
  private func padding(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count))
  }
}
