import Geometry
import Testing
import Worlds

@Suite struct `A Julia set about its fixed point` {
  @Test(arguments: [(0.0185, 0.061), (0.0282, 0.0737), (0.028, 0.105)])
  func `is the same from ring to ring, and escapes one step earlier`(octaves: Double, turns: Double) {
    let set = JuliaSet(octaves: octaves, turns: turns)
    var compared = 0
    for step in 0..<40 {
      let around = (Lanes.numbers + Float(8 * step)) * (1 / 320)
      let here = Lanes(repeating: Float(JuliaSet.start + set.ring.breadth * 0.3))
      let inner = set.point(turns: around, logarithm: here)
      let outer = set.point(
        turns: around + Float(set.ring.turns), logarithm: here + Float(set.ring.breadth))
      for lane in 0..<8 where inner.distance[lane] > 0.01 {
        compared += 1
        #expect(abs(inner.count[lane] - outer.count[lane] - 1) < 0.02)
        #expect(abs(inner.distance[lane] / outer.distance[lane] - 1) < 0.02)
        #expect(abs(inner.outward[lane] - outer.outward[lane]) < 0.05)
        #expect(abs(inner.aside[lane] - outer.aside[lane]) < 0.05)
      }
    }
    #expect(compared > 80)
  }

  @Test func `has all its points escape`() {
    let set = JuliaSet(octaves: 0.0185, turns: 0.061)
    for step in 0..<40 {
      let point = set.point(
        turns: (Lanes.numbers + Float(8 * step)) * (1 / 320), logarithm: Lanes(repeating: Float(JuliaSet.start)))
      for lane in 0..<8 {
        #expect(point.count[lane] > 0 && point.count[lane] < 2000)
        #expect(point.distance[lane] > 0 && point.distance[lane] < 1)
      }
    }
  }
}
