import Foundation
import Geometry
import Testing

@Suite struct `Portable mathematics` {
  @Test func `agrees with the C library to a few units in the last place`() {
    for i in 0..<20_000 {
      let x = Seed(7).at("x", i).signed * 40
      #expect(abs(PortableMath.exp2(x) / exp2(x) - 1) < 4e-16)
      let y = exp2(x)
      #expect(abs(PortableMath.log2(y) - log2(y)) <= 4e-16 * max(1, abs(x)))
      let (sine, cosine) = PortableMath.sineAndCosine(turns: x)
      #expect(abs(sine - sin(2 * .pi * (x - x.rounded()))) < 1e-15)
      #expect(abs(cosine - cos(2 * .pi * (x - x.rounded()))) < 1e-15)
      let z = Seed(7).at("z", i).signed
      #expect(abs(PortableMath.turns(x: z, y: x) - atan2(x, z) / (2 * .pi)) < 2e-16)
    }
  }

  @Test func `is exact at whole octaves and quarter turns`() {
    for n in -1000...1000 {
      #expect(PortableMath.exp2(Double(n)) == Double(sign: .plus, exponent: n, significand: 1))
      #expect(PortableMath.log2(Double(sign: .plus, exponent: n, significand: 1)) == Double(n))
    }
    for n in -8...8 {
      let (sine, cosine) = PortableMath.sineAndCosine(turns: Double(n) / 4)
      #expect(sine == [0, 1, 0, -1][(n % 4 + 4) % 4])
      #expect(cosine == [1, 0, -1, 0][(n % 4 + 4) % 4])
    }
    #expect(PortableMath.turns(x: 0, y: 1) == 0.25)
    #expect(PortableMath.turns(x: -1, y: 0) == -0.5)
    #expect(PortableMath.turns(x: 0, y: 0) == 0)
  }

  @Test func `says so at the edges`() {
    #expect(PortableMath.exp2(2000) == .infinity)
    #expect(PortableMath.exp2(-2000) == 0)
    #expect(PortableMath.exp2(.nan).isNaN)
    #expect(PortableMath.log2(0) == -.infinity)
    #expect(PortableMath.log2(-1).isNaN)
    #expect(PortableMath.sineAndCosine(turns: .infinity).sine.isNaN)
  }
}
