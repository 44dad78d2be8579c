import Continuity
import Geometry
import Imaging
import Testing

@Suite struct `A stack of stills` {
  private let size = CanvasSize(256, 144)
  private let factors = [2.0, 1.5, 1.97, 1.3, 2.3, 1.8]

  /// Stills that lie in one another, outermost first, a little off the middle and of changing brightness.
  private func stack(_ seed: UInt32) -> [GreyImage] {
    let scenery = Scenery(seed: seed, coarsest: 1, finest: 0.002)
    var place = Similarity.identity
    var stills: [GreyImage] = []
    for (number, factor) in ([1] + factors).enumerated() {
      let step = Similarity(
        scale: Point(turns: 0.004) / factor,
        offset: number == 0 ? .zero : Point(x: 0.06, y: number % 2 == 0 ? 0.05 : -0.03))
      place = step.then(place)
      stills.append(scenery.grey(size, place: place, gain: number % 2 == 0 ? 1 : 0.8, bias: 0.05))
    }
    return stills
  }

  @Test func `is put in order`() throws {
    let stills = stack(5)
    let shuffled = [3, 0, 6, 2, 5, 1, 4]
    let stack = StackOrder.find(shuffled.map { stills[$0] }, cores: Cores(2))
    let found = try #require(stack)
    #expect(found.order.map { shuffled[$0] } == Array(0..<7))
    for (alignment, factor) in zip(found.alignments, factors) { #expect(abs(alignment.factor / factor - 1) < 0.002) }
  }

  @Test func `is the same on any number of cores`() {
    let stills = Array(stack(6)[..<2].reversed())
    let found = [1, 3].map { StackOrder.find(stills, cores: Cores($0)) }
    #expect(found[0] != nil && found[0] == found[1])
  }

  @Test func `is none with a stranger in it`() {
    let stranger = Scenery(seed: 90, coarsest: 1, finest: 0.002).grey(size)
    let found = [Array(stack(7)[..<2]) + [stranger], [stranger]].map { StackOrder.find($0, cores: Cores(2)) }
    #expect(found == [nil, nil])
  }
}
