import Foundation
import Geometry
import Testing

@Suite struct `A frame rate` {
  @Test(arguments: [
    ("30", 30, 1), ("25", 25, 1), ("29.97", 30000, 1001), ("23.976", 24000, 1001), ("59.94", 60000, 1001),
    ("30000/1001", 30000, 1001), ("12.5", 25, 2), ("60/2", 30, 1),
  ])
  func `is read as people write it`(text: String, numerator: Int, denominator: Int) {
    #expect(Rational(frameRate: text) == Rational(numerator, denominator))
  }

  @Test(arguments: ["", "0", "-5", "nan", "inf", "30/0", "1/2/3", "abc", "30/-1"])
  func `is nothing when it is not one`(text: String) {
    #expect(Rational(frameRate: text) == nil)
  }

  @Test func `comes back from a file as it was`() throws {
    for rate in [Rational(30), Rational(30000, 1001), Rational(-1, 3)] {
      let data = try JSONEncoder().encode([rate])
      #expect(try JSONDecoder().decode([Rational].self, from: data) == [rate])
    }
  }
}
