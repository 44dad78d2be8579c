import Geometry

/// A sheet of cut paper as one frame sees it. Its own plane is two high where it fills the canvas.
struct TheatreSheet {
  let face: PaperCard.Face
  /// One over its scale on the canvas.
  let distance: Float
  let colour: Colour
  let seed: UInt32
  /// 1, or −1 where the card is turned over.
  private let side: Float
  /// How it hangs: moved along, and turned a little.
  private let shift: Float
  private let tilt: Float
  /// The radius about the vanishing point that it leaves free, on the canvas: the stage's.
  private let free: Float

  init(_ layer: DeepLayer, _ theatre: Theatre, _ cards: [PaperCard], _ mouth: Mouth, _ view: WorldView) {
    let seed = theatre.seed.at("sheet", layer.index)
    let own = max(layer.distance, 0)
    // Near the stage sheets come to grow as it does, the more the nearer to it they stand.
    let apart = mouth.isSeen ? mouth.ahead - layer.ahead : .infinity
    let held = apart < TheatreSheet.farthest ? Double(mouth.distance) * TheatreSheet.held(apart) : 0
    let distance = PortableMath.exp2(
      0.25 * PortableMath.log2(max(own * own * own * own + held * held * held * held, 1e-12)))
    self.distance = Float(distance)
    free = mouth.radius * 1.004
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    face = cards[TheatreSheet.card(layer.index, theatre.seed)].face
    side = seed.at("side").unit < 0.5 ? 1 : -1
    let swing = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.04) + seed.at("swing").unit)
    shift = Float(0.004 * swing.cosine)
    tilt = Float(0.010 * swing.sine + 0.02 * seed.at("tilt").signed)
    colour = TheatreSheet.colour(layer.index, PortableMath.log2(1 + distance), theatre, seed)
  }

  /// Sheets so many octaves this side of the stage know nothing of it.
  private static let farthest = 3.4

  /// The distance of a sheet that has come to grow with the stage, as a part of the stage's.
  private static func held(_ apart: Double) -> Double {
    let part = max(0, 1 - apart / farthest)
    return 0.9 * PortableMath.exp2(-apart) * part * (2 - part)
  }

  /// Which card: all of them in every round, in another order each time.
  private static func card(_ index: Int, _ seed: Seed) -> Int {
    let round = Int((Double(index) / Double(Play.cards)).rounded(.down))
    let place = index - round * Play.cards
    let stride = seed.at("stride", round).pick(1..<Play.cards)
    return (place * stride + seed.at("start", round).pick(0..<Play.cards)) % Play.cards
  }

  /// The farther, the more of the stage's light; every other sheet lighter, or they would run together; some of another colour.
  private static func colour(_ index: Int, _ ahead: Double, _ theatre: Theatre, _ seed: Seed) -> Colour {
    let light = 1 - Float(PortableMath.exp2(-0.85 * max(0, ahead - 0.25)))
    let turn: Float = index & 1 == 0 ? 0.012 : -0.012
    let paper = theatre.palette.colour(0.02 + 0.94 * light + turn + 0.012 * Float(seed.at("tone").signed))
    let lit = 0.22 + 1.15 * light
    guard seed.at("accent").unit < 0.15 else { return paper * lit }
    return Colour.mix(paper, theatre.accent * (0.12 + 0.9 * light), theatre.accentShare) * lit
  }

  /// How far under the sheet eight places of the canvas are, in its own plane: negative in its holes.
  @inline(__always) func depth(_ x: Lanes, _ y: Lanes, _ r: Lanes) -> Lanes {
    let (u, v) = (x * distance, y * distance)
    let depth = face.depth((u - v * tilt + shift) * side, v + u * tilt)
    return smaller(depth, (r - free) * distance)
  }

  /// What of it a tile shows: nothing, nothing else, or some.
  func coverage(_ tile: Tile, pixel: Float) -> Coverage {
    let (u, v) = (tile.centre.x * distance, tile.centre.y * distance)
    let depth = min(
      face.depth((u - v * tilt + shift) * side, v + u * tilt),
      tile.distances.lowerBound * distance - free * distance + tile.radius * distance)
    let margin = (tile.radius * 1.01 + pixel) * distance
    return depth < -margin ? .none : depth > margin && tile.distances.lowerBound > free + pixel ? .whole : .partial
  }

  enum Coverage { case none, partial, whole }
}
