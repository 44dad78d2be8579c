import Geometry
import Testing

@Suite struct `A similarity` {
  private func random(_ i: Int) -> Similarity {
    let seed = Seed(3).at("similarity", i)
    return Similarity(
      scale: Point(turns: seed.at("turns").unit, length: PortableMath.exp2(seed.at("scale").signed * 8)),
      offset: Point(x: seed.at("x").signed, y: seed.at("y").signed))
  }

  @Test func `followed by its inverse leaves points where they are`() {
    for i in 0..<500 {
      let z = Point(x: Seed(5).at("zx", i).signed, y: Seed(5).at("zy", i).signed)
      let there = random(i)
      #expect((there.inverse(there(z)) - z).length < 1e-12)
      #expect((there.then(there.inverse)(z) - z).length < 1e-12)
    }
  }

  @Test func `applied after another is their composition`() {
    for i in 0..<500 {
      let z = Point(x: 0.3, y: -0.7)
      let (a, b) = (random(i), random(i + 1000))
      #expect((a.then(b)(z) - b(a(z))).length < 1e-9)
    }
  }

  @Test func `turns clockwise on the screen, where y points down`() {
    let quarter = Similarity(scale: Point(turns: 0.25))
    #expect(quarter(Point(x: 1, y: 0)) == Point(x: 0, y: 1))
  }
}
