import Geometry
import Testing
import Worlds

@Suite struct `A world's time` {
  private func cycles(_ rate: Double, frame: Int, loop: Int?) -> Double {
    WorldTime(frame: frame, framesPerSecond: Rational(24), loopFrames: loop).cycles(perSecond: rate)
  }

  @Test func `goes round a whole number of times in a loop`() {
    for rate in [0.011, 0.05, -0.07, 0.31, -1.3] {
      for loop in [12, 48, 240, 1000] {
        for frame in [0, 7, 11] {
          #expect(cycles(rate, frame: frame, loop: loop) == cycles(rate, frame: frame + 3 * loop, loop: loop))
        }
      }
    }
  }

  @Test func `goes round at least once in however short a loop, the right way`() {
    #expect(abs(cycles(0.01, frame: 12, loop: 48) - 0.25) < 1e-12)
    #expect(abs(cycles(-0.01, frame: 12, loop: 48) - 0.75) < 1e-12)
    #expect(cycles(0, frame: 12, loop: 48) == 0)
  }

  @Test func `keeps its rate where there is no loop`() {
    #expect(abs(cycles(0.01, frame: 240, loop: nil) - 0.1) < 1e-12)
  }
}
