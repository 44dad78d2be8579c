/// How strongly neighbouring pixels lie on two sides of a border that is in the picture, 0 … 1.
struct NaturalBorders: Sendable {
  let width: Int
  let height: Int
  /// Between a pixel and the one to its right, and the one below.
  let right: [Float]
  let down: [Float]

  /// What mean shift makes up in smooth gradients does not count: a border is in the picture itself as well.
  ///
  /// - Parameter radius: of the squares in which texture is made flat.
  init(_ picture: LabImage, radius: Int) {
    (width, height) = (picture.width, picture.height)
    let (flat, soft) = (picture.flat(radius: radius), picture.blurred(sigma: 0.7))
    let across = NaturalBorders.strengths(flat, soft, step: 1, isAcross: true)
    let below = NaturalBorders.strengths(flat, soft, step: picture.width, isAcross: false)
    let strongest = (0..<across.count).map { max(across[$0], below[$0]) }
    let strong = Field.value(ofRank: strongest.count * 95 / 100, in: strongest)
    let gain = min(max(0.9 / max(strong, 1e-3), 1), 3)
    right = across.map { min($0 * gain, 1) }
    down = below.map { min($0 * gain, 1) }
  }

  /// Borders that are in two pictures of one size.
  init(inBoth a: NaturalBorders, _ b: NaturalBorders) {
    (width, height) = (a.width, a.height)
    right = zip(a.right, b.right).map(min)
    down = zip(a.down, b.down).map(min)
  }

  private static func strengths(_ flat: LabImage, _ soft: LabImage, step: Int, isAcross: Bool) -> [Float] {
    let (w, h) = (flat.width, flat.height)
    var strengths = [Float](repeating: 0, count: w * h)
    for y in 0..<(isAcross ? h : h - 1) {
      for x in 0..<(isAcross ? w - 1 : w) {
        let i = y * w + x
        let (before, after) = isAcross ? (x > 0, x + 2 < w) : (y > 0, y + 2 < h)
        let (p, s) = (before ? i - step : i, after ? i + 2 * step : i + step)
        func strength(_ image: LabImage) -> Float {
          unit((0.6 * image.difference(i, i + step) + 0.4 * image.difference(p, s) - 2.5) / 12)
        }
        strengths[i] = min(strength(flat), 2.5 * strength(soft))
      }
    }
    return strengths
  }

  /// Between two pixels that touch by a corner: on both ways there, by the pixels beside them, lies a border.
  func across(_ i: Int, _ j: Int, _ beside: (Int, Int)) -> Float {
    func between(_ a: Int, _ b: Int) -> Float {
      let (first, second) = (min(a, b), max(a, b))
      return second - first == 1 ? right[first] : down[first]
    }
    return min(
      max(between(i, beside.0), between(beside.0, j)), max(between(i, beside.1), between(beside.1, j)))
  }

  /// The stronger of the borders to the right and below.
  func strongest(_ i: Int) -> Float { max(right[i], down[i]) }
}
