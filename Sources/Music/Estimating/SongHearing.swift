import Geometry
import Glibc
import Media

/// Hears a song from start to end, block by block.
///
/// Onsets are the rise of the sound's spectrum in bands: every band is measured against its own loudest in the last ten
/// seconds (adaptive whitening: Stowell and Plumbley 2007), compressed by a logarithm, and compared with the frame two
/// before (spectral flux: Bello et al. 2005). Bands are added up in three groups, so that hats never drown a kick.
struct SongHearing {
  static let loudnessBands = 6

  private(set) var song = HeardSong()
  private let spectrum: SoundSpectrum
  private let longSpectrum: SoundSpectrum
  private var power: [Float]
  private var longPower: [Float]
  private var onsets = OnsetBands()
  private var attacks = AttackBlocks()
  private let colours: ColourBands
  /// Samples still needed, from `start` on; half a window of silence stands before the song.
  private var waiting: [Float]
  private var start: Int
  private var nextOnset = 0
  private var nextColour = 0
  private var count = 0
  private var squares = 0.0

  init() throws {
    spectrum = try SoundSpectrum(size: 1024)
    longSpectrum = try SoundSpectrum(size: 4096)
    power = Array(repeating: 0, count: spectrum.binCount)
    longPower = Array(repeating: 0, count: longSpectrum.binCount)
    colours = ColourBands(binCount: longSpectrum.binCount)
    start = -longSpectrum.size / 2
    waiting = Array(repeating: 0, count: longSpectrum.size / 2)
  }

  /// A whole file. Throws `MediaError`.
  static func hear(_ path: String) throws -> HeardSong {
    let samples = try MonoSamples(path, rate: HeardSong.rate)
    var hearing = try SongHearing()
    while let block = try samples.next() { hearing.hear(block) }
    return hearing.finished()
  }

  mutating func hear(_ block: [Float]) {
    count += block.count
    for sample in block { squares += Double(sample * sample) }
    attacks.hear(block, into: &song)
    waiting += block
    analyse()
    // What lies before both windows is done with.
    let needed = min(nextOnset * HeardSong.hop - 512, nextColour * HeardSong.colourHop - 2048)
    if needed - start > 1 << 15 {
      waiting.removeFirst(needed - start)
      start = needed
    }
  }

  mutating func finished() -> HeardSong {
    waiting += [Float](repeating: 0, count: longSpectrum.size / 2)
    analyse()
    song.seconds = Double(count) / Double(HeardSong.rate)
    song.level = count > 0 ? (squares / Double(count)).squareRoot() : 0
    return song
  }

  private mutating func analyse() {
    let end = start + waiting.count
    waiting.withUnsafeBufferPointer { samples in
      while nextOnset * HeardSong.hop + 512 <= end {
        spectrum.power(samples.baseAddress! + nextOnset * HeardSong.hop - 512 - start, into: &power)
        onsets.hear(power, into: &song)
        nextOnset += 1
      }
      while nextColour * HeardSong.colourHop + 2048 <= end {
        longSpectrum.power(samples.baseAddress! + nextColour * HeardSong.colourHop - 2048 - start, into: &longPower)
        colours.hear(longPower, into: &song)
        nextColour += 1
      }
    }
  }
}
