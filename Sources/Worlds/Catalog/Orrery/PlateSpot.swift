/// Where on a plate eight pixels are, in parts of its radius.
struct PlateSpot {
  let x: Lanes
  let y: Lanes
  let distance: Lanes
  /// The direction outward, as it is on the canvas.
  let across: Lanes
  let down: Lanes
  /// Turned with the plate.
  let u: Lanes
  let v: Lanes

  @inline(__always) init(_ plate: Plate, _ x: Lanes, _ y: Lanes) {
    self.x = (x - plate.x) * plate.inverse
    self.y = (y - plate.y) * plate.inverse
    let squared = self.x * self.x + self.y * self.y + 1e-9
    let inverse = reciprocalRoot(squared)
    distance = squared * inverse
    across = self.x * inverse
    down = self.y * inverse
    u = self.x * plate.cosine + self.y * plate.sine
    v = self.y * plate.cosine - self.x * plate.sine
  }
}

/// The light that a clockwork is seen by: a lamp above, and a window opposite.
struct WorkLight: Sendable {
  /// Toward the lamp on the canvas.
  let x: Float
  let y: Float

  /// How much of a surface's slope looks to the lamp, −1 … 1.
  @inline(__always) func facing(_ across: Lanes, _ down: Lanes) -> Lanes { across * x + down * y }

  /// The fans of light on metal turned on a lathe: its grooves throw light to where they run across the lamp's direction.
  @inline(__always) func fan(_ across: Lanes, _ down: Lanes, streak: Lanes) -> Lanes {
    let cross = across * y - down * x + streak
    let other = across * (0.34 * y + 0.94 * x) - down * (0.34 * x - 0.94 * y) - streak
    let main = 1 / (1 + cross * cross * 22)
    let fill = 1 / (1 + other * other * 60)
    return main * (0.86 + 0.14 * facing(across, down)) + 0.42 * fill
  }
}
