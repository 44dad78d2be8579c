import Foundation
import Geometry
import Media
import Music
import Planning

/// The beats of a storyboard's song.
package enum SongBeats {
  /// Throws a `Problem` if a file cannot be the song of a film that begins at a moment of it.
  package static func check(_ path: String, start: Double) throws {
    guard !Folder.isFolder(path) else { throw Problem("the song is a folder, expected a file with sound", file: path) }
    guard PathBytes.withCString(path, { access($0, R_OK) }) == 0 else {
      throw Problem("the song does not exist, or may not be read; check its name", file: path)
    }
    do { _ = try Song(path: path, start: start).secondsLeft } catch let error as MediaError {
      throw Problem("the song cannot be used: \(error)")
    }
  }

  /// Finds the beats where nobody said how fast the song is, and remarks where they come from. What comes first is believed: a file
  /// of beats, the tempo in the song's tags, and listening to it. Below a confidence of one half there is no beat: a wrong one is worse.
  ///
  /// Throws a `Problem` if a file of beats is not one, or the song does not decode.
  package static func find(for storyboard: inout Storyboard) throws {
    guard var song = storyboard.song, song.bpm == nil, song.found == nil else { return }
    switch song.beatSource {
    case .none: return
    case .file(let path):
      let facts = try facts(path, song: song.file)
      guard let grid = try facts.grid ?? song.file.flatMap({ try heard($0, facts).grid }) else {
        throw Problem("has no beats, and no tempo with a song to listen to; write a line for each beat", file: path)
      }
      song.found = grid
      storyboard.remarks.append("beats: \(tempo(grid)), from \(path)")
    case .auto:
      guard let file = song.file else { return }
      let tags = try tags(file)
      guard let grid = try heard(file, tags).grid else {
        storyboard.remarks.append(
          "no beat was found in \(file), so nothing keeps one; where there is a beat, say it with --bpm or --beat-file")
        break
      }
      song.found = grid
      let sure = "sure to \(Int((grid.confidence * 100).rounded())) %"
      let source = tags.tempo == nil ? "heard in \(file)" : "as \(file) says in its tags, and heard"
      storyboard.remarks.append("beats: \(tempo(grid)), \(source), \(sure)")
    }
    storyboard.song = song
  }

  /// What a song's tags and chapters say. Throws a `Problem`.
  package static func tags(_ path: String) throws -> SongFacts { try media { try SongTags.read(path: path) } }

  /// What is heard in a song whose tempo may be known, with the sections and drops that are. Throws a `Problem`.
  package static func heard(_ path: String, _ known: SongFacts) throws -> BeatEstimator.Estimate {
    let estimate = try media { try BeatEstimator.estimate(path: path, tempo: known.tempo) }
    var guess = estimate.guess
    if !known.sections.isEmpty { guess?.sections = known.sections }
    if !known.drops.isEmpty { guess?.drops = known.drops }
    return BeatEstimator.Estimate(confidence: estimate.confidence, guess: guess)
  }

  /// What a file of beats says of a song. Throws a `Problem`.
  package static func facts(_ path: String, song: String?) throws -> SongFacts {
    do { return try BeatFile.read(path: path, song: song) } catch let problem as MusicProblem {
      throw Problem(problem.sentence, file: problem.file ?? path, line: problem.line)
    }
  }

  private static func media<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as MediaError { throw Problem("the song cannot be used: \(error)") }
  }

  private static func tempo(_ grid: BeatGrid) -> String {
    let tempo = ((grid.isSteady ? grid.tempoAfter : grid.meanTempo) * 1000).rounded() / 1000
    let plain = tempo == tempo.rounded() ? "\(Int(tempo))" : "\(tempo)"
    return grid.isSteady ? "\(plain) a minute" : "about \(plain) a minute, as they fall"
  }
}
