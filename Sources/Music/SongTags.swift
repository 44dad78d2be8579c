import Geometry
import Media

/// What a song's own file says in its tags and chapters: how fast it is (`TBPM`, `BPM`, `tmpo`), and its parts.
///
/// A tag is a tempo without phase: `SongFacts.tempo`, never a grid. `BeatEstimator.estimate(path:tempo:)` finds when the
/// beats of that tempo fall.
package enum SongTags {
  /// Tempos that are believed, in beats a minute; programs write 0 where they know none.
  package static let tempos = 20.0...400

  /// Throws `MediaError` where the file has no sound.
  package static func read(path: String) throws -> SongFacts {
    let metadata = try SongMetadata(path)
    let chapters = metadata.chapters.prefix(10_000).enumerated().map { number, chapter in
      (start: chapter.start, name: chapter.title.isEmpty ? "\(number + 1)" : chapter.title)
    }
    var facts = SongFacts(grid: nil, named: chapters.filter { abs($0.start) <= MusicLimits.seconds })
    facts.tempo = tempo(metadata.tags)
    return facts
  }

  /// The first believable tempo among tags, whatever case their names have; nil where there is none.
  package static func tempo(_ tags: [(name: String, value: String)]) -> Double? {
    for tag in tags where ["tbpm", "bpm", "tmpo", "tempo"].contains(tag.name.lowercased()) {
      let words = tag.value.replacing(",", with: ".").split(separator: " ")
      if let word = words.first, let tempo = BeatTextRows.number(String(word)), tempos.contains(tempo) { return tempo }
    }
    return nil
  }
}
