import Geometry
import Testing
import Worlds

@Suite struct `The departure from a world` {
  @Test func `leaves the flight as it is until the opening is large`() {
    for ahead in [2.4, 3, 7.7, 30] { #expect(Departure(ahead: ahead).left == ahead) }
  }

  @Test func `slows the flight down to three tenths of the zoom's pace, and lets it go on`() {
    let step = 0.001
    func pace(_ ahead: Double) -> Double { (Departure(ahead: ahead + step).left - Departure(ahead: ahead).left) / step }
    #expect(abs(pace(5) - 1) < 1e-9 && abs(pace(0) - 0.3) < 1e-9 && abs(pace(-3) - 1) < 1e-9)
    for ahead in stride(from: -4.0, to: 6, by: step) {
      #expect(abs(pace(ahead + step) - pace(ahead)) < 0.001)
      #expect(pace(ahead) > 0.3 - 1e-9 && pace(ahead) < 1 + 1e-9)
    }
  }

  @Test(arguments: WorldCatalog.entries.map(\.name))
  func `lets every rim grow without limit, and never beyond its reach`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for reach in [0.5, 0.95, 1.7] {
      var nearest = 0.0
      for ahead in stride(from: 12.0, to: -6, by: -0.05) {
        let rim = entry.rim(ahead, reach)
        #expect(rim.lowerBound >= nearest * 0.999, "\(name), reach \(reach), \(ahead) ahead")
        #expect(rim.upperBound <= reach * PortableMath.exp2(-ahead) * 1.000001)
        nearest = rim.lowerBound
      }
      #expect(nearest > 10)
    }
  }
}
