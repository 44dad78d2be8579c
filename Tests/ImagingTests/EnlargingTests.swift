import Geometry
import Imaging
import Testing

@Suite struct `An enlarged plane` {
  private static func map(_ small: CanvasSize, _ large: CanvasSize) -> Similarity {
    large.pixelsFromPlane.inverse.then(small.pixelsFromPlane)
  }

  @Test(arguments: [CanvasSize(64, 36), CanvasSize(63, 35), CanvasSize(1, 1), CanvasSize(2, 7)])
  func `goes on lines between its samples, and as it ends beyond them`(large: CanvasSize) {
    let small = large.reduced(by: 2)
    let plane = Plane(small, bits: 16)
    for y in 0..<small.height {
      for x in 0..<small.width { plane.setSample(x, y, 1000 + 700 * x + 300 * y) }
    }
    let map = Self.map(small, large)
    let enlarged = plane.enlarged(to: large, sourceFromCanvas: map, cores: Cores(3))
    #expect(enlarged.size == large)
    for y in 0..<large.height {
      for x in 0..<large.width {
        let place = map(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
        let column = min(max(place.x - 0.5, 0), Double(small.width - 1))
        let row = min(max(place.y - 0.5, 0), Double(small.height - 1))
        #expect(abs(Double(enlarged.sample(x, y)) - (1000 + 700 * column + 300 * row)) < 0.51)
      }
    }
  }

  @Test func `keeps its lightest and its darkest`() {
    let plane = Plane(CanvasSize(5, 4), bits: 16)
    for y in 0..<4 {
      for x in 0..<5 { plane.setSample(x, y, (x + y) % 2 * 65535) }
    }
    let large = CanvasSize(10, 8)
    let enlarged = plane.enlarged(to: large, sourceFromCanvas: Self.map(plane.size, large), cores: Cores(1))
    let samples = (0..<80).map { enlarged.sample($0 % 10, $0 / 10) }
    #expect(samples.min() == 0 && samples.max() == 65535)
  }
}
