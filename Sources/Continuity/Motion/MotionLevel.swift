import Geometry

/// One level of a frame: a band of its detail as the coefficients of a uniform cubic B-spline.
///
/// What is compared is the spline, and both pictures of a pair are seen through the same filter, so the spline needs not pass through the
/// picture's samples: a Gaussian before it makes it (almost) blind to where the samples lie.
struct MotionLevel: Sendable {
  let width: Int
  let height: Int
  /// Where the middle of the picture is, in this level's indices (level l's index i stands at level l − 1's 2i + ½).
  let middle: Point
  /// Pixels of the picture to one of this level.
  let scale: Double
  let coefficients: [Float]
  let points: MotionPoints

  /// The narrow Gaussian's width in pixels of the level. With the spline's own (variance ⅓) it is 1.2.
  private static let narrow = 1.05
  /// The wide one is a fortieth of the picture's width, and at least this many pixels of the level.
  private static let leastWide = 4.0

  init(_ images: [FloatImage], number: Int, mostPoints: Int) {
    let image = images[number]
    width = image.width
    height = image.height
    let shrink = Double(1 << number)
    scale = shrink
    middle = Point(
      x: (Double(images[0].width) / shrink - 1) / 2, y: (Double(images[0].height) / shrink - 1) / 2)
    let wide = max(Double(images[0].width) / 40 / shrink, MotionLevel.leastWide)
    let band = image.blurred(sigma: MotionLevel.narrow).minus(images.blurred(number, sigma: wide))
    coefficients = band.pixels
    points = MotionPoints(band, middle: middle, most: mostPoints)
  }
}

extension [FloatImage] {
  /// A level blurred by a Gaussian so wide that it is as good made from a quarter of the size, where there is one.
  fileprivate func blurred(_ number: Int, sigma: Double) -> FloatImage {
    guard sigma >= 6, number + 2 < count, Swift.min(self[number + 2].width, self[number + 2].height) >= 2 else {
      return self[number].blurred(sigma: sigma)
    }
    return blurred(number + 2, sigma: sigma / 4).enlarged(to: self[number])
  }
}
