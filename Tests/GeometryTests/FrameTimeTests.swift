import Geometry
import Testing

@Suite struct `A moment` {
  @Test func `keeps its fraction over any number of laps`() {
    let moment = FrameTime(frames: 1234.1)
    #expect(moment.advanced(by: 1 << 40).fraction == moment.fraction)
    #expect(moment.advanced(by: 1 << 40).frames(since: FrameTime(1 << 40)) == moment.frames)
  }

  @Test func `before the start has a fraction too`() {
    #expect(FrameTime(frames: -0.25) == FrameTime(-1, fraction: 0.75))
    #expect(FrameTime(frames: -0.25) < FrameTime(0))
  }

  @Test(arguments: [
    -Double.leastNonzeroMagnitude, -1e-300, -1e-17, .leastNonzeroMagnitude, 1e15 + 0.5, 1e300, -1e300, .infinity,
    -.infinity, .nan,
  ])
  func `is whole and a fraction below 1 for any number of frames`(frames: Double) {
    #expect(0..<1 ~= FrameTime(frames: frames).fraction)
  }

  @Test func `a little before a frame is that frame`() {
    #expect(FrameTime(frames: -1e-300) == FrameTime(0))
    #expect(FrameTime(frames: -1e300) < FrameTime(frames: -1e9) && FrameTime(frames: 1e300) > FrameTime(frames: 1e9))
  }
}
