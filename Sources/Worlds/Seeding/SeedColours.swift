/// A digest's colours, as worlds paint with them.
extension SeedDigest {
  /// A step of the ladder, 0 the darkest … 5 the lightest, in Oklab: shadows are steps 0 and 1, bodies 2 and 3, lights 4 and 5.
  func oklab(_ step: Int) -> Oklab { Oklab(lightness: ladder[step][0], a: ladder[step][1], b: ladder[step][2]) }

  /// The same as linear light.
  func colour(_ step: Int) -> Colour { oklab(step).colour }

  var accentColour: Colour { Oklab(lightness: accent[0], a: accent[1], b: accent[2]).colour }
}
