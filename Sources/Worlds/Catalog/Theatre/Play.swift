import Geometry

/// The set of a play: the cards that its sheets are cut like, each of which comes again and again in another order.
enum Play: Int, CaseIterable {
  case forest, sea, city, garden, night

  /// How many cards a set has.
  static let cards = 7

  /// One of them.
  func card(_ number: Int, cuts: Double, _ seed: Seed) -> PaperCard {
    let seed = seed.at("card", number)
    var cut = PaperCut(wide: 0.84, high: 0.58, seed)
    if number == Play.cards - 1 {
      cut.curtains(0.86, seed)
      ground(&cut, cuts, seed)
    } else {
      switch self {
      case .forest: forest(&cut, number, cuts, seed)
      case .sea: sea(&cut, number, cuts, seed)
      case .city: city(&cut, number, cuts, seed)
      case .garden: garden(&cut, number, cuts, seed)
      case .night: night(&cut, number, cuts, seed)
      }
    }
    cut.frees(0.335)
    return cut.card
  }

  /// What stands below the curtains.
  private func ground(_ cut: inout PaperCut, _ k: Double, _ seed: Seed) {
    switch self {
    case .forest, .garden: Play.meadow(&cut, k, seed)
    case .sea, .night: cut.waves({ _ in 0.50 }, 0.20, { 0.06 * k + 0.05 * abs($0) }, phase: seed.unit, facing: 1)
    case .city: Play.houses(&cut, 0.40, k, seed)
    }
  }

  private static func meadow(_ cut: inout PaperCut, _ k: Double, _ seed: Seed) {
    let line = hill(seed)
    cut.ground(line)
    cut.grass(-1, 1, line, 0.10 * k, seed)
  }

  /// A line of ground that rises to one side.
  static func hill(_ seed: Seed) -> (Double) -> Double {
    let (slope, phase) = (0.10 * seed.at("slope").signed, seed.at("phase").unit)
    return { x in
      0.47 + slope * x - 0.05 * x * x + 0.012 * PortableMath.sineAndCosine(turns: x * 1.1 + phase).sine
    }
  }

  /// A street of houses, higher at the sides.
  static func houses(_ cut: inout PaperCut, _ least: Double, _ k: Double, _ seed: Seed) {
    var (x, number) = (-1.0, 0)
    while x < 1.0 {
      let own = seed.at("house", number)
      let width = 0.12 + 0.07 * own.at("width").unit
      let middle = abs(x + width / 2)
      let roof = 0.50 - max(0, middle - 0.20) * (0.85 + 0.3 * own.at("high").unit) * k
      cut.house(x + width / 2, 0.60, width, 0.60 - roof, own)
      x += width + 0.004
      number += 1
    }
  }

  private func forest(_ cut: inout PaperCut, _ number: Int, _ k: Double, _ seed: Seed) {
    let line = Play.hill(seed)
    switch number {
    case 0:
      cut.ground(line)
      for tree in 0..<9 {
        let own = seed.at("pine", tree)
        let x = (tree & 1 == 0 ? -1 : 1) * (0.34 + 0.075 * Double(tree) + 0.04 * own.signed)
        cut.pine(Point(x: x, y: line(x) + 0.02), (0.25 + 0.5 * max(0, abs(x) - 0.3)) * k + 0.1 * own.at("h").unit, own)
      }
      cut.grass(-0.9, 0.9, line, 0.05, seed)
    case 1:
      Play.meadow(&cut, 0.7 * k, seed)
      cut.branch(Point(x: -0.86, y: -0.36), -0.03, 0.86 * k, bend: 0.02, leaf: 0.10, seed)
      cut.branch(Point(x: 0.75, y: -0.62), 0.36, 0.5 * k, bend: -0.05, leaf: 0.09, seed.at("other"))
      cut.bird(Point(x: -0.42, y: -0.415), 0.13, facing: 1)
    case 2:
      cut.ground(line)
      cut.tree(Point(x: -0.70, y: 0.6), 1.1, lean: -0.8, leaf: 0.075 * k, seed)
      cut.stag(Point(x: 0.50, y: line(0.50) + 0.012), 0.215, facing: -1)
      cut.grass(-0.9, 0.9, line, 0.055, seed)
    case 3:
      cut.ground { 0.53 - 0.05 * $0 * $0 }
      for frond in 0..<8 {
        let own = seed.at("fern", frond)
        let side: Double = frond & 1 == 0 ? -1 : 1
        let x = side * (0.44 + 0.06 * Double(frond))
        cut.fern(
          Point(x: x, y: 0.60), -0.25 - side * (0.05 - 0.02 * Double(frond)), (0.34 + 0.05 * Double(frond)) * k,
          bend: -side * (0.10 + 0.05 * own.unit))
      }
      cut.branch(Point(x: 0.2, y: -0.62), 0.02, 0.55, bend: 0.07, leaf: 0.085 * k, seed)
    case 4:
      cut.ground(line)
      cut.tree(Point(x: 0.74, y: 0.6), 1.05, lean: 0.7, leaf: 0.07 * k, seed)
      cut.pine(Point(x: -0.52, y: line(-0.52) + 0.02), 0.42 * k, seed.at("a"))
      cut.pine(Point(x: -0.70, y: line(-0.70) + 0.02), 0.58 * k, seed.at("b"))
      cut.grass(-0.9, 0.9, line, 0.06, seed)
    default:
      Play.meadow(&cut, k, seed)
      for (x, heading, bend) in [(-0.80, 0.11, -0.16), (-0.34, 0.14, -0.10), (0.38, 0.37, 0.10), (0.84, 0.40, 0.15)] {
        cut.branch(
          Point(x: x, y: -0.58), heading, 0.36 * k, bend: bend, leaf: 0.10, seed.at("hang", Int(x * 100)))
      }
      cut.stag(Point(x: -0.56, y: line(-0.56) + 0.012), 0.17, facing: 1)
    }
  }

  private func sea(_ cut: inout PaperCut, _ number: Int, _ k: Double, _ seed: Seed) {
    let facing: Double = seed.at("facing").unit < 0.5 ? 1 : -1
    let flat: (Double) -> Double = { 0.51 - 0.04 * $0 * $0 }
    switch number {
    case 0:
      cut.waves(flat, 0.24, { (0.09 + 0.10 * abs($0)) * k }, phase: seed.unit, facing: facing)
      cut.clouds({ -0.56 + 0.16 * $0 * $0 }, 0.13, up: false, seed)
    case 1:
      cut.boat(Point(x: 0.50, y: 0.40), 0.20 * k, facing: -1)
      cut.waves(flat, 0.17, { _ in 0.085 }, phase: seed.unit, facing: facing)
      cut.gull(Point(x: -0.52, y: -0.24), 0.13, facing: 1, from: -0.7)
      cut.gull(Point(x: -0.26, y: -0.40), 0.085, facing: 1, from: -0.7)
    case 2:
      cut.waves(
        { 0.52 - 0.02 * $0 }, 0.42, { (0.14 + 0.22 * max(0, -$0)) * k }, phase: 0.2 + 0.5 * seed.unit, facing: 1)
      cut.clouds({ -0.52 + 0.06 * $0 }, 0.10, up: false, seed)
    case 3:
      cut.ground(flat)
      for weed in 0..<8 {
        let side: Double = weed & 1 == 0 ? -1 : 1
        let x = side * (0.42 + 0.058 * Double(weed))
        cut.fern(Point(x: x, y: 0.58), -0.25 + 0.03 * side, (0.26 + 0.07 * Double(weed)) * k, bend: -side * 0.10)
      }
      cut.fish(Point(x: 0.46, y: -0.22), 0.10, facing: -1, from: -0.7)
      cut.fish(Point(x: 0.22, y: -0.38), 0.075, facing: -1, from: -0.7)
      cut.fish(Point(x: -0.44, y: -0.30), 0.09, facing: 1, from: -0.7)
    case 4:
      cut.tower(-0.62, 0.42, 0.11, 0.52 * k, seed)
      cut.ground { 0.52 - 0.22 * smooth(-0.36, -0.52, $0) - 0.03 * $0 * $0 }
      cut.waves({ _ in 0.52 }, 0.20, { 0.07 + 0.05 * max(0, $0) }, phase: seed.unit, facing: -1)
      cut.gull(Point(x: 0.46, y: -0.30), 0.12, facing: -1, from: -0.7)
    default:
      cut.waves({ 0.53 - 0.03 * $0 * $0 }, 0.30, { (0.10 + 0.16 * max(0, $0)) * k }, phase: seed.unit, facing: -1)
      for (x, y, size) in [(-0.56, -0.22, 0.050), (-0.38, -0.36, 0.035), (0.50, -0.27, 0.042)] {
        cut.star(Point(x: x, y: y), size, from: -0.7)
      }
    }
  }

  private func city(_ cut: inout PaperCut, _ number: Int, _ k: Double, _ seed: Seed) {
    switch number {
    case 0:
      Play.houses(&cut, 0.42, k, seed)
      cut.clouds({ -0.55 + 0.1 * $0 * $0 }, 0.11, up: false, seed)
    case 1:
      Play.houses(&cut, 0.44, 0.6 * k, seed)
      cut.tower(-0.50, 0.6, 0.13, 0.74 * k, seed.at("a"))
      cut.tower(-0.70, 0.6, 0.16, 0.92 * k, seed.at("b"))
      cut.star(Point(x: 0.44, y: -0.30), 0.05, from: -0.7)
      cut.star(Point(x: 0.60, y: -0.18), 0.035, from: -0.7)
    case 2:
      Play.houses(&cut, 0.42, 0.75 * k, seed)
      cut.tower(0.58, 0.6, 0.14, 0.70 * k, seed.at("a"))
      cut.moon(Point(x: -0.44, y: -0.30), 0.11, facing: 1, from: -0.7)
    case 3:
      for side in [-1.0, 1] {
        for house in 0..<2 {
          let own = seed.at("side", house, side > 0 ? 1 : 0)
          cut.house(side * (0.53 + 0.21 * Double(house)), 0.62, 0.19, (0.55 + 0.28 * Double(house)) * k, own)
        }
      }
      Play.houses(&cut, 0.46, 0.3, seed)
    case 4:
      Play.houses(&cut, 0.44, 0.85 * k, seed)
      cut.branch(Point(x: 0.84, y: -0.40), 0.46, 0.62, bend: 0.05, leaf: 0.08, seed)
      cut.bird(Point(x: 0.42, y: -0.475), 0.11, facing: -1)
    default:
      Play.houses(&cut, 0.44, 0.7 * k, seed)
      cut.tower(0.46, 0.6, 0.10, 0.56 * k, seed.at("a"))
      cut.tower(0.66, 0.6, 0.17, 0.86 * k, seed.at("b"))
      cut.gull(Point(x: -0.45, y: -0.28), 0.11, facing: 1, from: -0.7)
    }
  }

  private func garden(_ cut: inout PaperCut, _ number: Int, _ k: Double, _ seed: Seed) {
    let line = Play.hill(seed)
    func flowers(_ from: Double, _ to: Double, _ count: Int, _ height: Double) {
      for flower in 0..<count {
        let own = seed.at("flower", flower, Int(from * 100))
        let x = from + (to - from) * (Double(flower) + 0.3 + 0.4 * own.unit) / Double(count)
        let room = abs(x) < 0.36 ? 0.06 : 0.06 + (abs(x) - 0.30) * 0.9
        cut.flower(Point(x: x, y: line(x) + 0.02), min(height, room + 0.06) * k * (0.85 + 0.3 * own.at("h").unit), own)
      }
    }
    cut.ground(line)
    cut.grass(-0.9, 0.9, line, 0.05, seed)
    switch number {
    case 0:
      flowers(-0.85, 0.85, 11, 0.40)
      cut.branch(Point(x: -0.30, y: -0.64), 0.02, 0.75, bend: 0.06, leaf: 0.085, seed)
    case 1:
      cut.branch(Point(x: -0.86, y: -0.30), -0.05, 0.80 * k, bend: 0.06, leaf: 0.11, seed)
      cut.bird(Point(x: -0.50, y: -0.40), 0.13, facing: 1)
      flowers(0.30, 0.85, 5, 0.5)
    case 2:
      for side in [-1.0, 1] {
        for frond in 0..<3 {
          cut.fern(
            Point(x: side * (0.50 + 0.14 * Double(frond)), y: 0.58), -0.25 - side * 0.02,
            (0.42 + 0.12 * Double(frond)) * k,
            bend: -side * (0.16 - 0.03 * Double(frond)))
        }
      }
      cut.butterfly(Point(x: 0.50, y: -0.20), 0.12, -0.30)
      cut.string(Point(x: 0.50, y: -0.2), -0.7)
    case 3:
      cut.tree(Point(x: 0.72, y: 0.6), 1.05, lean: 0.8, leaf: 0.085 * k, seed)
      flowers(-0.85, -0.25, 5, 0.45)
    case 4:
      flowers(-0.85, 0.1, 7, 0.55)
      cut.butterfly(Point(x: -0.42, y: -0.30), 0.10, -0.2)
      cut.string(Point(x: -0.42, y: -0.3), -0.7)
      cut.branch(Point(x: 0.86, y: -0.38), 0.52, 0.6, bend: -0.04, leaf: 0.09, seed)
    default:
      for (x, heading, bend) in [(-0.84, 0.05, 0.10), (-0.5, 0.16, -0.12), (0.5, 0.34, 0.12), (0.84, 0.45, -0.10)] {
        cut.branch(Point(x: x, y: -0.56), heading, 0.38 * k, bend: bend, leaf: 0.09, seed.at("hang", Int(x * 100)))
      }
      flowers(-0.8, 0.8, 9, 0.3)
    }
  }

  private func night(_ cut: inout PaperCut, _ number: Int, _ k: Double, _ seed: Seed) {
    let facing: Double = seed.at("facing").unit < 0.5 ? 1 : -1
    func stars(_ count: Int) {
      for star in 0..<count {
        let own = seed.at("star", star)
        let side: Double = star & 1 == 0 ? -1 : 1
        let x = side * (0.24 + 0.46 * own.at("x").unit)
        let low = -(max(0, 0.44 * 0.44 - x * x)).squareRoot()
        let y = min(low, -0.10 - 0.3 * own.at("y").unit)
        cut.star(Point(x: x, y: y), 0.028 + 0.03 * own.at("size").unit, from: -0.75)
      }
    }
    let low: (Double) -> Double = { 0.52 - 0.10 * $0 * $0 }
    switch number {
    case 0:
      cut.clouds(low, 0.13 * k, up: true, seed)
      stars(6)
    case 1:
      cut.clouds({ 0.54 - 0.02 * $0 }, 0.10 * k, up: true, seed)
      cut.moon(Point(x: 0.50, y: -0.22), 0.15, facing: -1, from: -0.7)
      stars(3)
    case 2:
      cut.clouds({ -0.54 + 0.16 * $0 * $0 }, 0.13 * k, up: false, seed)
      Play.meadow(&cut, 0.8, seed)
      cut.pine(Point(x: 0.52, y: 0.46), 0.4 * k, seed.at("a"))
      cut.pine(Point(x: 0.68, y: 0.46), 0.6 * k, seed.at("b"))
    case 3:
      cut.clouds(low, 0.11 * k, up: true, seed)
      cut.gull(Point(x: -0.50, y: -0.22), 0.14, facing: 1, from: -0.7)
      cut.gull(Point(x: 0.46, y: -0.34), 0.09, facing: 1, from: -0.7)
    case 4:
      let line = Play.hill(seed)
      cut.ground(line)
      cut.grass(-0.9, 0.9, line, 0.05, seed)
      cut.tree(Point(x: 0.70 * facing, y: 0.6), 1.0, lean: 0.7 * facing, leaf: 0.06 * k, seed)
      cut.stag(Point(x: -0.52 * facing, y: line(-0.52 * facing) + 0.01), 0.19, facing: facing)
    default:
      cut.clouds({ -0.54 + 0.1 * $0 * $0 }, 0.10 * k, up: false, seed)
      cut.clouds(low, 0.13 * k, up: true, seed.at("low"))
    }
  }
}

/// A smooth step between two places.
private func smooth(_ from: Double, _ to: Double, _ x: Double) -> Double {
  let t = min(max((x - from) / (to - from), 0), 1)
  return t * t * (3 - 2 * t)
}
