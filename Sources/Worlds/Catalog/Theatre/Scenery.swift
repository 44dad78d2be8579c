import Geometry

/// Water, clouds, houses and draperies.
extension PaperCut {
  /// Ground up to a line.
  mutating func ground(_ y: (Double) -> Double) {
    let line = (0...64).map { step -> Point in
      let x = -1.2 + 2.4 * Double(step) / 64
      return Point(x: x, y: y(x))
    }
    paste([Point(x: -1.2, y: 0.95)] + line + [Point(x: 1.2, y: 0.95)])
  }

  /// Breaking waves side by side, each with a curl and a line of foam.
  mutating func waves(
    _ y: (Double) -> Double, _ width: Double, _ height: (Double) -> Double, phase: Double, facing: Double
  ) {
    ground(y)
    let count = Int(2.4 / width) + 2
    for number in 0..<count {
      let x = -1.2 + (Double(number) - 0.5 + phase) * width
      let tall = height(x)
      let foot = Point(x: x, y: y(x) + 0.03)
      func put(_ points: [(Double, Double)]) -> [Point] {
        points.map { foot + Point(x: ($0.0 - 0.5) * width * facing, y: -$0.1 * tall) }
      }
      paste(
        put([
          (-0.15, 0), (0.08, 0.12), (0.22, 0.32), (0.32, 0.58), (0.44, 0.82), (0.60, 0.97), (0.78, 1.0), (0.95, 0.91),
          (1.05, 0.74), (1.06, 0.58), (1.00, 0.48), (0.96, 0.60), (0.88, 0.69), (0.78, 0.70), (0.70, 0.62),
          (0.68, 0.48),
          (0.72, 0.32), (0.84, 0.18), (1.0, 0.08), (1.15, 0),
        ]))
      cut(line: put([(0.14, 0.08), (0.30, 0.32), (0.42, 0.62), (0.56, 0.82), (0.74, 0.88)]), 0.004, 0.012)
      cut(line: put([(0.34, 0.10), (0.44, 0.30), (0.51, 0.52), (0.60, 0.68)]), 0.004, 0.009)
    }
  }

  /// Clouds that hang in from above, or stand up from below where `up` is true.
  mutating func clouds(_ y: (Double) -> Double, _ size: Double, up: Bool, _ seed: Seed) {
    var (x, number) = (-1.1, 0)
    while x < 1.1 {
      let radius = size * (0.5 + 0.7 * seed.at("cloud", number).unit)
      let middle = Point(x: x, y: y(x) + (up ? 0.3 : -0.3) * radius)
      paste(disc: middle, radius)
      let spiral = (0...22).map { step -> Point in
        let t = Double(step) / 22
        return middle + Point(turns: (up ? 0.45 : 0.05) + 0.95 * t, length: radius * (0.78 - 0.5 * t))
      }
      cut(line: spiral, 0.011, 0.004)
      x += radius * 1.25
      number += 1
    }
  }

  /// A house with its gable to us.
  mutating func house(_ x: Double, _ base: Double, _ width: Double, _ height: Double, _ seed: Seed) {
    let (left, right, top) = (x - width / 2, x + width / 2, base - height)
    paste([
      Point(x: left, y: 0.95), Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: 0.95),
    ])
    let gable = width * (0.6 + 0.5 * seed.at("gable").unit)
    if seed.at("steps").unit < 0.45 {
      for step in 0..<4 {
        let (half, low) = (width * (0.5 - 0.13 * Double(step)), top - gable * 0.25 * Double(step))
        paste([
          Point(x: x - half, y: low + 0.01), Point(x: x - half, y: low - gable * 0.25),
          Point(x: x + half, y: low - gable * 0.25), Point(x: x + half, y: low + 0.01),
        ])
      }
    } else {
      paste([
        Point(x: left - 0.02, y: top + 0.008), Point(x: x, y: top - gable), Point(x: right + 0.02, y: top + 0.008),
      ])
      let chimney = x + width * 0.27
      paste(line: [Point(x: chimney, y: top), Point(x: chimney, y: top - gable * 0.8)], 0.03, 0.03)
      paste(line: [Point(x: chimney, y: top - gable * 0.76), Point(x: chimney, y: top - gable * 0.84)], 0.044, 0.044)
    }
    cut(disc: Point(x: x, y: top - gable * 0.28), width * 0.10)
    windows(left, right, top + 0.03, min(base + 0.06, 0.8), seed)
  }

  private mutating func windows(_ left: Double, _ right: Double, _ top: Double, _ bottom: Double, _ seed: Seed) {
    let columns = max(1, Int((right - left) / 0.062))
    let step = (right - left) / Double(columns)
    let rows = max(0, Int((bottom - top) / 0.085))
    for row in 0..<rows {
      for column in 0..<columns where seed.at("window", row, column).unit < 0.72 {
        let (x, y) = (left + (Double(column) + 0.5) * step, top + 0.085 * (Double(row) + 0.4))
        for side in [-1.0, 1] {
          for part in [0.0, 1] {
            let (a, b) = (x + side * 0.002, x + side * 0.015)
            let (c, d) = (y - 0.021 + part * 0.023, y - 0.002 + part * 0.023)
            cut([Point(x: a, y: c), Point(x: b, y: c), Point(x: b, y: d), Point(x: a, y: d)])
          }
        }
      }
    }
  }

  /// A tower with a pointed roof or an onion dome, and a flag.
  mutating func tower(_ x: Double, _ base: Double, _ width: Double, _ height: Double, _ seed: Seed) {
    let top = base - height
    func block(_ half: Double, _ from: Double, _ to: Double) {
      paste([
        Point(x: x - half, y: from), Point(x: x - half, y: to), Point(x: x + half, y: to), Point(x: x + half, y: from),
      ])
    }
    block(width / 2, 0.95, top)
    block(width * 0.62, top + 0.035, top)
    block(width * 0.66, base - height * 0.45, base - height * 0.45 - 0.016)
    let roof: [(Double, Double)] =
      seed.at("dome").unit < 0.5
      ? [(0.70, 0), (0.30, 0.9), (0, 2.1), (-0.30, 0.9), (-0.70, 0)]
      : [
        (0.45, 0), (0.66, 0.26), (0.68, 0.5), (0.5, 0.8), (0.2, 1.05), (0.05, 1.4), (0, 1.9), (-0.05, 1.4),
        (-0.2, 1.05),
        (-0.5, 0.8), (-0.68, 0.5), (-0.66, 0.26), (-0.45, 0),
      ]
    paste(roof.map { Point(x: x + $0.0 * width, y: top - $0.1 * width) })
    let tip = top - width * 1.8
    paste(line: [Point(x: x, y: tip + 0.05), Point(x: x, y: tip - 0.07)], 0.006, 0.006)
    paste([Point(x: x, y: tip - 0.07), Point(x: x + 0.06, y: tip - 0.055), Point(x: x, y: tip - 0.035)])
    windows(x - width / 2, x + width / 2, top + 0.05, min(base, 0.8), seed)
  }

  /// A boat with two sails on the water.
  mutating func boat(_ foot: Point, _ size: Double, facing: Double) {
    func put(_ points: [(Double, Double)]) { paste(PaperCut.placed(points, foot, size, facing: facing)) }
    put([(-0.62, 0.16), (-0.42, -0.14), (0.40, -0.14), (0.66, 0.20), (0.3, 0.12), (-0.3, 0.10)])
    put([(-0.03, 0.1), (-0.03, 1.5), (0.03, 1.5), (0.03, 0.1)])
    put([(0.0, 1.46), (0.32, 1.0), (0.52, 0.24), (0.0, 0.28)])
    put([(-0.02, 1.34), (-0.22, 0.9), (-0.42, 0.28), (-0.02, 0.28)])
    put([(0, 1.5), (-0.22, 1.44), (0, 1.38)])
    for seam in [0.55, 0.85, 1.12] {
      cut(line: PaperCut.placed([(0.06, seam), (0.30, seam - 0.06)], foot, size, facing: facing), 0.006, 0.004)
    }
  }

  /// Curtains that are drawn aside and tied, under a valance with tassels.
  mutating func curtains(_ wide: Double, _ seed: Seed) {
    for side in [-1.0, 1] {
      let inner: [(Double, Double)] = [
        (0.30, -0.62), (0.36, -0.42), (0.48, -0.22), (0.66, -0.04), (0.83, 0.08), (0.80, 0.12), (0.83, 0.16),
        (0.76, 0.34),
        (0.66, 0.62), (0.60, 0.95),
      ]
      let outline = inner.map { Point(x: side * $0.0 * wide, y: $0.1) }
      paste(outline + [Point(x: side * 1.2, y: 0.95), Point(x: side * 1.2, y: -0.9)])
      for fold in 1..<5 {
        let t = 0.16 * Double(fold)
        let upper = inner[1...4].map { Point(x: side * wide * ($0.0 + (0.98 - $0.0) * t), y: $0.1 - 0.05 * t) }
        let lower = inner[6...8].map { Point(x: side * wide * ($0.0 + (1.05 - $0.0) * t), y: $0.1) }
        cut(line: upper, 0.004, 0.014)
        cut(line: lower, 0.012, 0.004)
      }
      tassel(Point(x: side * 0.83 * wide, y: 0.12), 0.05)
    }
    let swags = 5
    for swag in 0..<swags {
      let (x, half) = (wide * (2 * (Double(swag) + 0.5) / Double(swags) - 1), wide / Double(swags))
      func drape(_ drop: Double) -> [Point] {
        (0...16).map { step in
          let t = Double(step) / 8 - 1
          return Point(x: x + half * t, y: -0.56 + drop * (1 - t * t))
        }
      }
      paste([Point(x: x - half, y: -0.9)] + drape(0.15) + [Point(x: x + half, y: -0.9)])
      for line in [0.045, 0.085] { cut(line: Array(drape(line)[2...14]), 0.007, 0.007) }
      for fringe in 1..<16 { let p = drape(0.15)[fringe]; paste(line: [p, p + Point(x: 0, y: 0.026)], 0.009, 0.006) }
      if swag > 0 { tassel(Point(x: x - half, y: -0.56), 0.05) }
    }
  }

  mutating func tassel(_ top: Point, _ size: Double) {
    paste(line: [top + Point(x: 0, y: -0.02), top + Point(x: 0, y: size)], 0.007, 0.007)
    paste(disc: top + Point(x: 0, y: size * 0.9), size * 0.26)
    paste([
      top + Point(x: -size * 0.2, y: size), top + Point(x: size * 0.2, y: size),
      top + Point(x: size * 0.42, y: size * 2.3), top + Point(x: -size * 0.42, y: size * 2.3),
    ])
    for slit in [-0.13, 0, 0.13] {
      cut(
        line: [top + Point(x: slit * size, y: size * 1.5), top + Point(x: slit * size * 1.9, y: size * 2.3)], 0.002,
        0.006)
    }
  }
}
