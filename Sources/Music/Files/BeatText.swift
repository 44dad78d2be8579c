import Foundation
import Geometry

/// Beats as a text, one a line: seconds, place in the bar, strength. What the lines cannot say stands above them, after
/// `#`.
///
///     # everzoom beats 1
///     # tempo: 128
///     # confidence: 0.93
///     # source: heard
///     # section: 15.0 A
///     # drop: 45.0
///     0.35	1	0.92
///     0.81875	2	0.4
///
/// `read` takes the texts of other programs as well, see `BeatTextReader`.
package enum BeatText {
  /// What the first line says.
  static let title = "everzoom beats 1"

  /// The text of a grid, with its beats up to a second of the song, and at least those with a strength. It reads back as
  /// the very same grid.
  package static func write(_ grid: BeatGrid, until seconds: Double = 0) -> String {
    let lines = lines(grid, seconds)
    let told = try? read(Array((["# \(title)"] + lines).joined(separator: "\n").utf8)).grid
    var head = ["# \(title)", "# time in seconds, place in the bar, strength 0 to 1; lines may be changed"]
    head.append("# tempo: \(rounded(grid.meanTempo, 1000))")
    if grid.confidence != 1 { head.append("# confidence: \(grid.confidence)") }
    head.append("# source: \(grid.source)")
    // The map and the metres are written out where the lines alone would not give them back.
    if told?.anchors != grid.anchors || told?.tempoBefore != grid.tempoBefore || told?.tempoAfter != grid.tempoAfter {
      head.append("# before: \(grid.tempoBefore) BPM")
      head += grid.anchors.map { "# anchor: beat \($0.beat) at \($0.moment)" }
      head.append("# after: \(grid.tempoAfter) BPM")
    }
    if told?.metres != grid.metres {
      head += grid.metres.map { "# metre: \($0.beatsToBar) from beat \($0.beat)" }
    }
    head += grid.sections.map { "# section: \($0.start) \($0.name)" }
    head += grid.drops.map { "# drop: \($0)" }
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// What a text says. Throws `MusicProblem` with the line.
  package static func read(_ bytes: [UInt8]) throws -> SongFacts {
    try BeatTextReader().read(bytes)
  }

  private static func lines(_ grid: BeatGrid, _ seconds: Double) -> [String] {
    let last = grid.anchors.count > 1 ? Int(grid.anchors[grid.anchors.count - 1].beat) : -1
    let heard = Int(max(-1, min(grid.beat(at: seconds), 1e7)).rounded(.down))
    let end = max(last, grid.strengths.count - 1, seconds > 0 ? heard : -1)
    guard end >= 0 else { return [] }
    let isListed = grid.isListed
    return (0...end).map { beat in
      let moment = isListed && beat < grid.anchors.count ? grid.anchors[beat].moment : grid.moment(ofBeat: Double(beat))
      var line = isListed ? "\(moment)" : "\(rounded(moment, 1e6))"
      let strength = grid.strength(ofBeat: beat)
      if let place = grid.place(ofBeat: beat) { line += "\t\(place)" } else if strength != nil { line += "\t-" }
      if let strength { line += "\t\(strength)" }
      return line
    }
  }

  private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}

extension BeatGrid {
  /// Whether its anchors are its beats, from beat 0 on.
  var isListed: Bool { anchors.count > 1 && anchors.indices.allSatisfy { anchors[$0].beat == Double($0) } }
}
