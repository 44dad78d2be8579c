import Geometry

/// The ridges that may be seen in a tile, nearest first, up to the first that fills it.
///
/// What is smooth on the canvas is worked out at every fourth pixel only, and only once a pixel needs it.
final class ValleyTile {
  let patches: [RidgePatch]
  let tile: Tile
  private let lens: Lens
  /// The sky's clouds, then what each patch has.
  private let fields: UnsafeMutablePointer<Float>
  private(set) var hasClouds = false

  init(_ ridges: [Ridge], _ tile: Tile, _ lens: Lens) {
    (self.tile, self.lens) = (tile, lens)
    let seen = ValleyTile.seen(ridges, tile)
    let capacity = TileFields.capacity(1 + 2 * seen.count)
    let flags = UnsafeMutablePointer<Bool>.allocate(capacity: seen.count)
    flags.initialize(repeating: false, count: seen.count)
    let fields = UnsafeMutablePointer<Float>.allocate(capacity: capacity)
    // The last load reaches past the last sample.
    (fields + capacity - 8).initialize(repeating: 0, count: 8)
    self.fields = fields
    self.flags = flags
    patches = seen.enumerated().map { index, seen in
      RidgePatch(
        ridge: seen.ridge, top: seen.top, fields: fields + (1 + 2 * index) * TileFields.size, isSampled: flags + index)
    }
  }

  private let flags: UnsafeMutablePointer<Bool>

  deinit {
    fields.deallocate()
    flags.deallocate()
  }

  private static func seen(_ ridges: [Ridge], _ tile: Tile) -> [(ridge: Ridge, top: Float)] {
    var seen: [(ridge: Ridge, top: Float)] = []
    let (top, bottom) = (tile.centre.y - tile.radius, tile.centre.y + tile.radius)
    for ridge in ridges {
      let crest = ridge.crest.heights(tile.centre.x - tile.radius, tile.centre.x + tile.radius)
      if crest.lowerBound - ridge.blur > bottom { continue }
      seen.append((ridge, crest.lowerBound - 4 * ridge.blur))
      if !ridge.isWall && ridge.presence == 1 && crest.upperBound + ridge.blur * 40 < top { break }
    }
    return seen
  }

  /// The samples of the sky's clouds.
  @inline(__always) var clouds: UnsafePointer<Float> { UnsafePointer(fields) }

  @inline(never)
  func sampleClouds(_ value: (_ x: Lanes, _ y: Lanes) -> Lanes) {
    let fields = fields
    TileFields.forEachEight(tile, lens) { index, x, y in store(value(x, y), fields + index) }
    hasClouds = true
  }

  @inline(never)
  fileprivate func sample(_ patch: RidgePatch) {
    let (ridge, fields) = (patch.ridge, patch.fields)
    TileFields.forEachEight(tile, lens) { index, x, y in
      var facing = ridge.spurs(x, y)
      if ridge.hasSmoothRocks { facing += ridge.rocks(x, y) }
      store(facing, fields + index)
      store(ridge.mistDepth(x, y), fields + TileFields.size + index)
    }
    patch.isSampled.pointee = true
  }
}

/// The part of a ridge that lies in a tile.
struct RidgePatch {
  let ridge: Ridge
  /// The ridge covers nothing above this.
  let top: Float
  /// How much the slope looks to the sun, and how deep in the mist it is: the tile's, written by `sample`.
  fileprivate let fields: UnsafeMutablePointer<Float>
  fileprivate let isSampled: UnsafeMutablePointer<Bool>

  /// What the slope has at eight pixels at those places in the world's view.
  @inline(__always)
  func slope(_ x: Lanes, _ y: Lanes, _ tile: ValleyTile, _ footing: TileFields.Footing) -> Slope {
    guard ridge.isSmooth else {
      return Slope(facing: ridge.spurs(x, y) + ridge.rocks(x, y), mist: ridge.mistDepth(x, y))
    }
    if !isSampled.pointee { tile.sample(self) }
    var facing = footing.value(fields)
    if !ridge.hasSmoothRocks { facing += ridge.rocks(x, y) }
    return Slope(facing: facing, mist: footing.value(fields + TileFields.size))
  }
}

/// What the slope of a ridge has at eight places.
struct Slope {
  /// How much it looks to the sun.
  let facing: Lanes
  /// How deep in the mist.
  let mist: Lanes
}
