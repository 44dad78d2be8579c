import Media

/// What the estimator keeps of a song's sound: curves over time, about 30 kB a minute for the beat and 300 kB for the
/// moments of attacks.
struct HeardSong {
  /// Samples a second of the sound that all curves come from.
  static let rate = 22050
  /// Samples from value to value of `Onsets`.
  static let hop = 256
  /// Samples from value to value of `Attacks`.
  static let attackHop = 64
  /// Samples from value to value of `Colour`.
  static let colourHop = 2048

  /// Onset curves a second.
  static let onsetRate = Double(rate) / Double(hop)

  /// How much begins in each group of bands, frame by frame; frame i is centred at i · hop samples.
  var low: [Float] = []
  var middle: [Float] = []
  var high: [Float] = []
  /// The same without the logarithm, which makes weak onsets strong.
  var plainLow: [Float] = []
  var plainMiddle: [Float] = []
  /// Energy of the sound below and above about 200 Hz in blocks of `attackHop` samples.
  var lowEnergy: [Float] = []
  var highEnergy: [Float] = []
  /// What sounds: twelve pitch classes of a frame, one after the other; frame i is centred at i · colourHop samples.
  var chroma: [Float] = []
  /// How loud it is in `SongHearing.loudnessBands` bands, in decibels above silence, in the same frames.
  var loudness: [Float] = []
  /// Root mean square of all samples.
  var level = 0.0
  /// How long the song is.
  var seconds = 0.0
}
