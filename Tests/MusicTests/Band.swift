import Foundation
import Geometry
import TestSupport

/// A band that plays to a click: every song that the estimator is tested with, to the sample.
struct Band {
  static let rate = 22050

  enum Part { case kick, snare, hat, bass(Double), chord(Double), clap }

  /// When beats fall.
  let moment: (Double) -> Double
  let seconds: Double
  private(set) var samples: [Float]
  private var noise: UInt32 = 1

  init(seconds: Double, _ moment: @escaping (Double) -> Double) {
    self.moment = moment
    self.seconds = seconds
    samples = [Float](repeating: 0, count: Int(seconds * Double(Self.rate)))
  }

  init(bpm: Double, firstBeat: Double = 0, seconds: Double = 30) {
    self.init(seconds: seconds) { firstBeat + $0 * 60 / bpm }
  }

  /// From one tempo to another, evenly in time.
  init(from: Double, to: Double, seconds: Double) {
    self.init(seconds: seconds) { beat in
      // The integral of the tempo is a + b t in beats: solved for t.
      let slope = (to - from) / seconds / 60 / 2
      return slope == 0
        ? beat * 60 / from : (-from / 60 + (from * from / 3600 + 4 * slope * beat).squareRoot()) / (2 * slope)
    }
  }

  /// The beats that begin within the song.
  var beats: Int {
    var beat = 0
    while moment(Double(beat)) < seconds { beat += 1 }
    return beat
  }

  /// Plays parts at broken places of every bar from one bar to another.
  mutating func play(_ part: Part, at places: [Double], beatsToBar: Int = 4, bars: Range<Int>? = nil, gain: Float = 1) {
    let all = 0..<(beats + beatsToBar - 1) / beatsToBar
    for bar in bars?.clamped(to: all) ?? all {
      for place in places { strike(part, moment(Double(bar * beatsToBar) + place), gain, bar) }
    }
  }

  private static let wave = (0..<8192).map { sin(2 * Double.pi * Double($0) / 8192) }

  /// The sine of so many turns, zero or more, to a thousandth.
  private static func sine(_ turns: Double) -> Double { wave[Int((turns - turns.rounded(.down)) * 8192) & 8191] }

  private mutating func random() -> Float {
    noise = noise &* 1_664_525 &+ 1_013_904_223
    return Float(Int32(bitPattern: noise)) / Float(Int32.max)
  }

  private mutating func strike(_ part: Part, _ at: Double, _ gain: Float, _ bar: Int) {
    let roots = [55.0, 43.65, 65.41, 49.0]
    let root = roots[bar % 4]
    let rate = Double(Self.rate)
    let start = Int((at * rate).rounded())
    func add(_ length: Double, _ tone: (Double) -> Double) {
      let range = max(0, start)..<max(0, start, min(samples.count, start + Int(length * rate)))
      samples.withUnsafeMutableBufferPointer { samples in
        for i in range { samples[i] += gain * Float(tone(Double(i - start) / rate)) }
      }
    }
    switch part {
    case .kick: add(0.3) { t in 0.8 * sin(2 * .pi * (50 * t + 4 * (1 - exp(-t * 30)))) * exp(-t * 14) }
    case .snare:
      addNoise(start, 0.2, gain * 0.5, decay: 22, isHigh: false)
      add(0.15) { t in 0.4 * sin(2 * .pi * 190 * t) * exp(-t * 25) }
    case .clap: addNoise(start, 0.15, gain * 0.5, decay: 30, isHigh: false)
    case .hat: addNoise(start, 0.06, gain * 0.35, decay: 70, isHigh: true)
    case .bass(let length):
      add(length) { t in
        var wave = 0.0
        for k in 1...5 { wave += Self.sine(root * Double(k) * t) / Double(k) }
        return 0.25 * wave * min(1, t * 200) * min(1, (length - t) * 50)
      }
    case .chord(let length):
      add(length) { t in
        var tones = 0.0
        for k in 4...6 { tones += Self.sine(root * Double(k) * t) + 0.3 * Self.sine(2 * root * Double(k) * t) }
        return 0.08 * tones * min(1, t * 40) * min(1, (length - t) * 20)
      }
    }
  }

  private mutating func addNoise(_ start: Int, _ length: Double, _ gain: Float, decay: Double, isHigh: Bool) {
    var (last, lastButOne): (Float, Float) = (0, 0)
    for i in 0..<Int(length * Double(Self.rate)) {
      let now = random()
      let value = isHigh ? (now - 2 * last + lastButOne) * 0.4 : now
      (last, lastButOne) = (now, last)
      let at = start + i
      guard at >= 0, at < samples.count else { continue }
      samples[at] += gain * value * Float(exp(-Double(i) / Double(Self.rate) * decay))
    }
  }

  /// Adds any other sound.
  mutating func add(_ tone: (Double) -> Double) {
    for i in samples.indices { samples[i] += Float(tone(Double(i) / Double(Self.rate))) }
  }

  /// Adds a sound of so many seconds from a moment on.
  mutating func add(from start: Double, length: Double, _ tone: (Double) -> Double) {
    let first = Int(start * Double(Self.rate))
    for i in first..<min(samples.count, first + Int(length * Double(Self.rate))) {
      samples[i] += Float(tone(Double(i - first) / Double(Self.rate)))
    }
  }

  mutating func addHiss(_ gain: Float) { for i in samples.indices { samples[i] += gain * random() } }

  mutating func scale(_ gain: Float) { for i in samples.indices { samples[i] *= gain } }

  /// A sound file of 32-bit floats.
  var wave: [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
    let data = samples.withUnsafeBytes { Array($0) }
    let format =
      little(3, 2) + little(1, 2) + little(Self.rate, 4) + little(4 * Self.rate, 4) + little(4, 2) + little(32, 2)
    return Array("RIFF".utf8) + little(36 + data.count, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + format
      + Array("data".utf8) + little(data.count, 4) + data
  }
}
