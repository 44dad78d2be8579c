import Foundation

/// Songs of the test's band, by what they are.
extension Band {
  /// Kick on every beat, hats between, claps, bass and chords.
  static func fourOnTheFloor(_ bpm: Double, firstBeat: Double = 0, seconds: Double = 30) -> Band {
    var band = Band(bpm: bpm, firstBeat: firstBeat, seconds: seconds)
    band.playFloor()
    return band
  }

  mutating func playFloor(bars: Range<Int>? = nil, hats: Float = 1) {
    play(.kick, at: [0, 1, 2, 3], bars: bars)
    play(.clap, at: [1, 3], bars: bars, gain: 0.6)
    play(.hat, at: [0.5, 1.5, 2.5, 3.5], bars: bars, gain: hats)
    playHarmony(bars: bars)
  }

  mutating func playHarmony(bars: Range<Int>? = nil, beatsToBar: Int = 4) {
    let length = (moment(1) - moment(0)) * Double(beatsToBar) * 0.98
    play(.chord(length), at: [0], beatsToBar: beatsToBar, bars: bars)
    play(
      .bass(length / Double(beatsToBar) * 0.9), at: [0, 1.5, 2.5].filter { $0 < Double(beatsToBar) },
      beatsToBar: beatsToBar, bars: bars, gain: 0.7)
  }

  static func rock(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.3)
    band.play(.kick, at: [0, 2, 2.5])
    band.play(.snare, at: [1, 3])
    band.play(.hat, at: (0..<8).map { Double($0) / 2 }, gain: 0.7)
    band.playHarmony()
    return band
  }

  static func swing(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.2)
    band.play(.hat, at: [0, 1, 1.667, 2, 3, 3.667])
    band.play(.kick, at: [0, 2], gain: 0.6)
    band.play(.snare, at: [1, 3], gain: 0.4)
    band.play(.bass(0.3), at: [0, 1, 2, 3])
    band.play(.chord(1), at: [0])
    return band
  }

  static func drumAndBass(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.15)
    band.play(.kick, at: [0, 2.5])
    band.play(.snare, at: [1, 3])
    band.play(.hat, at: (0..<8).map { Double($0) / 2 }, gain: 0.6)
    band.playHarmony()
    return band
  }

  /// Sixteenths on the hats, and kicks off the beat.
  static func funk(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.2, seconds: 40)
    band.play(.kick, at: [0, 0.75, 2.5])
    band.play(.snare, at: [1, 3])
    band.play(.snare, at: [1.75, 2.25], gain: 0.25)
    band.play(.hat, at: (0..<16).map { Double($0) / 4 }, gain: 0.6)
    band.playHarmony()
    return band
  }

  static func loudHats(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.1)
    band.playFloor(hats: 3)
    band.play(.hat, at: (0..<16).map { Double($0) / 4 }, gain: 1.5)
    return band
  }

  /// Four bars without drums in the middle.
  static func withBreak(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.25, seconds: 60)
    band.playFloor(bars: 0..<12)
    band.playHarmony(bars: 12..<16)
    band.playFloor(bars: 16..<100)
    return band
  }

  /// Half the song with the snare on the third beat only.
  static func halfTime(_ bpm: Double, all: Bool) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.25, seconds: 56)
    let bars = all ? 0..<100 : 8..<16
    if !all {
      band.playFloor(bars: 0..<8)
      band.playFloor(bars: 16..<100)
    }
    band.play(.kick, at: [0], bars: bars)
    band.play(.snare, at: [2], bars: bars)
    band.play(.hat, at: (0..<8).map { Double($0) / 2 }, bars: bars, gain: 0.6)
    band.playHarmony(bars: bars)
    return band
  }

  static func waltz(_ bpm: Double) -> Band {
    var band = Band(bpm: bpm, firstBeat: 0.4)
    band.play(.kick, at: [0], beatsToBar: 3)
    band.play(.snare, at: [1, 2], beatsToBar: 3, gain: 0.5)
    band.play(.hat, at: [0, 1, 2], beatsToBar: 3, gain: 0.5)
    band.playHarmony(beatsToBar: 3)
    return band
  }

  static var ramp: Band {
    var band = Band(from: 100, to: 130, seconds: 60)
    band.playFloor()
    return band
  }

  /// Sounds without a beat.
  static func beatless(_ kind: String) -> Band {
    var band = Band(bpm: 60, seconds: 40)
    switch kind {
    case "noise": band.addHiss(0.3)
    case "pads":
      band.add { t in
        var sum = 0.0
        for (i, hertz) in [110.0, 165, 220.5, 277].enumerated() {
          let swell = 1 + 0.6 * sin(2 * Double.pi * t / (7.3 + Double(i) * 2.1))
          sum += 0.1 * swell * sin(2 * Double.pi * hertz * t)
        }
        return sum
      }
      band.addHiss(0.01)
    case "speech":
      // Syllables of 60 to 250 ms with pauses, none in time.
      var at = 0.2
      var i = 0
      var syllables: [(Double, Double, Double)] = []
      while at < 39 {
        let (a, b, c) = (Self.chance(3 * i), Self.chance(3 * i + 1), Self.chance(3 * i + 2))
        syllables.append((at, 0.06 + 0.19 * a, 90 + 80 * b))
        at += 0.08 + 0.19 * a + 0.12 * c + (b > 0.85 ? 0.7 * c : 0)
        i += 1
      }
      var next = 0
      band.add { t in
        while next + 1 < syllables.count, syllables[next + 1].0 <= t { next += 1 }
        let (start, length, pitch) = syllables[next]
        let u = (t - start) / length
        guard u >= 0, u < 1 else { return 0 }
        let wave = (1...12).map { sin(2 * .pi * pitch * Double($0) * t) / Double($0) }.reduce(0, +)
        return 0.2 * sin(.pi * u) * wave
      }
      band.addHiss(0.003)
    case "tone": band.add { t in 0.3 * sin(2 * .pi * 220 * t) }
    case "rain":
      band.addHiss(0.05)
      for i in 0..<600 { band.drop(at: 40 * Self.chance(i + 5000)) }
    default: break
    }
    return band
  }

  /// A number from 0 to 1 by its number.
  private static func chance(_ i: Int) -> Double {
    var x = UInt64(i) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((x ^ (x >> 31)) >> 11) / Double(1 << 53)
  }

  private mutating func drop(at moment: Double) {
    let start = moment
    add(from: start, length: 0.03) { t in 0.3 * sin(2 * .pi * 2400 * t) * exp(-t * 150) }
  }
}
