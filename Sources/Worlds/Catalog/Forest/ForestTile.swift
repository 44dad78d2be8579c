import Geometry

/// What of the wood may be seen in a tile, nearest first.
struct ForestTile {
  enum Kind { case cap, frond, ground, leaves, bough, trunk, gate }
  struct Piece {
    let kind: Kind
    let grove: Int32
    /// Its place among the tile's strokes, trunks or caps.
    let index: Int32
  }

  private(set) var pieces: [Piece] = []
  private(set) var strokes: [Stroke] = []
  private(set) var trunks: [Trunk] = []
  private(set) var caps: [Grove.Cap] = []
  let sparks: [Sparks.Spark]

  init(_ groves: [Grove], hasGate: Bool, _ sparks: [Sparks.Spark], _ bounds: Bounds) {
    self.sparks = sparks
    pieces.reserveCapacity(64)
    var isGateDue = hasGate
    for (number, grove) in groves.enumerated() {
      if isGateDue && !grove.look.isBeforeGate {
        isGateDue = false
        pieces.append(Piece(kind: .gate, grove: 0, index: 0))
      }
      if add(grove, Int32(number), bounds) { return }
    }
    if isGateDue { pieces.append(Piece(kind: .gate, grove: 0, index: 0)) }
  }

  /// Whether the layer fills the tile.
  private mutating func add(_ grove: Grove, _ number: Int32, _ tile: Bounds) -> Bool {
    let look = grove.look
    let bounds = tile.scaled(look.distance, margin: 2 * look.blur)
    for cap in grove.caps where bounds.meets(cap.x, cap.y, cap.x, cap.y, margin: cap.width * 7) {
      note(.cap, number, caps.count)
      caps.append(cap)
    }
    add(grove.fronds, .frond, number, bounds)
    if let crest = look.crest {
      let heights = crest.heights(tile.left, tile.right)
      let edge = 2 * look.blur / look.distance
      if heights.lowerBound - edge < tile.bottom {
        note(.ground, number, 0)
        if look.presence == 1 && heights.upperBound + edge < tile.top { return true }
      }
    }
    if look.hasLeaves(above: tile.top, aside: max(abs(tile.left), abs(tile.right))) { note(.leaves, number, 0) }
    for trunk in grove.trunks {
      let (top, foot) = (bounds.top, min(bounds.bottom, trunk.ground + 0.05))
      if top > foot { continue }
      let (a, b) = (trunk.middle(top), trunk.middle(foot))
      let half = trunk.width * 2.1 + abs(trunk.bow) * (foot - top) * (foot - top)
      if min(a, b) - half < bounds.right && max(a, b) + half > bounds.left {
        note(.trunk, number, trunks.count)
        trunks.append(trunk)
      }
    }
    add(grove.boughs, .bough, number, bounds)
    return false
  }

  private mutating func note(_ kind: Kind, _ grove: Int32, _ index: Int) {
    pieces.append(Piece(kind: kind, grove: grove, index: Int32(index)))
  }

  private mutating func add(_ strokes: [Stroke], _ kind: Kind, _ number: Int32, _ bounds: Bounds) {
    for stroke in strokes where bounds.meets(stroke.bounds) {
      note(kind, number, self.strokes.count)
      self.strokes.append(stroke)
    }
  }
}
