import Foundation
import Geometry
import Testing

@Suite struct `Frame times` {
  private let constant = FrameTimes(rate: Rational(30000, 1001), count: 1000)
  private let varying = FrameTimes(timeBase: Rational(1, 1000), ticks: [0, 40, 100, 101, 500], lastTicks: 50)

  @Test func `find the frame that starts at a time`() {
    for times in [constant, varying] {
      for index in 0..<times.count {
        #expect(times.index(at: times.start(of: index)) == index)
        #expect(times.index(at: times.start(of: index) + 0.0005) == index)
      }
    }
  }

  @Test func `hold the first frame before the start and the last after the end`() {
    for times in [constant, varying] {
      #expect(times.index(at: -5) == 0)
      #expect(times.index(at: times.duration + 5) == times.count - 1)
      #expect(times.index(at: .infinity) == times.count - 1)
    }
  }

  @Test func `last until the last frame leaves`() {
    #expect(constant.duration == 1000 * 1001.0 / 30000)
    #expect(varying.duration == 0.55)
    #expect(abs(varying.averageRate - 5 / 0.55) < 1e-12)
  }

  @Test func `are the same after a file`() throws {
    for times in [constant, varying] {
      let data = try JSONEncoder().encode(times)
      #expect(try JSONDecoder().decode(FrameTimes.self, from: data) == times)
    }
    let facts = TakeFacts(kind: .clip, size: CanvasSize(64, 48), hash: "0f", times: varying)
    #expect(try JSONDecoder().decode(TakeFacts.self, from: JSONEncoder().encode(facts)) == facts)
  }

  @Test(arguments: [
    #"{"rate": 25, "count": 0}"#, #"{"rate": 0, "count": 5}"#, #"{"timeBase": 1, "ticks": [0, 0], "lastTicks": 1}"#,
    #"{"timeBase": 1, "ticks": [], "lastTicks": 1}"#, #"{"timeBase": 1, "ticks": [1, 2], "lastTicks": 1}"#, "{}",
  ]) func `are refused when they make no sense`(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(FrameTimes.self, from: Data(text.utf8)) }
  }
}
