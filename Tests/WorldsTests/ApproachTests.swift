import Foundation
import Geometry
import Testing
import Worlds

@Suite struct `An approach` {
  @Test func `magnifies by what is not flown`() {
    for depth in stride(from: -6.0, through: 70, by: 0.13) {
      let approach = Approach(depth: depth)
      #expect(abs(log2(approach.magnification) + approach.flown - depth) < 1e-9)
    }
  }

  @Test func `stands still before the first picture and flies after it`() {
    #expect(Approach(depth: -6).flown == 0)
    #expect(Approach(depth: 33.25).flown == 33.25)
    #expect(Approach(depth: 33.25).magnification == 1)
  }

  @Test func `passes from one to the other smoothly`() {
    let step = 0.001
    var speed = 0.0
    for depth in stride(from: -1.5, through: 1.5, by: step) {
      let next = (Approach(depth: depth + step).flown - Approach(depth: depth).flown) / step
      #expect(next >= speed - 1e-9 && next - speed < 0.001)
      speed = next
    }
    #expect(abs(speed - 1) < 1e-9)
  }
}
