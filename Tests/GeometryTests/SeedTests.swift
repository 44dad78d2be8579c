import Geometry
import Testing

@Suite struct `Randomness by name` {
  @Test func `is the same for the same place and differs between places`() {
    let seed = Seed(42)
    #expect(seed.at("star", 17) == seed.at("star", 17))
    #expect(seed.at("star", 17) != seed.at("star", 18))
    #expect(seed.at("star", 17) != seed.at("rats", 17))
    #expect(seed.at("star", 1, 2) != seed.at("star", 2, 1))
  }

  @Test func `is spread evenly`() {
    var bins = [Int](repeating: 0, count: 16)
    for i in 0..<16_000 { bins[Seed(1).at("bin", i).pick(0..<16)] += 1 }
    #expect(bins.allSatisfy { (850...1150).contains($0) })
    #expect((0..<1000).allSatisfy { (-1..<1).contains(Seed(2).at("s", $0).signed) })
  }
}
