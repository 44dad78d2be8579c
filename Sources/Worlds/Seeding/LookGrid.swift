import Geometry

/// How a picture looks, cell by cell: Oklab on a coarse grid.
struct LookGrid {
  let columns: Int
  let rows: Int
  let aspect: Double
  let colours: [Oklab]

  init(_ light: LightGrid, aspect: Double) {
    (columns, rows, self.aspect) = (light.columns, light.rows, aspect)
    colours = (0..<light.columns * light.rows).map(light.oklab)
  }

  /// The mean lightness.
  var mean: Double { colours.reduce(0) { $0 + $1.lightness } / Double(colours.count) }

  /// The standard deviation of the lightness.
  var deviation: Double {
    let mean = mean
    let sum = colours.reduce(0) { $0 + ($1.lightness - mean) * ($1.lightness - mean) }
    return (sum / Double(colours.count)).squareRoot()
  }

  /// The middle of the brightest twentieth, in plane units: of all that is as bright as the least of it. Where that hardly differs from the
  /// rest it is drawn toward the middle of the picture.
  var brightest: Point {
    let threshold = colours.map(\.lightness).sorted()[colours.count * 19 / 20]
    var (sum, weights, lightness) = (Point.zero, 0.0, 0.0)
    for index in colours.indices where colours[index].lightness >= threshold {
      // A part that is only just bright enough counts less: so it may come and go.
      let weight = colours[index].lightness - threshold + 0.002
      sum = sum + place(index) * weight
      weights += weight
      lightness += weight * colours[index].lightness
    }
    return sum / weights * min(1, (lightness / weights - mean) / 0.03)
  }

  /// Where the eye goes, in plane units: where lightness and colour differ most from what is around them, near the middle. At most 12 % of
  /// the picture's width and height away from it.
  var eyeCatcher: Point {
    let (near, far) = (blurred(0.04), blurred(0.16))
    var best = (strength: 0.01, place: Point.zero)
    for index in colours.indices {
      let place = place(index)
      guard abs(place.x) <= 0.24 * aspect, abs(place.y) <= 0.24 else { continue }
      let (a, b) = (near[1][index] - far[1][index], near[2][index] - far[2][index])
      // Chroma's range is about a third of lightness's.
      let contrast = abs(near[0][index] - far[0][index]) + 3 * (a * a + b * b).squareRoot()
      let strength = Double(contrast) * PortableMath.exp2(-4 * place.squaredLength / PortableMath.ln2)
      if strength > best.strength { best = (strength, place) }
    }
    return best.place
  }

  private func place(_ index: Int) -> Point {
    let (x, y) = (index % columns, index / columns)
    return Point(
      x: ((Double(x) + 0.5) / Double(columns) * 2 - 1) * aspect, y: (Double(y) + 0.5) / Double(rows) * 2 - 1)
  }

  /// Lightness, a and b, blurred by a Gaussian whose standard deviation is a part of the height. Beyond its edges the picture goes on.
  private func blurred(_ part: Double) -> [[Float]] {
    // Cells are square, but for strips.
    let down = GaussianTaps(part * Double(rows))
    let across = GaussianTaps(part * 2 / (2 * aspect / Double(columns)))
    let planes = [colours.map { Float($0.lightness) }, colours.map { Float($0.a) }, colours.map { Float($0.b) }]
    return planes.map { plane in
      let wide = across.applied(to: plane, count: columns, step: 1, lines: rows, lineStep: columns)
      return down.applied(to: wide, count: rows, step: columns, lines: columns, lineStep: 1)
    }
  }
}

/// A Gaussian's weights, cut off at three standard deviations.
struct GaussianTaps {
  /// From the middle outward.
  let weights: [Float]

  init(_ deviation: Double) {
    let reach = Int((3 * deviation).rounded(.up))
    let weights = (0...reach).map { tap -> Double in
      let x = Double(tap) / max(deviation, 1e-6)
      return PortableMath.exp2(-0.5 * x * x / PortableMath.ln2)
    }
    let sum = 2 * weights.reduce(0, +) - weights[0]
    self.weights = weights.map { Float($0 / sum) }
  }

  /// Lines of samples blurred, each `count` samples that are `step` apart.
  func applied(to samples: [Float], count: Int, step: Int, lines: Int, lineStep: Int) -> [Float] {
    let reach = weights.count - 1
    var out = samples
    var line = [Float](repeating: 0, count: count + 2 * reach)
    for number in 0..<lines {
      let start = number * lineStep
      for i in line.indices { line[i] = samples[start + min(max(i - reach, 0), count - 1) * step] }
      for i in 0..<count {
        var sum = line[i + reach] * weights[0]
        for tap in 0..<reach { sum += (line[i + reach - tap - 1] + line[i + reach + tap + 1]) * weights[tap + 1] }
        out[start + i * step] = sum
      }
    }
    return out
  }
}
