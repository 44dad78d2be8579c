import Geometry
import Testing

@Suite struct `A cubic rise` {
  @Test func `is a straight line, exactly, when both slopes are its mean slope`() {
    let line = CubicRise(length: 60, rise: 1, startSlope: 1 / 60, endSlope: 1 / 60)
    for n in 0...60 { #expect(abs(line.value(at: Double(n)) - Double(n) / 60) < 1e-15) }
  }

  @Test func `passes through both ends with the slopes asked for`() {
    let rise = CubicRise(length: 5, rise: 2, startSlope: 0, endSlope: 0.7)
    #expect(rise.value(at: 0) == 0)
    #expect(abs(rise.value(at: 5) - 2) < 1e-15)
    #expect(rise.slope(at: 0) == 0)
    #expect(abs(rise.slope(at: 5) - 0.7) < 1e-15)
    #expect(abs(rise.value(at: 7) - 3.4) < 1e-12)
    #expect(rise.value(at: -1) == 0)
  }

  @Test func `has the slope that its values show`() {
    let rise = CubicRise(length: 3, rise: -1, startSlope: 0.2, endSlope: -0.9)
    for i in 1..<300 {
      let x = Double(i) / 100
      let seen = (rise.value(at: x + 1e-6) - rise.value(at: x - 1e-6)) / 2e-6
      #expect(abs(seen - rise.slope(at: x)) < 1e-8)
    }
  }

  @Test func `with monotone slopes never turns back`() {
    for i in 0..<300 {
      let seed = Seed(11).at("curve", i)
      let steps = (0..<5).map { (length: 0.1 + seed.at("length", $0).unit * 9, rise: seed.at("rise", $0).unit * 3) }
      for k in 1..<4 {
        let rise = CubicRise(
          length: steps[k].length, rise: steps[k].rise,
          startSlope: monotoneSlope(before: steps[k - 1], after: steps[k]),
          endSlope: monotoneSlope(before: steps[k], after: steps[k + 1]))
        var last = 0.0
        for u in 1...50 {
          let value = rise.value(at: steps[k].length * Double(u) / 50)
          #expect(value >= last - 1e-12)
          last = value
        }
      }
    }
  }
}

@Suite struct `The smooth step` {
  @Test func `goes from 0 to 1 and is flat at both ends`() {
    #expect(smoothStep(-3) == 0)
    #expect(smoothStep(0) == 0)
    #expect(smoothStep(0.5) == 0.5)
    #expect(smoothStep(1) == 1)
    #expect(smoothStep(4) == 1)
    #expect(smoothStep(1e-3) < 1.1e-8)
    #expect(1 - smoothStep(1 - 1e-3) < 1.1e-8)
  }
}
