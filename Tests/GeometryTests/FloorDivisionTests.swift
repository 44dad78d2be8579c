import Geometry
import Testing

@Suite struct `A floor division` {
  @Test func `leaves a remainder from 0 on, and gives the number back`() {
    for b in 1...7 {
      for a in -40...40 {
        #expect((0..<b).contains(floorMod(a, b)))
        #expect(floorDiv(a, b) * b + floorMod(a, b) == a)
      }
    }
  }
}
