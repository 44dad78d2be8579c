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
}
