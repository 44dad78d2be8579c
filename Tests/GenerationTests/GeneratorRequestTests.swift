import Foundation
import Generation
import Geometry
import Testing

@Suite struct `A generator's request` {
  @Test func `is the same after it was written and read`() throws {
    var request = GeneratorRequest(
      scene: 3, prompt: "a neon arcade in the rain", seed: .max, size: CanvasSize(1920, 1080),
      framesPerSecond: Rational(30000, 1001), direction: .out, octaves: 2.5)
    request.seedFrame = "/shot/scene-002/seed.png"
    request.frames = 120
    let read = try JSONDecoder().decode(GeneratorRequest.self, from: try JSONEncoder().encode(request))
    #expect(read == request)
  }
}
