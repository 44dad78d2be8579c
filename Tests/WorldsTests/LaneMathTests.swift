import Foundation
import Testing
import Worlds

@Suite struct `Numbers in lanes` {
  /// The greatest difference from the C library over a range.
  private func error(
    _ range: ClosedRange<Double>, relative: Bool = false, _ ours: (Lanes) -> Lanes, _ theirs: (Double) -> Double
  ) -> Double {
    var worst = 0.0
    for step in 0..<20_000 {
      let x = Float(range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / 19_999)
      let truth = theirs(Double(x))
      let difference = abs(Double(ours(Lanes(repeating: x))[step & 7]) - truth)
      worst = max(worst, relative ? difference / abs(truth) : difference)
    }
    return worst
  }

  @Test func `have logarithms`() {
    #expect(error(0.0001...16, log2) { Foundation.log2($0) } < 1e-6)
    #expect(error(1...1e9, log2) { Foundation.log2($0) } < 3e-6)
  }

  @Test func `have powers of two`() {
    #expect(error(-20...20, relative: true, exp2) { Foundation.exp2($0) } < 1e-6)
    #expect(exp2(Lanes(repeating: -1000))[0] < 1e-37)
  }

  @Test func `have roots`() {
    #expect(error(1e-6...100, relative: true, root) { $0.squareRoot() } < 6e-6)
    #expect(root(.zero)[3] == 0)
  }

  @Test func `have sines of turns`() {
    #expect(error(-3...3, { sine(turns: $0) }) { sin($0 * 2 * .pi) } < 2e-6)
    #expect(error(-3...3, { cosine(turns: $0) }) { cos($0 * 2 * .pi) } < 2e-6)
  }

  @Test func `have angles in turns`() {
    for step in 0..<1000 {
      let angle = Double(step) / 1000 * 2 * Double.pi
      let (x, y) = (Float(cos(angle) * 3), Float(sin(angle) * 3))
      let ours = Double(turns(Lanes(repeating: x), Lanes(repeating: y))[0])
      let difference = ours - atan2(Double(y), Double(x)) / (2 * .pi)
      #expect(abs(difference - difference.rounded()) < 2e-7)
    }
  }

  @Test func `have floors and fractions`() {
    let x = Lanes(-2.5, -1, -0.25, 0, 0.25, 1, 2.5, 1_000_000.5)
    let expected: [Float] = [-3, -1, -1, 0, 0, 1, 2, 1_000_000]
    for lane in 0..<8 {
      #expect(floor(x)[lane] == expected[lane])
      #expect(fraction(x)[lane] == x[lane] - expected[lane])
      #expect(Int32(bitPattern: wholeBits(floor(x))[lane]) == Int32(expected[lane]))
    }
  }

  @Test func `choose`() {
    let x = Lanes.numbers
    #expect(smaller(x, 3)[5] == 3 && smaller(x, 3)[1] == 1)
    #expect(larger(x, 3)[5] == 5 && larger(x, 3)[1] == 3)
    #expect(only(x .> 3, x)[2] == 0 && only(x .> 3, x)[6] == 6)
    #expect(select(x .< 3, x, -x)[2] == 2 && select(x .< 3, x, -x)[6] == -6)
    #expect(anyTrue(x .> 6) && !anyTrue(x .> 7))
  }
}

@Suite struct `The film curve` {
  @Test func `is the sRGB value of a soft shoulder`() {
    for step in 0...2000 {
      let x = Double(step) / 200
      let c = 1 - exp(-x)
      let encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055
      #expect(abs(Double(FilmCurve.value(Lanes(repeating: Float(x)))[0]) - encoded) < 0.0026)
    }
  }

  @Test func `never falls`() {
    var last: Float = 0
    for step in 0...20_000 {
      let value = FilmCurve.value(Lanes(repeating: Float(step) / 1000))[0]
      #expect(value >= last - 2e-6)
      last = max(last, value)
    }
  }
}
