import Glibc

/// How sure it is that a song has a beat, from how regular its pulse is, how much more begins on its beats than between
/// them, how many beats have an attack at all, and how many attacks lie on one line. The weights were set on songs with
/// and without a beat: noise, speech, tones and pads are below 0.3, nearly all songs with drums above 0.9.
struct BeatConfidence {
  let value: Double

  init(_ level: MetricalLevel, _ attacks: AttackTimes, _ fit: SteadyFit?) {
    let clear = Double(attacks.weights.count { $0 > 0 }) / Double(max(1, attacks.weights.count))
    let pulse = 12 * (level.regularity - 0.2) + (level.contrast - 0.8)
    let evidence = pulse + 2 * ((fit?.share ?? 0) - 0.4) - 40 * max(0, 0.3 - clear)
    value = (1000 / (1 + exp(-evidence))).rounded() / 1000
  }
}
