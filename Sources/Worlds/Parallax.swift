/// How near things in a world pass by while one flies toward its vanishing point.
package struct Parallax: Equatable, Sendable {
  /// How many times as fast the whole picture seems to zoom as what is at the vanishing point does, inside.
  package let factor: Double
  /// While the next scene grows by itself this fades, in octaves before it fills the canvas, the upper bound first.
  package let fade: ClosedRange<Double>

  package init(_ factor: Double, fade: ClosedRange<Double> = 1.2...2.4) {
    precondition(factor >= 1 && fade.lowerBound < fade.upperBound, "nearness only makes a flight seem faster")
    self.factor = factor
    self.fade = fade
  }
}
