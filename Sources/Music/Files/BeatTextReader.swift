import Geometry

/// Reads beats and labels as programs write them: madmom, librosa, aubio, Beat This, the Harmonix set, Sonic Visualiser
/// and Audacity, and `BeatText` itself.
///
/// A line is a time in seconds, alone or with the place in the bar after a tab, comma or space; what follows is of no
/// concern, but for the strength that our own texts have there. A second column that is no place on any line is passed
/// over. Labels have a start, an end and a name: those without a name, or with a number for one, are beats, all others
/// sections and drops.
struct BeatTextReader {
  /// Throws `MusicProblem` with the line.
  func read(_ text: [UInt8]) throws -> SongFacts {
    let rows = try BeatTextRows(text)
    if rows.comments.first?.text == BeatText.title {
      return try BeatTextHead(rows.comments).facts(rows.rows)
    }
    guard !rows.rows.isEmpty else {
      throw MusicProblem("has no times. Write one line for every beat: its time in seconds.")
    }
    return areLabels(rows.rows) ? try labels(rows.rows) : SongFacts(grid: try Self.grid(rows.rows))
  }

  /// A grid with every beat as it is listed.
  static func grid(_ rows: [BeatTextRows.Row], source: String = "a text") throws -> BeatGrid {
    guard rows.count > 1 else {
      throw MusicProblem("has one beat, which is no tempo. Write one line for every beat.", line: rows.first?.line)
    }
    for (row, next) in zip(rows, rows.dropFirst()) where next.time - row.time < MusicLimits.shortestBeat {
      throw MusicProblem(
        next.time > row.time
          ? "the time is \(next.time) s, \(next.time - row.time) s after the one before, "
            + "expected at least \(MusicLimits.shortestBeat). Leave out one of the two."
          : "the time is \(next.time) s, after \(row.time) s in the line before. Beats rise from line to line; sort them.",
        line: next.line)
    }
    let places = try BeatPlaces(rows)
    return BeatGrid(moments: rows.map(\.time), metres: places.metres, source: source)
  }

  private func areLabels(_ rows: [BeatTextRows.Row]) -> Bool {
    rows.allSatisfy { row in
      guard row.hasTabs, row.fields.count > 1, row.fields[1].contains("."), let end = row.number(1) else {
        return false
      }
      return end >= row.time
    }
  }

  private func labels(_ rows: [BeatTextRows.Row]) throws -> SongFacts {
    var beats: [BeatTextRows.Row] = []
    var named: [(start: Double, name: String)] = []
    for row in rows {
      let name = row.fields.dropFirst(2).joined(separator: " ").trimmed
      if name.isEmpty || ["beat", "downbeat"].contains(name.lowercased()) || Int(name) != nil {
        let fields = [row.fields[0]] + (Int(name) == nil ? [] : [name])
        beats.append(BeatTextRows.Row(line: row.line, fields: fields, time: row.time, hasTabs: true))
      } else {
        named.append((row.time, name))
      }
    }
    beats.sort { $0.time < $1.time }
    return SongFacts(grid: beats.isEmpty ? nil : try Self.grid(beats, source: "labels"), named: named)
  }
}

/// Where bars begin, by the second column of a text.
struct BeatPlaces {
  /// Empty where the column says nothing about bars.
  private(set) var metres: [BeatGrid.Metre] = []

  /// Throws `MusicProblem` where the column counts bars, but not on every line as it should.
  init(_ rows: [BeatTextRows.Row]) throws {
    let values = rows.map { row in row.number(1).flatMap { Int(exactly: $0) } }
    let numbers = values.compactMap { $0 }
    // No column, one of words or levels, one that marks every beat alike, or one that counts the beats of the song.
    guard !numbers.isEmpty, let most = numbers.max(), let least = numbers.min(), most > least || rows.count < 3 else {
      return
    }
    if least >= 1, most > MusicLimits.beatsToBar.upperBound, zip(numbers, numbers.dropFirst()).allSatisfy(<) { return }
    for (row, value) in zip(rows, values) where value == nil || !(0...64).contains(value ?? 0) {
      throw MusicProblem(
        "the place in the bar is \"\(row.fields.count > 1 ? row.fields[1].brief : "")\", "
          + "expected 1, 2, … as on other lines. Write it, or remove the column.", line: row.line)
    }
    metres = try Self.metres(least == 0 ? Self.counted(numbers, most) : numbers, rows)
  }

  /// Places from marks: 1 begins a bar, 0 does not.
  private static func counted(_ marks: [Int], _ most: Int) -> [Int] {
    guard most == 1, let first = marks.firstIndex(of: 1) else { return marks }
    let length = marks[(first + 1)...].firstIndex(of: 1).map { $0 - first } ?? 4
    var place = (length - first % length) % length
    return marks.map { mark in
      place = mark == 1 || (place == length && mark == 0 && length == 1) ? 1 : place + 1
      return place
    }
  }

  private static func metres(_ places: [Int], _ rows: [BeatTextRows.Row]) throws -> [BeatGrid.Metre] {
    var metres: [BeatGrid.Metre] = []
    var start = 1 - places[0]
    func close(_ length: Int) {
      if metres.last?.beatsToBar != length { metres.append(BeatGrid.Metre(beat: start, beatsToBar: length)) }
    }
    for i in places.indices.dropFirst() where places[i] != places[i - 1] + 1 {
      guard places[i] == 1 else {
        throw MusicProblem(
          "the place in the bar is \(places[i]) after \(places[i - 1]), expected \(places[i - 1] + 1) or 1. "
            + "Correct it, or add the beats that are missing.", line: rows[i].line)
      }
      close(places[i - 1])
      start = i
    }
    // The last bar may go on beyond the text.
    let last = places[places.count - 1]
    if last > metres.last?.beatsToBar ?? 0 { close(metres.isEmpty ? max(last, 1) : last) }
    return metres
  }
}
