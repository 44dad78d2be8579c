import Geometry
import Testing

@Suite struct `A shrunk canvas` {
  @Test func `has its longer side as asked and its shape`() {
    #expect(CanvasSize(1920, 1080).shrunk(to: 480) == CanvasSize(480, 270))
    #expect(CanvasSize(1080, 1920).shrunk(to: 320) == CanvasSize(180, 320))
    #expect(CanvasSize(1921, 3).shrunk(to: 480) == CanvasSize(480, 1))
  }

  @Test func `has sides of whole steps`() {
    #expect(CanvasSize(1920, 810).shrunk(to: 480, step: 2) == CanvasSize(480, 202))
    #expect(CanvasSize(16384, 1).shrunk(to: 480, step: 2) == CanvasSize(480, 2))
  }

  @Test func `is as it was where it is small enough, steps or not`() {
    #expect(CanvasSize(479, 33).shrunk(to: 480, step: 2) == CanvasSize(479, 33))
    #expect(CanvasSize(480, 1).shrunk(to: 480) == CanvasSize(480, 1))
  }

  @Test func `has no side shorter than the least`() {
    #expect(CanvasSize(1920, 20).shrunk(to: 480, least: 16) == CanvasSize(480, 16))
    #expect(CanvasSize(9, 200).shrunk(to: 480, least: 16) == CanvasSize(16, 200))
  }
}
