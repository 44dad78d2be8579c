/// How near things in a world pass by while one flies toward its vanishing point.
package struct Parallax: Equatable, Sendable {
  /// How many times as fast the whole picture seems to zoom as what is at the vanishing point does, inside.
  package let factor: Double
  /// Over which octaves after the world has filled the canvas it comes to that: before, what is around it is seen too.
  package let rise: ClosedRange<Double>
  /// Over which octaves before the next scene fills the canvas it goes again, the upper bound first.
  package let fade: ClosedRange<Double>

  package init(_ factor: Double, rise: ClosedRange<Double> = 0.15...0.8, fade: ClosedRange<Double> = 1.2...2.4) {
    precondition(
      factor >= 1 && rise.lowerBound < rise.upperBound && fade.lowerBound < fade.upperBound,
      "nearness only makes a flight seem faster, and not at once")
    self.factor = factor
    self.rise = rise
    self.fade = fade
  }
}
