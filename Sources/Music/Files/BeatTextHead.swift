import Geometry

/// What our own texts say above their beats. Lines that people have changed count for more than a head that no longer
/// fits them.
struct BeatTextHead {
  private var anchors: [BeatGrid.Anchor] = []
  private var before: Double?
  private var after: Double?
  private var metres: [BeatGrid.Metre] = []
  private var confidence = 1.0
  private var source = "a text"
  private var sections: [BeatGrid.Section] = []
  private var drops: [Double] = []

  /// Throws `MusicProblem` with the line.
  init(_ comments: [(line: Int, text: String)]) throws {
    for (line, text) in comments {
      guard let colon = text.firstIndex(of: ":") else { continue }
      let value = text[text.index(after: colon)...].trimmed
      do { try take(String(text[..<colon]), value) } catch let expected as Expected {
        throw MusicProblem(
          "\(text[..<colon].brief) is \"\(value.brief)\", expected \(expected.what). Correct the line, or remove it.",
          line: line)
      }
    }
  }

  private struct Expected: Error { let what: String }

  private mutating func take(_ key: String, _ value: String) throws {
    let words = value.split(separator: " ", maxSplits: key == "section" ? 1 : 8).map(String.init)
    func number(_ at: Int, _ what: String, _ range: ClosedRange<Double>) throws -> Double {
      guard words.indices.contains(at), let number = BeatTextRows.number(words[at]), range.contains(number) else {
        throw Expected(what: what)
      }
      return number
    }
    let seconds = -MusicLimits.seconds...MusicLimits.seconds
    let beats = -1e9...1e9
    switch key {
    case "before": before = try number(0, "a tempo such as 128 BPM", MusicLimits.tempo)
    case "after": after = try number(0, "a tempo such as 128 BPM", MusicLimits.tempo)
    case "confidence": confidence = try number(0, "a number from 0 to 1", 0...1)
    case "source": source = value
    case "drop": drops.append(try number(0, "seconds", seconds))
    case "section":
      let start = try number(0, "seconds and a name", seconds)
      sections.append(BeatGrid.Section(start: start, name: words.count > 1 ? words[1] : ""))
    case "anchor":
      let form = "\"beat 0 at 0.35\", each later than the one before"
      guard words.count == 4, words[0] == "beat", words[2] == "at" else { throw Expected(what: form) }
      let anchor = BeatGrid.Anchor(beat: try number(1, form, beats), moment: try number(3, form, seconds))
      if let last = anchors.last, last.beat >= anchor.beat || last.moment >= anchor.moment {
        throw Expected(what: form)
      }
      anchors.append(anchor)
    case "metre":
      let form = "\"4 from beat 0\", each later than the one before"
      guard words.count == 4, words[1] == "from", words[2] == "beat",
        let count = Int(words[0]), MusicLimits.beatsToBar.contains(count),
        let beat = Int(words[3]), beats.contains(Double(beat)), beat > metres.last?.beat ?? Int.min
      else { throw Expected(what: form) }
      metres.append(BeatGrid.Metre(beat: beat, beatsToBar: count))
    default: break
    }
  }

  /// The head and the lines together.
  func facts(_ rows: [BeatTextRows.Row]) throws -> SongFacts {
    var grid = try grid(rows)
    grid?.strengths = Array(rows.map { $0.number(2) }.prefix { $0 != nil }.map { min(max($0!, 0), 1) })
    grid?.sections = sections
    grid?.drops = drops
    grid?.confidence = confidence
    return SongFacts(grid: grid, sections: sections, drops: drops)
  }

  private func grid(_ rows: [BeatTextRows.Row]) throws -> BeatGrid? {
    if let told = toldGrid(metres), agrees(told, rows) {
      let places = try BeatPlaces(rows).metres
      // Where only places were changed, they count.
      let isSame = metres.isEmpty ? places.isEmpty : agree(told, rows)
      return isSame ? told : toldGrid(places)
    }
    if rows.isEmpty { return nil }
    let listed = try BeatTextReader.grid(rows, source: source)
    guard !metres.isEmpty else { return listed }
    let told = BeatGrid(moments: rows.map(\.time), metres: metres, source: source)
    return agree(told, rows) ? told : listed
  }

  private func toldGrid(_ metres: [BeatGrid.Metre]) -> BeatGrid? {
    guard !anchors.isEmpty, let before, let after else { return nil }
    return BeatGrid(anchors: anchors, tempoBefore: before, tempoAfter: after, metres: metres, source: source)
  }

  /// Lines are rounded to a millionth of a second.
  private func agrees(_ grid: BeatGrid, _ rows: [BeatTextRows.Row]) -> Bool {
    rows.indices.allSatisfy { abs(grid.moment(ofBeat: Double($0)) - rows[$0].time) <= 2e-6 }
  }

  private func agree(_ grid: BeatGrid, _ rows: [BeatTextRows.Row]) -> Bool {
    rows.indices.allSatisfy { i in rows[i].number(1).map { Int(exactly: $0) == grid.place(ofBeat: i) } ?? true }
  }
}
