import Planning
import Testing

@Suite struct `A beat grid` {
  @Test func `counts bar lines from the first beat, wherever the shot begins in the song`() throws {
    let beats = try #require(SongWish(file: "a.mp3", bpm: 120, firstBeat: 0.5, start: 9).beats)
    #expect(beats.beat == 0.5 && beats.bar == 2 && beats.first == -8.5)
    for line in -5...50 {
      let moment = beats.moment(ofBarLine: Double(line))
      for offset in [-0.99, -0.2, 0, 0.7, 0.99] { #expect(beats.barLine(nearestTo: moment + offset) == Double(line)) }
    }
  }

  @Test func `is not there for a song that does not say how fast it is`() {
    #expect(SongWish(file: "a.mp3").beats == nil)
  }
}
