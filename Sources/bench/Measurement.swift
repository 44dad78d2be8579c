import Foundation

/// How fast a benchmark is.
struct Measurement: Encodable {
  let name: String
  /// CPU time of all threads for a frame, in milliseconds.
  let cpuMilliseconds: Double
  /// By the clock on the wall.
  let framesPerSecond: Double
  /// Nil where the system does not tell.
  let peakMegabytes: Double?

  static let runs = 7

  init(_ benchmark: Benchmark) throws {
    Memory.forgetPeak()
    let work = try benchmark.prepare()
    try work()
    let calls = try Measurement.callsPerRun(work)
    let runs = try (0..<Measurement.runs).map { _ in try Run(calls: calls, work) }
    let frames = Double(calls * benchmark.frames)
    name = benchmark.name
    cpuMilliseconds = median(runs.map(\.cpuSeconds)) / frames * 1000
    framesPerSecond = frames / median(runs.map(\.wallSeconds))
    peakMegabytes = Memory.peakBytes.map { Double($0) / 1e6 }
  }

  /// As many calls as take long enough, at least 20 ms, for the clocks' grain not to show.
  private static func callsPerRun(_ work: () throws -> Void) throws -> Int {
    var calls = 1
    while calls < 1024, try Run(calls: calls, work).wallSeconds < 0.02 { calls *= 2 }
    return calls
  }
}

/// One timing of some calls.
private struct Run {
  let cpuSeconds: Double
  let wallSeconds: Double

  init(calls: Int, _ work: () throws -> Void) rethrows {
    let (cpu, wall) = (Clock.cpuSeconds, Clock.wallSeconds)
    for _ in 0..<calls { try work() }
    cpuSeconds = Clock.cpuSeconds - cpu
    wallSeconds = Clock.wallSeconds - wall
  }
}

private enum Clock {
  /// Of all threads of this process.
  static var cpuSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

private enum Memory {
  /// The most that was resident since the start, or since `forgetPeak`.
  static var peakBytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return kilobytes * 1024
  }

  /// Starts the peak anew (proc(5), clear_refs). Where that is not allowed the peak is that of all so far.
  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
