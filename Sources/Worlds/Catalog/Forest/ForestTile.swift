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
    for stroke in strokes {
      let (middle, end) = (stroke.place(0.5), stroke.place(1))
      let (left, right) = (min(stroke.x, middle.x, end.x), max(stroke.x, middle.x, end.x))
      let (top, bottom) = (min(stroke.y, middle.y, end.y), max(stroke.y, middle.y, end.y))
      guard bounds.meets(left, top, right, bottom, margin: stroke.width * 1.3) else { continue }
      note(kind, number, self.strokes.count)
      self.strokes.append(stroke)
    }
  }
}

/// A rectangle that holds a tile.
struct Bounds {
  let left: Float
  let top: Float
  let right: Float
  let bottom: Float

  init(_ tile: Tile, _ lens: Lens) {
    let corners = [(0, 0), (Tile.width, 0), (0, Tile.height), (Tile.width, Tile.height)].map { x, y in
      lens.place(Double(tile.left + x), Double(tile.top + y))
    }
    (left, right) = (Float(corners.map(\.x).min()!), Float(corners.map(\.x).max()!))
    (top, bottom) = (Float(corners.map(\.y).min()!), Float(corners.map(\.y).max()!))
  }

  private init(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  func scaled(_ scale: Float, margin: Float) -> Bounds {
    Bounds(left * scale - margin, top * scale - margin, right * scale + margin, bottom * scale + margin)
  }

  @inline(__always)
  func meets(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float, margin: Float) -> Bool {
    left - margin < self.right && right + margin > self.left && top - margin < self.bottom && bottom + margin > self.top
  }
}
