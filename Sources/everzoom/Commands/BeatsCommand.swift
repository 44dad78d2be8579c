import Geometry
import Media
import Music
import Planning
import Surveying

/// `everzoom beats`: when the beats of a song fall.
enum BeatsCommand: Command {
  static let name = "beats"
  static let summary = "tells when the beats of a song fall: tempo, bars, sections and drops"
  static let usage = "SONG [-o FILE.beats] [options]"
  static let remarks = """
    Writes a line for each beat (seconds, place in its bar, strength), which is read again by --beat-file and by song.beats in a
    storyboard; edit it where the program has heard wrong. What other programs write is read too: texts of beats, Audacity's labels,
    MIDI files and rekordbox's XML. Below a confidence of \(plain(BeatEstimator.leastConfidence)) a song counts as having no beat.
    """
  static let options = [
    Option("out", short: "o", "FILE", "where the beats go; - is stdout [-]"),
    Option("beat-file", "FILE", "beats from a file instead of the song's sound: another program's, made readable"),
    Option("bpm", "N", "the tempo, as far as it is known; when its beats fall is heard [the song's tags]"),
  ]
  static let examples = [
    (line: "everzoom beats song.flac -o song.beats", effect: "what is heard, to look at and to edit"),
    (line: "everzoom render photos --audio song.flac --beat-file song.beats", effect: "a film that keeps these beats"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.inputs.count == 1 else {
      throw UsageError(
        arguments.inputs.isEmpty ? "which song? Give its file, such as song.flac" : "beats takes one song")
    }
    let song = arguments.inputs[0]
    let out = try Destination(arguments.text("out") ?? "-", for: nil)
    let bpm = try arguments.number("bpm", NumberRange(BeatEstimator.tempos))
    if bpm != nil, arguments.has("beat-file") {
      throw UsageError("--beat-file and --bpm both say when beats fall; give one")
    }
    try SongBeats.check(song, start: 0)
    let seconds = try Song(path: song).secondsLeft
    let grid = try arguments.text("beat-file").map { try written($0, song) } ?? heard(song, bpm)
    try out.write(text: BeatText.write(grid, until: seconds ?? grid.moment(ofBeat: 64)))
    return ExitCode.done
  }

  private static func written(_ file: String, _ song: String) throws -> BeatGrid {
    guard let grid = try SongBeats.facts(file, song: song).grid else {
      throw Problem("has no beats; write a line for each of them: its time in seconds", file: file)
    }
    return grid
  }

  private static func heard(_ song: String, _ bpm: Double?) throws -> BeatGrid {
    var known = try SongBeats.tags(song)
    known.tempo = bpm ?? known.tempo
    let estimate = try SongBeats.heard(song, known)
    guard let grid = estimate.grid else {
      let sure = plain((estimate.confidence * 100).rounded() / 100)
      throw Problem(
        "no beat was found (confidence \(sure), at least \(plain(BeatEstimator.leastConfidence)) is asked for); "
          + "where there is one, say it with --bpm when rendering", file: song)
    }
    return grid
  }
}
