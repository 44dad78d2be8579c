import Geometry
import Imaging

/// A flight between banks of cumulus toward a low sun.
///
/// The clouds are layers across the way. Each is a ridge that is low in the middle and rises to both sides in towers, overgrown with
/// billows: sums of |noise|, which are round above and sharply creased below.
struct Cloudsea: MomentWorld {
  let grade: Grade
  let seed: Seed
  let weather: Weather
  let towers: Float
  /// How much of what is left of the view each octave of distance takes.
  let haze: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    weather =
      recipe.digest.map { Weather($0) } ?? Weather.all[seed.at("weather").pick(0..<Weather.all.count)]
    towers = Float(recipe.value(Cloudsea.towers))
    haze = recipe.value(Cloudsea.haze)
    var grade = Grade()
    grade.bloom = 0.2
    grade.streaks = 0.08
    grade.exposure = 1.15
    grade.contrast = 1.06
    grade.vignette = 0.28
    self.grade = grade
  }

  static let towers = WorldParameter("towers", "how high the clouds rise beside the way", 0.5...1.3, usual: 0.9)
  static let haze = WorldParameter("haze", "how soon clouds are lost in the distance", 0.2...0.8, usual: 0.42)

  func moment(_ view: WorldView, _ lens: Lens) -> CloudseaMoment { CloudseaMoment(self, view, lens) }
}

/// The light of a time of day.
struct Weather {
  var sun: Colour
  let horizon: Colour
  let zenith: Colour
  let lit: Colour
  let shade: Colour

  private init(sun: UInt32, horizon: UInt32, zenith: UInt32, lit: UInt32, shade: UInt32) {
    self.sun = Colour(sun) * 2
    self.horizon = Colour(horizon)
    self.zenith = Colour(zenith)
    self.lit = Colour(lit) * 1.45
    self.shade = Colour(shade) * 0.75
  }

  /// From a seed frame: its lights on the clouds, its darks in the sky above and in the shade.
  init(_ digest: SeedDigest) {
    sun = digest.colour(5) * Colour(2.1, 1.95, 1.6)
    horizon = Oklab.mix(digest.oklab(3), digest.oklab(4), 0.5).colour
    zenith = digest.colour(1)
    lit = Oklab.mix(digest.oklab(4), digest.oklab(5), 0.5).colour * 1.4
    shade = Oklab.mix(digest.oklab(1), digest.oklab(2), 0.4).colour * 0.8
  }

  func lit(through window: SunWindow) -> Weather {
    var weather = self
    weather.sun = window.tinted(sun)
    return weather
  }

  /// Late afternoon, noon, dusk, dawn.
  static let all = [
    Weather(sun: 0xFFE9C0, horizon: 0xF8B48C, zenith: 0x39558F, lit: 0xFFDCB8, shade: 0x5A5480),
    Weather(sun: 0xFFF6E4, horizon: 0xC4E0EC, zenith: 0x2568B0, lit: 0xFFFFFF, shade: 0x6F94BC),
    Weather(sun: 0xFFC890, horizon: 0xE0607A, zenith: 0x221F58, lit: 0xFF9A78, shade: 0x3A2A5C),
    Weather(sun: 0xFFEFD2, horizon: 0xF0C8B0, zenith: 0x5C7C98, lit: 0xFFEBD6, shade: 0x6A7288),
  ]
}
