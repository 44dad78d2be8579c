import Geometry

/// A rose window of coloured glass, ring within ring.
///
/// Each ring is four fifths of an octave and holds 8 to 24 panes of one shape, set in stone; between them is a lattice of small diamonds.
/// Shapes are drawn over the angle and the logarithm of the distance, a map that keeps angles, so a circle is a circle in every ring.
struct RoseWindow: MomentWorld {
  let grade: Grade
  let seed: Seed
  let glass: [Colour]
  let ground: [Colour]
  /// The length of a ring in octaves, where no opening is near.
  let length: Double
  /// By how much rings sway, in turns.
  let sway: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    let workshop = RoseWindow.workshops[seed.at("workshop").pick(0..<RoseWindow.workshops.count)]
    let digest = recipe.digest
    let panes = digest.map {
      [$0.accentPaint(chroma: 1.6), $0.paint(3, chroma: 1.8), $0.paint(4, chroma: 1.5), $0.paint(2, chroma: 1.8)]
    }
    let grounds = digest.map { [$0.paint(1, chroma: 1.5), $0.paint(0, chroma: 1.5)] }
    glass = (panes ?? workshop.panes).map { Colour($0) }
    ground = (grounds ?? workshop.ground).map { Colour($0) }
    length = recipe.value(RoseWindow.height)
    sway = recipe.value(RoseWindow.sway)
    var grade = Grade()
    grade.bloom = 0.17
    grade.exposure = 1.35
    grade.contrast = 1.08
    grade.vignette = 0.4
    self.grade = grade
  }

  static let height = WorldParameter("height", "octaves from ring to ring", 0.65...1, usual: 0.8)
  static let sway = WorldParameter("sway", "by how many turns rings sway", 0...0.02, usual: 0.008)

  /// Four jewel colours for the panes, never all at once, and two for the ground.
  private static let workshops: [(panes: [UInt32], ground: [UInt32])] = [
    ([0x1F5AC8, 0xB81E3C, 0x2AA0B8, 0xF2B134], [0x0F2C86, 0x16205A]),
    ([0xC0264A, 0x2A62D0, 0xF0A040, 0x8A3AA0], [0x12287A, 0x4A1248]),
    ([0x2A9A86, 0x1F6AC0, 0xE8C860, 0xC8502E], [0x0E4A5C, 0x123A6A]),
    ([0x7A48C0, 0x2A7AD0, 0xE08AA8, 0xF4C870], [0x2A1A70, 0x14307C]),
  ]

  func moment(_ view: WorldView, _ lens: Lens) -> RoseMoment { RoseMoment(self, view, lens) }
}

extension RoseWindow {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.82...farthest
  }
}
