import Glibc

/// How sure it is that a song has a beat, from how regular its pulse is, how much more begins on its beats than between
/// them, and how many attacks lie on one line.
struct BeatConfidence {
  let value: Double

  init(_ level: MetricalLevel, _ fit: SteadyFit?) {
    let evidence = 12 * (level.regularity - 0.2) + (level.contrast - 0.8) + 2 * ((fit?.share ?? 0) - 0.4)
    value = 1 / (1 + exp(-evidence))
  }
}
