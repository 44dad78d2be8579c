import Geometry

/// A trunk as one frame sees it, in its layer's own plane, which is two high where it fills the canvas.
struct Trunk {
  /// Where it stands, and the height of the ground there.
  let x: Float
  let ground: Float
  let lean: Float
  let bow: Float
  let width: Float
  let seed: UInt32
  /// How much of its bark is white.
  let birch: Float

  /// No trunk comes nearer to the way than this.
  static let free: Float = 0.37

  init(_ seed: Seed, near x: Float, ground: Float, birch: Float) {
    let size = Float(seed.at("size").unit)
    width = 0.022 + 0.075 * size * size + 0.012 * size
    let side: Float = x < 0 ? -1 : 1
    // Slightly outward, as toward the light above the way.
    lean = 0.10 * Float(seed.at("lean").signed) - side * 0.03
    bow = 0.05 * Float(seed.at("bow").signed)
    let least = Trunk.free + width * 1.9 + 0.12
    self.x = abs(x) < least ? side * least : x
    self.ground = ground
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    self.birch = Float(seed.at("birch").unit) < birch ? 1 : 0
  }

  /// One of the two beside the opening.
  init(gate seed: Seed, side: Float) {
    width = 0.036 + 0.022 * Float(seed.at("size").unit)
    x = side * (0.285 + 0.02 * Float(seed.at("x").unit))
    ground = 0.24
    // Bent over the way.
    lean = side * (0.02 + 0.05 * Float(seed.at("lean").signed))
    bow = -side * (0.08 + 0.22 * Float(seed.at("bow").unit))
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    birch = 0
  }

  /// The middle at a height.
  @inline(__always) func middle(_ y: Lanes) -> Lanes {
    let up = y - ground
    return x + lean * up + bow * up * up
  }

  func middle(_ y: Float) -> Float { x + lean * (y - ground) + bow * (y - ground) * (y - ground) }

  /// Half the width at a height: wide at the roots.
  @inline(__always) func half(_ y: Lanes) -> Lanes {
    let up = smaller(y - ground, 0.1)
    return width * (1 + 0.08 * up + 0.9 * exp2(up * 14))
  }
}
