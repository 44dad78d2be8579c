import Geometry
import Checking
import Testing

@Suite struct `An island's rim` {
  private let size = CanvasSize(240, 136)
  private let step = 20.0

  /// Half an octave before, and half an octave after.
  private let back = Similarity(scale: Point(x: 0.5.squareRoot(), y: 0))
  private let on = Similarity(scale: Point(x: 2.0.squareRoot(), y: 0))

  /// Grey, and lighter by the step within a radius of the middle (px); or a ring, over so many turns.
  private func disc(_ radius: Double, turns: Double = 1) -> IslandPicture {
    let pixels = (0..<size.width * size.height).map { i in
      let place = Point(x: Double(i % size.width) - 119.5, y: Double(i / size.width) - 67.5)
      let direction = place.turns < 0 ? place.turns + 1 : place.turns
      let isInside = place.length < radius && (turns == 1 || (place.length > 22 && direction < turns))
      return SIMD4<Float>(isInside ? Float(50 + step) : 50, 0, 0, 0)
    }
    return IslandPicture(pixels, size)
  }

  private func strength(_ before: IslandPicture, _ moment: IslandPicture, _ after: IslandPicture) -> Double {
    IslandRim(moment, before: (before, back), after: (after, on)).strength
  }

  @Test func `is as strong as the step of colour where neither picture has it`() {
    // Through a blur of σ = 1.5 px a straight edge is erf(2 / (1.5 √2)) = 0.818 of its step over 4 px across, and √2 erf(1 / 1.5) = 0.925 aslant.
    let rim = strength(disc(0), disc(30), disc(200))
    #expect(rim > 0.80 * step && rim < 0.94 * step, "\(rim)")
  }

  @Test func `is none where a thing grows with the zoom, or was there, or stays`() {
    let (small, large) = (30 * 0.5.squareRoot(), 30 * 2.0.squareRoot())
    #expect(strength(disc(small), disc(30), disc(large)) == 0)
    // What was half an octave smaller is blurred more by so much, which is all but allowed for.
    #expect(strength(disc(small), disc(30), disc(200)) < 0.06 * step)
    #expect(strength(disc(0), disc(30), disc(large)) == 0)
  }

  @Test func `counts when it goes more than half of the way round`() {
    #expect(strength(disc(0), disc(30, turns: 0.35), disc(200)) == 0)
    #expect(strength(disc(0), disc(30, turns: 0.6), disc(200)) > 0.5 * step)
  }

  @Test func `is looked for where all three show the place`() {
    // Half an octave on, 60 px above and below the middle are beyond the canvas; so are 90 at either side.
    #expect(strength(disc(0), disc(90), disc(200)) == 0)
  }
}
