import Foundation
import Geometry

/// The collection that rekordbox exports as XML: for every track, tempos with the moment of one of their beats.
///
/// `<TEMPO Inizio="0.372" Bpm="128.00" Metro="4/4" Battito="1"/>`: from the beat at `Inizio` seconds on, which is beat
/// `Battito` of its bar, it goes on at `Bpm` with so many beats to the bar. Named cues (`POSITION_MARK`) are sections and
/// drops.
enum RekordboxFile {
  private struct Track {
    var file: String
    var title: String
    var tempos: [(start: Double, bpm: Double, beatsToBar: Int, place: Int)] = []
    var cues: [(start: Double, name: String)] = []
  }

  /// The track whose file has the song's name, or the only one. Throws `MusicProblem`.
  static func read(_ bytes: [UInt8], song: String?) throws -> SongFacts {
    let track = try chosen(tracks(bytes), song)
    return SongFacts(grid: try grid(track), named: track.cues)
  }

  private static func tracks(_ bytes: [UInt8]) throws -> [Track] {
    var tracks: [Track] = []
    var isRekordbox = false
    var isInside = false
    var lines = LineCounter(bytes)
    for tag in XMLTags(bytes) {
      switch (tag.name, tag.isEnd) {
      case ("DJ_PLAYLISTS", false): isRekordbox = true
      case ("TRACK", false):
        // Playlists name tracks by their key only.
        isInside = tag["Location"] != nil || tag["Name"] != nil
        guard isInside else { continue }
        tracks.append(Track(file: fileName(tag["Location"] ?? ""), title: tag["Name"] ?? ""))
      case ("TRACK", true): isInside = false
      case ("TEMPO", false) where isInside:
        let line = lines.line(of: tag.byte)
        tracks[tracks.count - 1].tempos.append(try tempo(tag, line))
      case ("POSITION_MARK", false) where isInside:
        guard let name = tag["Name"], !name.isEmpty, let start = tag["Start"].flatMap(Double.init),
          abs(start) <= MusicLimits.seconds
        else { continue }
        tracks[tracks.count - 1].cues.append((start, name))
      default: break
      }
    }
    guard isRekordbox else {
      throw MusicProblem(
        "is XML, but not rekordbox's: it has no DJ_PLAYLISTS. In rekordbox take File > Export Collection in xml format."
      )
    }
    return tracks
  }

  private static func tempo(
    _ tag: XMLTags.Tag, _ line: Int
  ) throws -> (start: Double, bpm: Double, beatsToBar: Int, place: Int) {
    func number(_ name: String, _ range: ClosedRange<Double>, _ usual: Double? = nil) throws -> Double {
      guard let text = tag[name] else {
        if let usual { return usual }
        throw MusicProblem("TEMPO has no \(name). Export the collection again, or write it in.", line: line)
      }
      guard let value = Double(text), range.contains(value) else {
        throw MusicProblem(
          "\(name) is \"\(text.brief)\", expected a number from \(range.lowerBound) to \(range.upperBound). "
            + "Correct it, or the track's beat grid in rekordbox.", line: line)
      }
      return value
    }
    let metro = tag["Metro"].flatMap { Int($0.prefix { $0 != "/" }) } ?? 4
    let beatsToBar = MusicLimits.beatsToBar.contains(metro) ? metro : 4
    return (
      try number("Inizio", -MusicLimits.seconds...MusicLimits.seconds), try number("Bpm", MusicLimits.tempo),
      beatsToBar, Int(try number("Battito", 0...64, 1).rounded())
    )
  }

  private static func chosen(_ tracks: [Track], _ song: String?) throws -> Track {
    let gridded = tracks.filter { !$0.tempos.isEmpty }
    if let name = song.map({ fileName($0, isAddress: false) }) {
      let named = tracks.filter { $0.file.lowercased() == name.lowercased() }
      if let found = named.first(where: { !$0.tempos.isEmpty }) { return found }
      if !named.isEmpty {
        throw MusicProblem("has no beats for \(name.brief). Analyse the track in rekordbox, and export again.")
      }
    }
    if tracks.count == 1, let only = gridded.first { return only }
    guard !gridded.isEmpty else {
      throw MusicProblem("has no track with a TEMPO. Analyse the song in rekordbox, and export again.")
    }
    let names = gridded.prefix(10).map { $0.file.isEmpty ? $0.title.brief : $0.file.brief }.joined(separator: ", ")
    let more = gridded.count > 10 ? " and \(gridded.count - 10) more" : ""
    throw MusicProblem(
      "has no track whose file is called \(song.map { fileName($0, isAddress: false).brief } ?? "as the song"), "
        + "but \(names)\(more). Export that song, or give it the name that it has there.")
  }

  /// The last part of a path or address.
  private static func fileName(_ location: String, isAddress: Bool = true) -> String {
    let last = location.split(separator: "/").last.map(String.init) ?? ""
    return isAddress ? last.removingPercentEncoding ?? last : last
  }

  private static func grid(_ track: Track) throws -> BeatGrid {
    let tempos = track.tempos.sorted { $0.start < $1.start }
    var anchors = [BeatGrid.Anchor(beat: 0, moment: tempos[0].start)]
    var metres: [BeatGrid.Metre] = []
    for (i, tempo) in tempos.enumerated() {
      if i > 0 {
        let last = anchors[anchors.count - 1]
        // What begins less than half a beat after the one before is the same beat.
        let beats = ((tempo.start - last.moment) * tempos[i - 1].bpm / 60).rounded()
        guard beats >= 1 else { continue }
        anchors.append(BeatGrid.Anchor(beat: last.beat + beats, moment: tempo.start))
      }
      let beat = Int(anchors[anchors.count - 1].beat)
      let metre = BeatGrid.Metre(beat: beat - max(0, tempo.place - 1), beatsToBar: tempo.beatsToBar)
      guard let last = metres.last else {
        metres.append(metre)
        continue
      }
      let goesOn = last.beatsToBar == metre.beatsToBar && (metre.beat - last.beat) % last.beatsToBar == 0
      if !goesOn, metre.beat > last.beat { metres.append(metre) }
    }
    return BeatGrid(
      anchors: anchors, tempoBefore: tempos[0].bpm, tempoAfter: tempos[tempos.count - 1].bpm, metres: metres,
      source: "rekordbox")
  }
}

/// The lines of bytes that are asked for in order.
struct LineCounter {
  private let bytes: [UInt8]
  private var at = 0
  private var lines = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line of a byte, from 1; bytes rise from call to call.
  mutating func line(of byte: Int) -> Int {
    while at < byte {
      if bytes[at] == 10 { lines += 1 }
      at += 1
    }
    return lines
  }
}
