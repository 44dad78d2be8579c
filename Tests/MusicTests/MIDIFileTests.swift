import Geometry
import Music
import Testing

/// The bytes of a MIDI file.
struct MIDIBytes {
  var division: [UInt8] = [0x01, 0xE0]
  var format: UInt8 = 1
  var tracks: [[UInt8]] = []

  var bytes: [UInt8] {
    let head = Array("MThd".utf8) + [0, 0, 0, 6, 0, format, 0, UInt8(tracks.count)] + division
    return tracks.reduce(head) { all, track in
      let count = track.count
      return all + Array("MTrk".utf8) + [0, 0, UInt8(count >> 8), UInt8(count & 255)] + track
    }
  }

  static func delta(_ ticks: Int) -> [UInt8] {
    ticks < 128 ? [UInt8(ticks)] : [UInt8(0x80 | ticks >> 7), UInt8(ticks & 127)]
  }

  static func tempo(_ ticks: Int, _ micros: Int) -> [UInt8] {
    delta(ticks) + [0xFF, 0x51, 3, UInt8(micros >> 16), UInt8(micros >> 8 & 255), UInt8(micros & 255)]
  }

  static func metre(_ ticks: Int, _ count: UInt8, _ power: UInt8) -> [UInt8] {
    delta(ticks) + [0xFF, 0x58, 4, count, power, 24, 8]
  }

  static func marker(_ ticks: Int, _ name: String) -> [UInt8] {
    delta(ticks) + [0xFF, 0x06, UInt8(name.utf8.count)] + name.utf8
  }

  static let end: [UInt8] = [0, 0xFF, 0x2F, 0]
}

@Suite struct `A MIDI file` {
  @Test func `is steady where it has one tempo`() throws {
    let file = MIDIBytes(tracks: [MIDIBytes.tempo(0, 468_750) + MIDIBytes.end])
    let grid = try #require(BeatFile.read(file.bytes).grid)
    #expect(grid.isSteady && grid.tempoAfter == 128 && grid.place(ofBeat: 4) == 1)
    let plain = try #require(BeatFile.read(MIDIBytes(tracks: [MIDIBytes.end]).bytes).grid)
    #expect(plain.isSteady && plain.tempoAfter == 120)
  }

  @Test func `has its tempos, metres and markers where they fall`() throws {
    let track =
      MIDIBytes.metre(0, 4, 2) + MIDIBytes.tempo(0, 500_000) + MIDIBytes.marker(0, "intro")
      + MIDIBytes.tempo(1920, 400_000) + MIDIBytes.metre(0, 6, 3) + MIDIBytes.marker(0, "Drop!")
      + MIDIBytes.marker(1440, "end") + MIDIBytes.end
    let facts = try BeatFile.read(MIDIBytes(tracks: [track]).bytes)
    let grid = try #require(facts.grid)
    // Four quarters of 0.5 s, then dotted quarters of 0.6 s, two to the bar.
    #expect(abs(grid.moment(ofBeat: 4) - 2) < 1e-12 && abs(grid.moment(ofBeat: 6) - 3.2) < 1e-12)
    #expect((0..<8).map { grid.place(ofBeat: $0) } == [1, 2, 3, 4, 1, 2, 1, 2])
    #expect(facts.drops == [2] && facts.sections.map(\.name) == ["intro", "end"])
    #expect(abs(facts.sections[1].start - 3.2) < 1e-12)
  }

  @Test func `may have notes with running status, exclusive messages, and chunks of other kinds`() throws {
    let notes: [UInt8] =
      [0, 0x90, 60, 100, 96, 60, 0, 0, 0xF0, 3, 1, 2, 0xF7, 0, 0xC0, 5, 10, 7] + MIDIBytes.end
    var bytes = MIDIBytes(tracks: [MIDIBytes.tempo(0, 600_000) + MIDIBytes.end, notes]).bytes
    bytes += Array("XFIH".utf8) + [0, 0, 0, 2, 9, 9]
    #expect(try BeatFile.read(bytes).grid?.tempoAfter == 100)
  }

  @Test func `counts frames of film where it is told to`() throws {
    // 25 frames a second of 40 ticks: a tick is a millisecond.
    let track = MIDIBytes.tempo(0, 500_000) + MIDIBytes.marker(1500, "A") + MIDIBytes.end
    let facts = try BeatFile.read(MIDIBytes(division: [0xE7, 40], tracks: [track]).bytes)
    #expect(abs(facts.sections[0].start - 1.5) < 1e-9 && facts.grid?.tempoAfter == 120)
  }

  @Test func `is told with the byte where it is cut off, anywhere`() throws {
    let track = MIDIBytes.tempo(0, 500_000) + MIDIBytes.marker(200, "A") + MIDIBytes.end
    let bytes = MIDIBytes(tracks: [track]).bytes
    for count in 4..<bytes.count where count != 14 {
      let problem = #expect(throws: MusicProblem.self) { try BeatFile.read(Array(bytes[..<count])) }
      #expect(problem?.byte == count && problem?.sentence.contains("cut off") == true)
    }
  }

  @Test func `is told where it is of another sort`() {
    var file = MIDIBytes(tracks: [MIDIBytes.end])
    file.format = 2
    #expect(throws: MusicProblem.self) { try BeatFile.read(file.bytes) }
    #expect(throws: MusicProblem.self) { try BeatFile.read(MIDIBytes(division: [0, 0], tracks: []).bytes) }
    #expect(throws: MusicProblem.self) { try BeatFile.read(MIDIBytes(division: [0x9C, 4], tracks: []).bytes) }
  }
}
