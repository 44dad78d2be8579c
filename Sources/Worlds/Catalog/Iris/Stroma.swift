import Geometry
import Imaging

/// The coloured part of an eye: strands that run from the pupil outward, wander, and lie over each other.
struct Stroma {
  private let paint: IrisPaint
  private let form: IrisForm
  private let seed: UInt32

  init(_ iris: Iris) {
    paint = iris.paint
    form = iris.form
    seed = UInt32(truncatingIfNeeded: iris.seed.at("stroma").bits)
  }

  /// How high strands stand, 0 … 1, and how fast that changes around.
  private struct Strands {
    var height = Lanes.zero
    var slope = Lanes.zero
    /// Of the fine ones alone.
    var fine = Lanes.zero
  }

  @inline(__always)
  private func noise(_ around: Float, _ turns: Lanes, _ along: Lanes, _ salt: UInt32) -> Lanes {
    Noise.value(around: around, turns: turns, along, cell: 3 &* salt, seed: seed &+ salt)
  }

  /// Strands lie where noise that is drawn out toward the pupil is near zero: so they part and meet again.
  @inline(__always) private func strands(_ turns: Lanes, _ way: Lanes, _ own: Lanes, _ texel: Float) -> Strands {
    var sum = Strands()
    @inline(__always)
    func add(_ around: Float, _ along: Float, _ sharp: Float, _ gain: Float, _ salt: UInt32, isFine: Bool = false) {
      let blurred = texel * around * (1 / (2 * Float.pi))
      let weight = 1 - smoothstep(0.18, 0.45, blurred)
      let mean: Float = 0.34
      guard weight > 0 else { return sum.height += mean * gain }
      // Rounded on top, so that no pixel sees both sides of one.
      let step = 0.12 / around
      let round = 0.06 + 1.1 * blurred
      @inline(__always) func ridge(_ turns: Lanes) -> Lanes {
        let n = noise(around, turns, way * along + own, salt)
        let r = clamped(1 - (root(n * n + round * round) - round) * sharp)
        return r * r
      }
      let here = ridge(turns)
      let part = here * (weight * gain) + (1 - weight) * mean * gain
      sum.height += part
      if isFine { sum.fine += (here - mean) * (weight * gain) }
      sum.slope += (ridge(turns + step) - here) * (weight * gain / step)
    }
    let n = form.strands
    add(n, 1.5, 2.5, 0.46, 1)
    add(n * 2 + 7, 2.4, 2.2, 0.34, 2)
    add(n * 5 + 3, 4.2, 1.8, 0.24, 3)
    add(n * 11 + 5, 7.5, 1.7, 0.16, 4, isFine: true)
    return sum
  }

  @inline(__always) func light(_ at: EyePlace, _ own: EyeTraits) -> Light {
    let (way, turns, offset) = (at.way, at.turns, own.offset)
    // Strands wander, least at the pupil.
    let bend = noise(9, turns, way * 2.1 + offset, 20)
    let curl = noise(31, turns, way * 4.2 + offset, 21)
    let bent = turns + (bend * 0.016 + curl * 0.0042) * smoothstep(-0.1, 0.45, way)
    let strands = strands(bent, way, offset, at.texel)
    let height = strands.height

    // The collarette: a jagged line about the pupil, from where the outer strands start.
    let jag = noise(13, bent, offset + 0.3, 22)
    let tooth = noise(47, bent, way * 1.2 + offset + 0.8, 23)
    let from = way - (0.31 + 0.035 * own.third + 0.07 * jag + 0.045 * tooth)

    // Crypts: holes between strands, mostly outside it.
    let hole = noise(17, bent, way * 2.4 + offset, 24) + 0.35 * noise(43, bent, way * 4.5 + offset, 25)
    let zone = smoothstep(-0.12, 0.06, from) * smoothstep(0.55, 0.15, from)
    let crypt = smoothstep(0.20, 0.42, hole + 0.10 * (0.5 - height)) * zone * form.crypts

    // Where it folds as the pupil widens, furrows run round.
    let furrow = noise(5, turns, way * 8 + offset, 26)
    let groove = smoothstep(0.22, 0.5, furrow) * smoothstep(0.48, 0.72, way)
    let cloud = noise(4, turns, way * 1.3 + offset, 27)

    let rope = exp2(from * from * -1400)
    var tone = 0.03 + height * (0.58 * form.fibres) + 0.14 * cloud
    tone += rope * (0.03 + 0.10 * height)
    let belt = smoothstep(0.95, 0.45, way) * smoothstep(0.2, 0.5, way)
    tone += 0.11 * belt - 0.07 * groove
    tone -= 0.34 * crypt
    let inside = smoothstep(0.13, -0.09, from - 0.09 * (height - 0.5) + 0.05 * bend)
    let (outer, inner) = (paint.outer.ladder.light(tone), paint.inner.ladder.light(tone * 1.04 + 0.02))
    var light = mix(outer, inner, inside * 0.92)

    // Strands are lit from one side, and little light comes between them.
    let (c, s) = (cosine(turns: turns), sine(turns: turns))
    let across = s * form.light.x - c * form.light.y
    let facing = strands.slope * across * (0.011 * form.fibres)
    light = light * (1 + clamped(facing, -0.6, 0.9))
    let open = 0.40 + 0.74 * smoothstep(0.12, 0.72, height)
    light = light * (open * (1 - 0.65 * crypt))

    // The iris is a bowl: light that comes in on one side falls on the other.
    let toward = -(at.x * form.light.x + at.y * form.light.y)
    light = light * (0.50 + 1.0 * smoothstep(-0.7, 1.0, toward))
    // The limbus is dark, and so is the ruff that hems the pupil.
    let ring = smoothstep(0.70, 1.02, way + 0.03 * own.first + (0.02 - 0.05 * height))
    let bead = noise(96, turns, offset, 28)
    let uneven = 0.014 * bead - 0.02 * height
    let ruff = smoothstep(0.067, -0.008, way + uneven)
    let dark: Lanes = (1 - 0.9 * ring) * (1 - 0.85 * ruff)
    return light * dark
  }
}
