import Geometry

/// A bent stroke: a bough or a frond, in its layer's own plane.
struct Stroke {
  let x: Float
  let y: Float
  /// Its direction, and how far it bends aside at its end.
  let way: (x: Float, y: Float)
  let length: Float
  let bend: Float
  let width: Float
  /// Leaflets along it; 0 for a bough.
  let teeth: Float
  /// What holds it.
  let bounds: Bounds

  init(
    x: Float, y: Float, way: (x: Float, y: Float), length: Float, bend: Float, width: Float, teeth: Float
  ) {
    (self.x, self.y, self.way) = (x, y, way)
    (self.length, self.bend, self.width, self.teeth) = (length, bend, width, teeth)
    let (middle, end) = (
      Stroke.place(0.5, x, y, way, length, bend), Stroke.place(1, x, y, way, length, bend)
    )
    bounds = Bounds(
      min(x, middle.x, end.x), min(y, middle.y, end.y), max(x, middle.x, end.x), max(y, middle.y, end.y)
    ).scaled(1, margin: width * 1.3)
  }

  /// Where it ends.
  var end: (x: Float, y: Float) { Stroke.place(1, x, y, way, length, bend) }

  /// Where it is at a part of its length.
  private static func place(
    _ part: Float, _ x: Float, _ y: Float, _ way: (x: Float, y: Float), _ length: Float, _ bend: Float
  ) -> (x: Float, y: Float) {
    let (along, aside) = (part * length, bend * part * part)
    return (x + way.x * along - way.y * aside, y + way.y * along + way.x * aside)
  }

  /// How far inside eight places are, in the layer's plane, and which part of the length that is.
  @inline(__always) func inside(_ px: Lanes, _ py: Lanes) -> (depth: Lanes, part: Lanes) {
    let (dx, dy) = (px - x, py - y)
    let part = (dx * way.x + dy * way.y) * (1 / length)
    let held = clamped(part)
    let aside = magnitude(dy * way.x - dx * way.y - bend * held * held)
    var half = (1 - held) * width
    if teeth > 0 {
      let tooth = fraction(held * teeth - aside * (teeth * 0.7 / length))
      half = root(held * (1 - held)) * (1.1 - held * 0.5) * (width * 2) * (0.22 + 0.78 * (1 - tooth))
    }
    let ends = smaller(part, 1 - part) * length
    return (smaller(half - aside, ends + 0.002), held)
  }
}
