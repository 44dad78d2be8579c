import Continuity
import Geometry
import Testing

@Suite struct `A cut through a grid` {
  private func costs(_ seed: Seed, _ width: Int, _ height: Int) -> CutCosts {
    let cost = { (name: StaticString, i: Int) in Float(seed.at(name, i).pick(0..<64)) / 16 }
    return CutCosts(
      width: width, height: height, right: (0..<width * height).map { cost("right", $0) },
      down: (0..<width * height).map { cost("down", $0) }
    ) { i, j, _ in cost("corner", i * 1000 + j) }
  }

  private func sum(_ mask: [Bool], _ costs: CutCosts, _ preference: [Float]) -> Double {
    Double(costs.cost(of: mask)) + zip(mask, preference).reduce(0) { $0 + ($1.0 ? 0 : Double($1.1)) }
  }

  @Test func `costs no more than any other`() {
    let (width, height) = (4, 3)
    for number in 0..<40 {
      let seed = Seed(11).at("grid", number)
      let costs = costs(seed, width, height)
      let preference = (0..<width * height).map { Float(seed.at("preference", $0).signed * 4) }
      let found = GridCut(costs).inside(preference: preference)
      let least = (0..<1 << (width * height)).map { bits in
        sum((0..<width * height).map { bits >> $0 & 1 == 1 }, costs, preference)
      }.min()!
      #expect(abs(sum(found, costs, preference) - least) < 1e-3, "grid \(number)")
    }
  }

  @Test func `cannot be bettered by changing a few cells of a large one`() {
    let (width, height) = (60, 40)
    let seed = Seed(12)
    let costs = costs(seed, width, height)
    let preference = (0..<width * height).map { Float(seed.at("preference", $0).signed * 4) }
    let mask = GridCut(costs).inside(preference: preference)
    let own = sum(mask, costs, preference)
    for number in 0..<2000 {
      var other = mask
      let (x, y) = (seed.at("x", number).pick(0..<width - 3), seed.at("y", number).pick(0..<height - 3))
      let isInside = seed.at("inside", number).unit < 0.5
      for i in 0...seed.at("wide", number).pick(0..<3) {
        for j in 0...seed.at("high", number).pick(0..<3) { other[(y + j) * width + x + i] = isInside }
      }
      #expect(sum(other, costs, preference) >= own - 1e-2)
    }
  }

  @Test func `keeps what is surely inside and outside`() {
    let (width, height) = (30, 20)
    let costs = costs(Seed(13), width, height)
    let preference = (0..<width * height).map { i -> Float in
      i % width < 4 ? 1e4 : i % width > 25 ? -1e4 : 0
    }
    let mask = GridCut(costs).inside(preference: preference)
    for i in mask.indices {
      if i % width < 4 { #expect(mask[i]) }
      if i % width > 25 { #expect(!mask[i]) }
    }
  }

  @Test func `costs about the same in any direction`() {
    let side = 200
    let ones = [Float](repeating: 1, count: side * side)
    let costs = CutCosts(width: side, height: side, right: ones, down: ones) { _, _, _ in 1 }
    for number in 0..<24 {
      let direction = Point(turns: Double(number) / 24)
      // A half plane through the middle, whose border within a disc is as long as the disc is wide.
      let half = { (x: Int, y: Int) in
        direction.x * (Double(x) - 99.5) + direction.y * (Double(y) - 99.5) > 0
      }
      let disc = { (x: Int, y: Int) in Point(x: Double(x) - 99.5, y: Double(y) - 99.5).length < 90 }
      func cost(_ mask: (Int, Int) -> Bool) -> Float {
        costs.cost(of: (0..<side * side).map { mask($0 % side, $0 / side) })
      }
      // Both halves of the disc have its rim once and the line twice.
      let line =
        (cost { disc($0, $1) && half($0, $1) } + cost { disc($0, $1) && !half($0, $1) } - cost(disc)) / 2
      #expect(abs(line - 180) < 0.08 * 180, "\(line) at \(direction)")
    }
  }
}
