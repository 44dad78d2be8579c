import Geometry

/// What a file says about a song's musical time; any part may be missing.
package struct SongFacts: Hashable, Sendable {
  /// The beats, with the sections and drops that were told with them.
  package var grid: BeatGrid?
  /// Beats a minute without phase: how fast the song is, not when its beats fall. `BeatEstimator` finds the phase with
  /// the tempo held.
  package var tempo: Double?
  /// Parts of the song in the order of their starts.
  package var sections: [BeatGrid.Section]
  /// Moments at which the song's energy comes back, rising, in seconds.
  package var drops: [Double]

  package init(
    grid: BeatGrid? = nil, tempo: Double? = nil, sections: [BeatGrid.Section] = [], drops: [Double] = []
  ) {
    self.grid = grid
    self.tempo = tempo
    self.sections = sections
    self.drops = drops
  }

  /// Sorts named moments into sections and drops: a name that begins with "drop" is a drop.
  init(grid: BeatGrid?, named moments: [(start: Double, name: String)]) {
    let sorted = moments.sorted { $0.start < $1.start }
    func isDrop(_ name: String) -> Bool { name.lowercased().hasPrefix("drop") }
    self.init(
      grid: grid,
      sections: sorted.filter { !isDrop($0.name) }.map { BeatGrid.Section(start: $0.start, name: $0.name) },
      drops: sorted.filter { isDrop($0.name) }.map(\.start))
    self.grid?.sections = sections
    self.grid?.drops = drops
  }
}

/// What is believed of files.
enum MusicLimits {
  /// Bytes of a file about musical time.
  static let bytes = 16 << 20
  /// Seconds of a song, four days: moments lie within them, on either side of its start.
  static let seconds = 360_000.0
  /// Beats a minute.
  static let tempo = 1.0...2000
  /// Seconds between two beats at least: those of the fastest tempo.
  static let shortestBeat = 0.03
  /// Beats to the bar.
  static let beatsToBar = 1...64
}
