import Geometry
import Testing

@Suite struct `A clip's parts` {
  private static let motion = ClipMotion(
    track: ZoomTrack(
      octaves: [0, 0.1, 0.2, 0.2, 0.3, 0.5, 0.5], turns: [0, 1, 2, 2, 3, 4, 4], focus: Point(x: 0.1, y: 0)),
    confidence: 0.9, shake: 0.01, pan: Point(x: 1, y: 2), repeats: [1, 6], cuts: [3, 5])

  @Test func `lie between its cuts`() {
    #expect(Self.motion.parts(frameCount: 7) == [0..<3, 3..<5, 5..<7])
    #expect(ClipMotion(track: nil, confidence: 0).parts(frameCount: 7) == [0..<7])
    #expect(ClipMotion(track: nil, confidence: 0).parts(frameCount: 1) == [0..<1])
  }

  @Test(arguments: [[0, 7, 9, -1, 3, 3], [3], [7, 3]])
  func `are never empty, and make up the clip`(cuts: [Int]) {
    let parts = ClipMotion(track: nil, confidence: 0, cuts: cuts).parts(frameCount: 7)
    #expect(parts == [0..<3, 3..<7])
  }

  @Test func `are clips of their own`() {
    let part = Self.motion.part(3..<5)
    #expect(part.track?.octaves.count == 2 && part.track?.octaves[0] == 0)
    #expect(abs(part.track!.octaves[1] - 0.1) < 1e-12 && part.track?.turns == [0, 1])
    #expect(part.cuts.isEmpty && part.repeats.isEmpty && part.confidence == 0.9)
    #expect(Self.motion.part(5..<7).repeats == [1])
    #expect(Self.motion.part(0..<3).repeats == [1])
    #expect(ClipMotion(track: nil, confidence: 0, cuts: [3]).part(0..<3).track == nil)
  }
}
