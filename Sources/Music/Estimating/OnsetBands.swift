import Geometry
import Glibc

/// The rise of a spectrum in bands, added up in three groups.
struct OnsetBands {
  /// Bins of each band, of 21.5 Hz: about four bands to the octave.
  private static let edges = [
    1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 16, 19, 23, 28, 33, 39, 47, 56, 66, 79, 94, 112, 133, 158, 188, 223, 266, 316, 376,
    447, 512,
  ]
  /// The first band of the middle group (150 Hz) and of the high one (4 kHz).
  private static let groups = (middle: 6, high: 24)
  /// A band's loudest is forgotten by 1/e in ten seconds.
  private static let memory = Float(exp(-1 / (10 * HeardSong.onsetRate)))
  /// Amplitudes below are silence: 90 dB below a full sine.
  private static let floor: Float = 256 * 3e-5

  /// What is 60 dB below the loudest band is silence.
  private static let quiet: Float = 1e-3

  /// The loudest band of late.
  private var most: Float = 0
  private var loudest = [Float](repeating: 0, count: edges.count - 1)
  private var last = [Float](repeating: 0, count: edges.count - 1)
  private var lastButOne = [Float](repeating: 0, count: edges.count - 1)
  private var plainLast = [Float](repeating: 0, count: edges.count - 1)
  private var plainLastButOne = [Float](repeating: 0, count: edges.count - 1)

  mutating func hear(_ power: [Float], into song: inout HeardSong) {
    var sums: (Float, Float, Float) = (0, 0, 0)
    var plainSums: (low: Float, middle: Float) = (0, 0)
    // The rounding of samples is no sound.
    let quiet = Self.quiet * most
    var now: Float = 0
    for band in last.indices {
      var sum: Float = 0
      for bin in Self.edges[band]..<Self.edges[band + 1] { sum += power[bin] }
      let amplitude = max(0, sum.squareRoot() - quiet)
      now = max(now, amplitude)
      loudest[band] = max(amplitude, Self.floor, loudest[band] * Self.memory)
      let level = log1p(30 * amplitude / loudest[band])
      let rise = max(0, level - lastButOne[band])
      lastButOne[band] = last[band]
      last[band] = level
      let plain = amplitude / loudest[band]
      let plainRise = max(0, plain - plainLastButOne[band])
      plainLastButOne[band] = plainLast[band]
      plainLast[band] = plain
      if band < Self.groups.middle {
        plainSums.low += plainRise
      } else if band < Self.groups.high {
        plainSums.middle += plainRise
      }
      if band < Self.groups.middle {
        sums.0 += rise
      } else if band < Self.groups.high {
        sums.1 += rise
      } else {
        sums.2 += rise
      }
    }
    most = max(now, most * Self.memory)
    song.plainLow.append(plainSums.low / Float(Self.groups.middle))
    song.plainMiddle.append(plainSums.middle / Float(Self.groups.high - Self.groups.middle))
    song.low.append(sums.0 / Float(Self.groups.middle))
    song.middle.append(sums.1 / Float(Self.groups.high - Self.groups.middle))
    song.high.append(sums.2 / Float(last.count - Self.groups.high))
  }
}

/// The sound's energy in short blocks, below and above about 200 Hz, for the moments of attacks.
struct AttackBlocks {
  /// A one-pole low pass at 200 Hz.
  private static let pole = Float(exp(-2 * Double.pi * 200 / Double(HeardSong.rate)))
  private var smooth: Float = 0
  private var sums: (low: Float, high: Float) = (0, 0)
  private var filled = 0

  mutating func hear(_ block: [Float], into song: inout HeardSong) {
    for sample in block {
      smooth = sample + (smooth - sample) * Self.pole
      let rest = sample - smooth
      sums.low += smooth * smooth
      sums.high += rest * rest
      filled += 1
      if filled == HeardSong.attackHop {
        song.lowEnergy.append(sums.low / Float(filled))
        song.highEnergy.append(sums.high / Float(filled))
        (sums, filled) = ((0, 0), 0)
      }
    }
  }
}

/// What sounds, whatever begins: pitch classes and loudness in bands.
struct ColourBands {
  /// The pitch class of each bin, from 100 Hz to 2 kHz; 12 outside.
  private let classes: [Int]
  private let bands: [Int]

  init(binCount: Int) {
    let width = Double(HeardSong.rate) / Double(2 * (binCount - 1))
    classes = (0..<binCount).map { bin in
      let hertz = Double(bin) * width
      guard (100...2000).contains(hertz) else { return 12 }
      let semitones = Int((12 * PortableMath.log2(hertz / 440)).rounded())
      return ((semitones % 12) + 12) % 12
    }
    // Below 150 Hz, and in steps to 10 kHz.
    let edges = [20.0, 150, 500, 1500, 4000, 7000, 11025]
    bands = (0..<binCount).map { bin in (edges.lastIndex { $0 <= Double(bin) * width } ?? SongHearing.loudnessBands) }
  }

  func hear(_ power: [Float], into song: inout HeardSong) {
    var chroma = [Float](repeating: 0, count: 13)
    var loudness = [Float](repeating: 0, count: SongHearing.loudnessBands + 1)
    for bin in power.indices {
      chroma[classes[bin]] += power[bin]
      loudness[min(bands[bin], SongHearing.loudnessBands)] += power[bin]
    }
    let most = max(chroma[..<12].max() ?? 0, 1e-3)
    song.chroma += chroma[..<12].map { ($0 / most).squareRoot() }
    // A full sine has (4096 / 4)²; 90 dB below it is silence.
    song.loudness += loudness[..<SongHearing.loudnessBands].map { max(0, 10 * log10($0 / 1_048_576 + 1e-12) + 90) }
  }
}
