import Geometry
import Imaging

/// A misty valley of wooded ridges, one behind the other, toward a low sun in the notch.
///
/// Ridges are layers across the way. The crest of each is a function of one variable, so it is worked out once for each column of the
/// picture; then a pixel only compares heights.
struct Valley: PreparedWorld {
  let grade: Grade
  let seed: Seed
  let morning: Morning
  let ruggedness: Float
  /// How much of what is left of the view each octave of distance takes.
  let haze: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    morning =
      recipe.digest.map { Morning($0) } ?? Valley.mornings[seed.at("morning").pick(0..<Valley.mornings.count)]
    ruggedness = Float(recipe.value(Valley.ruggedness))
    haze = recipe.value(Valley.haze)
    var grade = Grade()
    grade.bloom = 0.09
    grade.streaks = 0.06
    grade.exposure = 1.1
    grade.contrast = 1.2
    grade.vignette = 0.26
    self.grade = grade
  }

  static let ruggedness = WorldParameter(
    "ruggedness", "how steep and broken the crests are", 0.4...1.6, usual: 1)
  static let haze = WorldParameter("haze", "how soon ridges are lost in the distance", 0.25...0.8, usual: 0.48)

  /// The light of an hour.
  struct Morning {
    var sun: Colour
    let horizon: Colour
    let zenith: Colour
    let wood: Colour
    let rock: Colour
    /// Mist in the shade.
    var shade: Colour { Colour.mix(rock, horizon, 0.3) }

    /// From a seed frame: its lights in the sky, its darks on the slopes.
    init(_ digest: SeedDigest) {
      sun = digest.colour(5) * Colour(2.1, 1.95, 1.6)
      horizon = Oklab.mix(digest.oklab(3), digest.oklab(4), 0.6).colour
      zenith = Oklab.mix(digest.oklab(1), digest.oklab(2), 0.5).colour
      wood = digest.colour(0)
      rock = Oklab.mix(digest.oklab(1), digest.oklab(2), 0.3).colour
    }

    func lit(through mouth: Mouth) -> Morning {
      var morning = self
      morning.sun = mouth.tinted(sun)
      return morning
    }

    fileprivate init(sun: UInt32, horizon: UInt32, zenith: UInt32, wood: UInt32, rock: UInt32) {
      self.sun = Colour(sun) * 2
      self.horizon = Colour(horizon)
      self.zenith = Colour(zenith)
      self.wood = Colour(wood)
      self.rock = Colour(rock)
    }
  }

  private static let mornings = [
    // Dawn, a clear morning, dusk, a golden evening.
    Morning(sun: 0xFFF0CC, horizon: 0xF7B68A, zenith: 0x4F74B4, wood: 0x101D30, rock: 0x4A4A74),
    Morning(sun: 0xFFF6E6, horizon: 0xBFDCDC, zenith: 0x3F86B8, wood: 0x0C2A26, rock: 0x3A6A6C),
    Morning(sun: 0xFFD2A0, horizon: 0xDE6C7C, zenith: 0x2C2C6C, wood: 0x100C26, rock: 0x50305E),
    Morning(sun: 0xFFDE9C, horizon: 0xFFC46C, zenith: 0x5884B4, wood: 0x12242C, rock: 0x4C6470),
  ]

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> ValleyMoment {
    ValleyMoment(self, view, lens, region: region, cores: cores)
  }
}
