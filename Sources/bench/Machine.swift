import Foundation

/// What was measured on.
struct Machine: Encodable, CustomStringConvertible {
  let processor: String
  /// Cores that there are, and cores that were used.
  let cores: Int
  let usedCores: Int
  let system: String

  init(cores usedCores: Int) {
    processor = Machine.processor ?? "an unknown processor"
    cores = ProcessInfo.processInfo.activeProcessorCount
    self.usedCores = usedCores
    system = ProcessInfo.processInfo.operatingSystemVersionString
  }

  var description: String { "\(processor), \(usedCores) of \(cores) cores, \(system)" }

  private static var processor: String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("model name") })
    else { return nil }
    return line.split(separator: ":").dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
