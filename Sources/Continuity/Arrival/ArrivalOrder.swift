import Geometry

/// In which order the pixels of an outer picture give way to the inner one.
struct ArrivalOrder {
  private let outer: ColourField
  private let inner: ColourField
  private let difference: [Float]
  private let pole: Point
  private var width: Int { outer.width }
  private var height: Int { outer.height }

  init(outer: ColourField, inner: ColourField, difference: [Float], pole: Point) {
    self.outer = outer
    self.inner = inner
    self.difference = difference
    self.pole = pole
  }

  /// Rising numbers, the border's last; nil if neither picture has borders to follow.
  var times: [Float]? {
    let radii = radii
    guard let cost = isAlike ? likeCost(radii) : unlikeCost(radii) else { return nil }
    let front = Front(width: width, height: height)
    let way = Field.ranks(front.times(from: Int(pole.y) * width + Int(pole.x), cost: cost))
    var times = [Float](repeating: 0, count: way.count)
    let outward: Float = isAlike ? 0.8 : 0.4
    let reach = reaches.round
    for i in times.indices {
      times[i] = (way[i] + outward * reach[i]) / (1 + outward)
    }
    times = Field.blurred(times, width, height, radius: max(1, width / 320))
    lastAtBorder(&times)
    return front.hungOnBorder(times, step: 0.25 / Float(width))
  }

  /// Whether both pictures show nearly the same.
  private var isAlike: Bool {
    var sum: Float = 0
    for d in difference { sum += d }
    return sum / Float(difference.count) < 5
  }

  /// Distances from the pole in half-heights.
  private var radii: [Float] {
    var radii = [Float](repeating: 0, count: width * height)
    let (px, py, scale) = (Float(pole.x), Float(pole.y), 2 / Float(height))
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Float(x) + 0.5 - px, Float(y) + 0.5 - py)
        radii[y * width + x] = (dx * dx + dy * dy).squareRoot() * scale
      }
    }
    return radii
  }

  /// The front takes long through what stands out in the outer picture, and somewhat longer through what does in the inner one, so that
  /// its things come whole. Out of a bare sky the inner picture's things come one after another.
  private func unlikeCost(_ radii: [Float]) -> [Float]? {
    let (a, b) = (Regions(outer).borders, Regions(inner).borders)
    let (strongest, second) = (strong(a), strong(b))
    if strongest == nil, second == nil { return nil }
    let (whole, other) = (strongest ?? .infinity, second ?? .infinity)
    let share: Float = strongest == nil ? 1 : 0.4
    var cost = [Float](repeating: 0, count: a.count)
    for i in cost.indices {
      let e = max(0, min(a[i] / whole, 2.5) - 0.1) + share * max(0, min(b[i] / other, 2) - 0.1)
      // The first gap is round: near the pole an arrival map has no room for shapes.
      let near = min(radii[i] * 10, 1)
      cost[i] = (0.05 + 3 * e * e * near * near) / (0.12 + radii[i])
    }
    return cost
  }

  /// The front hurries through what differs and waits where both are alike.
  private func likeCost(_ radii: [Float]) -> [Float]? {
    let smooth = Field.blurred(difference, width, height, radius: 2)
    return smooth.indices.map { 1 / ((1 + smooth[$0]) * (0.12 + radii[$0])) }
  }

  /// The strength that a tenth of all border pixels surpass; nil if nothing stands out.
  private func strong(_ borders: [Float]) -> Float? {
    let strengths = borders.filter { $0 > 0 }.sorted()
    guard let most = strengths.last, most > 1 else { return nil }
    return max(strengths[strengths.count * 9 / 10], 0.5)
  }

  /// How far out each pixel is.
  var reaches: Reaches {
    let round = reaches { ($0 * $0 + $1 * $1).squareRoot() }
    let bends = bends
    return Reaches(framed: reaches { max($0, $1) }, round: round.indices.map { round[$0] * (1 + bends[$0]) })
  }

  /// What differs more than its surroundings counts as farther out, by this part, so that nothing opens as an ellipse or a straight line.
  private var bends: [Float] {
    let near = Field.blurred(difference, width, height, radius: max(1, width / 80))
    let far = Field.blurred(near, width, height, radius: max(1, width / 16))
    return near.indices.map { 0.5 * min(max((near[$0] - far[$0]) / (far[$0] + 5), -0.2), 0.6) }
  }

  private func reaches(_ norm: (Float, Float) -> Float) -> [Float] {
    var reaches = [Float](repeating: 0, count: width * height)
    let (px, py) = (Float(pole.x), Float(pole.y))
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Float(x) + 0.5 - px, Float(y) + 0.5 - py)
        let u = abs(dx) / (dx > 0 ? Float(width) - px : px)
        let v = abs(dy) / (dy > 0 ? Float(height) - py : py)
        reaches[y * width + x] = norm(u, v)
      }
    }
    return reaches
  }

  /// Near the border times rise to 1, so that the inner picture's straight sides never show.
  private func lastAtBorder(_ times: inout [Float]) {
    let bends = bends
    for y in 0..<height {
      for x in 0..<width {
        let inset = Float(min(min(x, width - 1 - x), min(y, height - 1 - y)))
        let reach = (0.15 + 0.6 * max(bends[y * width + x], -0.1)) * Float(height)
        let t = max(0, 1 - inset / reach)
        let pull = t * t * (3 - 2 * t)
        times[y * width + x] += (1 - times[y * width + x]) * pull
      }
    }
  }
}

/// How far out the pixels of a picture are, 0 at the pole.
struct Reaches {
  /// 1 on the picture's border.
  let framed: [Float]
  /// 1 in the middle of the border's sides, on an ellipse.
  let round: [Float]
}
