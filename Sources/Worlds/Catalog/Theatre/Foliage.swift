import Geometry

/// Plants, cut from card.
extension PaperCut {
  mutating func leaf(_ base: Point, _ heading: Double, _ length: Double, _ width: Double, vein: Bool = false) {
    let axis = Point(turns: heading, length: length)
    func edge(_ side: Double) -> [Point] {
      (0...10).map { step in
        let t = Double(step) / 10
        let half = width * 2.1 * t.squareRoot() * (1 - t) * (1 - 0.25 * t) / max(length, 1e-9)
        return base + axis * Point(x: t, y: side * half)
      }
    }
    paste(edge(1) + edge(-1).reversed())
    if vein { cut(line: [base + axis * 0.2, base + axis * 0.8], 0.007, 0.003) }
  }

  /// A stem with leaves on both sides, the smaller the farther out.
  mutating func fern(_ base: Point, _ heading: Double, _ length: Double, bend: Double) {
    let stem = PaperCut.curve(base, heading, length, bend: bend, 24)
    paste(line: stem, 0.016, 0.004)
    for step in 3..<24 {
      let t = Double(step) / 24
      let size = length * 0.34 * (1 - t) * min(1, t * 4) + 0.012
      let turn = heading + bend * t
      for side in [-1.0, 1] { leaf(stem[step], turn + side * 0.17, size, size * 0.17) }
    }
    leaf(stem[24], heading + bend, 0.03, 0.008)
  }

  /// A branch with leaves, and twigs that have some too.
  mutating func branch(
    _ base: Point, _ heading: Double, _ length: Double, bend: Double, leaf size: Double, _ seed: Seed,
    twigs: Bool = true
  ) {
    let stem = PaperCut.curve(base, heading, length, bend: bend)
    paste(line: stem, twigs ? 0.034 : 0.014, 0.005)
    for step in 3...16 {
      let t = Double(step) / 16
      let side: Double = step & 1 == 0 ? 1 : -1
      let turn = heading + bend * t
      let own = size * (0.8 + 0.4 * seed.at("leaf", step).unit)
      if twigs, step % 4 == 3, step < 14 {
        branch(
          stem[step], turn + side * 0.10, length * (0.52 - 0.22 * t), bend: side * -0.05, leaf: size * 0.85,
          seed.at("twig", step), twigs: false)
      } else {
        leaf(
          stem[step], turn + side * (0.12 + 0.04 * seed.at("turn", step).signed), own, own * 0.26,
          vein: own > 0.085)
      }
    }
    leaf(stem[16], heading + bend, size, size * 0.26)
  }

  /// A conifer that stands on its foot.
  mutating func pine(_ foot: Point, _ height: Double, _ seed: Seed) {
    let tiers = 7
    let half = height * 0.26
    var (left, right): ([Point], [Point]) = ([], [])
    for tier in 1...tiers {
      let t = Double(tier) / Double(tiers)
      let low = -height * (1 - 0.88 * t)
      for (side, add) in [(1.0, 0), (-1.0, 1)] {
        let wide = half * t * (0.85 + 0.3 * seed.at("tier", tier, add).unit)
        let tip = foot + Point(x: side * wide, y: low + height * 0.02)
        let mid = foot + Point(x: side * wide * 0.62, y: low - height * 0.045)
        let notch = foot + Point(x: side * wide * 0.66, y: low + height * 0.008)
        let back = foot + Point(x: side * wide * 0.36, y: low - height * 0.012)
        if add == 0 { right += [mid, tip, notch, back] } else { left += [mid, tip, notch, back] }
      }
    }
    paste([foot + Point(x: 0, y: -height)] + right + left.reversed())
    paste(line: [foot + Point(x: 0, y: 0.05), foot + Point(x: 0, y: -height * 0.3)], height * 0.05, height * 0.04)
  }

  /// A bare or leafy tree whose crown turns to one side.
  mutating func tree(_ foot: Point, _ height: Double, lean: Double, leaf size: Double, _ seed: Seed) {
    let trunk = PaperCut.curve(foot, -0.25 - lean * 0.03, height, bend: lean * 0.07)
    paste(line: trunk, height * 0.10, height * 0.025)
    for step in 6...16 {
      let side: Double = step & 1 == 0 ? 1 : -1
      let length = height * (0.42 - 0.016 * Double(step)) * (0.8 + 0.4 * seed.at("bough", step).unit)
      branch(
        trunk[step], -0.25 + side * (0.17 - 0.006 * Double(step)), length, bend: side * -0.07, leaf: size,
        seed.at("boughs", step), twigs: false)
    }
  }

  /// Blades of grass along a line.
  mutating func grass(_ from: Double, _ to: Double, _ y: (Double) -> Double, _ height: Double, _ seed: Seed) {
    let count = Int((to - from) / 0.016)
    for blade in 0..<count {
      let x = from + (to - from) * (Double(blade) + 0.5 * seed.at("x", blade).unit) / Double(count)
      let tall = height * (0.45 + 0.55 * seed.at("tall", blade).unit)
      let lean = 0.045 * seed.at("lean", blade).signed
      let line = PaperCut.curve(Point(x: x, y: y(x) + 0.02), -0.25 + lean, tall + 0.02, bend: lean, 6)
      paste(line: line, 0.011, 0.001)
    }
  }

  /// A flower on a stem with two leaves: a tulip, a daisy or a poppy's seed head.
  mutating func flower(_ foot: Point, _ height: Double, _ seed: Seed) {
    let lean = 0.03 * seed.at("lean").signed
    let stem = PaperCut.curve(foot, -0.25 + lean, height, bend: -lean * 1.6)
    paste(line: stem, 0.012, 0.008)
    leaf(stem[3], -0.25 + 0.09, height * 0.42, height * 0.07)
    leaf(stem[6], -0.25 - 0.09, height * 0.36, height * 0.06)
    let (head, size) = (stem[16], 0.055 + 0.03 * seed.at("size").unit)
    switch seed.at("kind").pick(0..<3) {
    case 0:
      for turn in [-0.055, 0, 0.055] {
        leaf(head + Point(x: 0, y: size * 0.5), -0.25 + turn, size * 1.9, size * 0.62)
      }
    case 1:
      for petal in 0..<14 {
        leaf(head, Double(petal) / 14, size * 1.35, size * 0.25)
      }
      cut(disc: head, size * 0.30)
      paste(disc: head, size * 0.22)
      paste(line: [head + Point(x: 0, y: size * 0.4), head], 0.008, 0.008)
    default:
      paste(disc: head, size * 0.6)
      for ray in 0..<7 {
        let tip = head + Point(turns: -0.25 + 0.035 * (Double(ray) - 3), length: size * 1.15)
        paste(line: [head, tip], 0.005, 0.010)
      }
    }
  }
}
