import Geometry
import Testing

@Suite struct `A seam` {
  private let seam = Seam(octaves: 0.25, shape: 8)

  @Test func `lets nothing through at the border and everything from its height inward`() {
    let aspect = 16.0 / 9
    for turn in 0..<64 {
      let direction = Point(turns: Double(turn) / 64)
      let border = 1 / seam.norm(direction, pole: .zero, aspect: aspect)
      #expect(seam.opacity(direction * border * 1.0001, pole: .zero, aspect: aspect) == 0)
      #expect(seam.opacity(direction * border * 0.840, pole: .zero, aspect: aspect) == 1)
    }
  }

  @Test func `touches the four sides, from any pole`() {
    let pole = Point(x: 0.4, y: -0.3)
    #expect(abs(seam.norm(Point(x: 1 - 0.4, y: 0), pole: pole, aspect: 1) - 1) < 1e-12)
    #expect(abs(seam.norm(Point(x: -1 - 0.4, y: 0), pole: pole, aspect: 1) - 1) < 1e-12)
    #expect(abs(seam.norm(Point(x: 0, y: 1 + 0.3), pole: pole, aspect: 1) - 1) < 1e-12)
    #expect(abs(seam.norm(Point(x: 0, y: -1 + 0.3), pole: pole, aspect: 1) - 1) < 1e-12)
  }

  @Test func `depends on distance by its logarithm alone`() {
    let z = Point(x: 0.31, y: 0.17)
    for k in 1...20 {
      let closer = seam.norm(z / Double(1 << k), pole: .zero, aspect: 1.5)
      #expect(abs(closer * Double(1 << k) / seam.norm(z, pole: .zero, aspect: 1.5) - 1) < 1e-12)
    }
  }
}
