import Geometry

/// The clouds in a tile, nearest first, up to the first that fills it.
final class CloudTile {
  let patches: [CloudPatch]

  init(_ cards: [CloudCard], _ tile: Tile, _ lens: Lens) {
    var patches: [CloudPatch] = []
    for card in cards {
      guard card.reaches(tile) else { continue }
      let patch = CloudPatch(card)
      guard let extent = patch.sample(tile, lens) else {
        patch.deallocate()
        continue
      }
      patches.append(patch)
      if extent == .full { break }
    }
    self.patches = patches
  }

  deinit { for patch in patches { patch.deallocate() } }
}

/// The part of a card that lies in a tile.
///
/// What is smooth on the canvas (all of a near card but its finest billows) is worked out at every fourth pixel only. Of a far card
/// nothing is.
struct CloudPatch {
  let card: CloudCard
  /// The ridge, the sums of the broad octaves (height and slope), the warp, then the noise of each smooth octave: the
  /// tile's, written by `sample`.
  private let fields: UnsafeMutablePointer<Float>
  private let isSmooth: Bool
  /// The broad octaves of fine billows are summed apart.
  private let broadForm: Int
  private let smoothForm: Int
  /// The end of the octaves that make the form.
  private let lastForm: Int
  /// Of the first octave that is not broad.
  private let first: (amplitude: Float, frequency: Float)

  private static let base = 0
  private static let height = TileFields.size
  private static let slopeX = 2 * TileFields.size
  private static let slopeY = 3 * TileFields.size
  private static let warp = 4 * TileFields.size
  private static let detail = 5 * TileFields.size
  private static let octaves = 6 * TileFields.size

  /// Where the noise of a smooth octave begins: three functions for those that make the form, one for finer ones.
  @inline(__always) private func field(_ octave: Int) -> Int {
    let form = min(octave, smoothForm) - broadForm
    return CloudPatch.octaves + (3 * form + max(0, octave - max(CloudCard.formOctaves, card.broadOctaves)))
      * TileFields.size
  }

  fileprivate init(_ card: CloudCard) {
    self.card = card
    broadForm = min(card.broadOctaves, CloudCard.formOctaves)
    smoothForm = max(broadForm, min(card.smoothOctaves, CloudCard.formOctaves))
    lastForm = max(broadForm, min(CloudCard.formOctaves, card.octaves))
    var first = (amplitude: CloudCard.amplitude, frequency: CloudCard.frequency)
    for _ in 0..<broadForm {
      first.amplitude *= 0.5
      first.frequency *= 2.03
    }
    self.first = first
    isSmooth = card.smoothOctaves > 0
    let details = max(0, card.smoothOctaves - max(CloudCard.formOctaves, card.broadOctaves))
    let count = !isSmooth ? 0 : 6 + 3 * (smoothForm - broadForm) + details
    fields = .allocate(capacity: TileFields.capacity(count))
    fields.initialize(repeating: 0, count: TileFields.capacity(count))
  }

  fileprivate func deallocate() { fields.deallocate() }

  enum Extent {
    /// Nothing is seen through it.
    case full
    case part
  }

  /// How much of the tile the card fills; nil if there is nothing.
  fileprivate func sample(_ tile: Tile, _ lens: Lens) -> Extent? {
    guard isSmooth else { return .part }
    let (card, fields) = (card, fields)
    var highest = Lanes(repeating: -100)
    TileFields.forEachEight(tile, lens) { index, x, y in
      let (x, y) = card.places(x, y)
      let base = card.base(x, y)
      highest = larger(highest, base)
      store(base, fields + CloudPatch.base + index)
    }
    guard anyTrue(highest .> CloudCard.margin) else { return nil }
    TileFields.forEachEight(tile, lens) { index, x, y in
      let (x, y) = card.places(x, y)
      store(card.warp(x, y), fields + CloudPatch.warp + index)
      store(card.rise(load(fields + CloudPatch.base + index)), fields + CloudPatch.height + index)
    }
    return addOctaves(tile, lens)
  }

  private func addOctaves(_ tile: Tile, _ lens: Lens) -> Extent? {
    let (card, fields) = (card, fields)
    // What is known of the height, for a verdict on the whole tile.
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: TileFields.size) { known in
      let known = known.baseAddress!
      known.initialize(repeating: 0, count: TileFields.size)
      var (amplitude, frequency) = (CloudCard.amplitude, CloudCard.frequency)
      for octave in 0..<card.smoothOctaves {
        let weighted = card.weight(octave) * amplitude
        var highest = Lanes(repeating: -100)
        let isForm = octave < CloudCard.formOctaves
        let isBroad = octave < card.broadOctaves
        let field = fields + (isBroad ? 0 : field(octave))
        TileFields.forEachEight(tile, lens) { index, x, y in
          let (x, y) = card.places(x, y)
          let warp = load(fields + CloudPatch.warp + index)
          let (wx, wy) = (x + warp, y - warp)
          var sum = Billows(height: .zero, dx: .zero, dy: .zero)
          if isForm {
            let noise = card.form(octave, frequency, wx, wy)
            sum.add(noise, octave, amplitude: weighted, frequency: frequency)
            if isBroad {
              add(sum.height, fields + CloudPatch.height + index)
              add(sum.dx, fields + CloudPatch.slopeX + index)
              add(sum.dy, fields + CloudPatch.slopeY + index)
            } else {
              store(noise.value, field + index)
              store(noise.dx, field + index + TileFields.size)
              store(noise.dy, field + index + 2 * TileFields.size)
            }
          } else {
            let noise = card.detail(octave, frequency, wx, wy)
            sum.add(detail: noise, amplitude: weighted)
            if isBroad { add(sum.height, fields + CloudPatch.detail + index) } else { store(noise, field + index) }
          }
          if !isBroad || !isForm { add(sum.height, known + index) }
          highest = larger(highest, load(fields + CloudPatch.height + index) + load(known + index))
        }
        if isForm && !anyTrue(highest .> -1.2 * amplitude - CloudPatch.between) { return nil }
        amplitude *= 0.5
        frequency *= 2.03
      }
      return isFull(known, below: amplitude) ? .full : .part
    }
  }

  /// How much higher or lower than all samples it may be between them.
  private static let between: Float = 0.1

  /// Octaves that are not sampled take at most `amplitude` away.
  private func isFull(_ known: UnsafePointer<Float>, below amplitude: Float) -> Bool {
    guard card.presence == 1 else { return false }
    var lowest = Lanes(repeating: 100)
    for index in stride(from: 0, to: TileFields.size, by: 8) {
      let height = load(fields + CloudPatch.height + index) + load(known + index)
      lowest = smaller(lowest, height - card.softness(load(fields + CloudPatch.base + index)))
    }
    return !anyTrue(lowest .< amplitude + CloudPatch.between)
  }

  /// What the card has at eight pixels at those places in the world's view. Nil if that is nothing, or nothing is left of the view.
  @inline(__always)
  func shape(_ x: Lanes, _ y: Lanes, _ footing: TileFields.Footing, _ left: Lanes) -> CloudShape? {
    guard isSmooth else { return card.shape(x, y, left) }
    let base = footing.value(fields + CloudPatch.base)
    let inside = (base .> CloudCard.margin) .& (left .> 0.01)
    if !anyTrue(inside) { return nil }
    var billows = Billows(height: footing.value(fields + CloudPatch.height), dx: .zero, dy: .zero)
    var (amplitude, frequency) = first
    if !anyTrue(inside .& (billows.height .> -2.4 * amplitude)) { return nil }
    var (wx, wy) = (x, y)
    if card.octaves > card.smoothOctaves {
      let (x, y) = card.places(x, y)
      let warp = footing.value(fields + CloudPatch.warp)
      (wx, wy) = (x + warp, y - warp)
    }
    if broadForm > 0 {
      billows.dx = footing.value(fields + CloudPatch.slopeX)
      billows.dy = footing.value(fields + CloudPatch.slopeY)
    }
    var octave = broadForm
    var field = UnsafePointer(fields + CloudPatch.octaves)
    while octave < lastForm {
      let noise: NoiseSlope
      if octave < smoothForm {
        noise = form(field, footing)
        field += 3 * TileFields.size
      } else {
        noise = card.form(octave, frequency, wx, wy)
      }
      billows.add(noise, octave, amplitude: card.weight(octave) * amplitude, frequency: frequency)
      // What is still to come cannot be higher than this.
      if !anyTrue(inside .& (billows.height .> -1.2 * amplitude)) { return nil }
      octave += 1
      amplitude *= 0.5
      frequency *= 2.03
    }
    let form = billows.height
    octave = CloudCard.formOctaves
    if card.broadOctaves > octave { billows.height += footing.value(fields + CloudPatch.detail) }
    while octave < card.octaves {
      if octave >= card.broadOctaves {
        let noise: Lanes
        if octave < card.smoothOctaves {
          noise = footing.value(field)
          field += TileFields.size
        } else {
          noise = card.detail(octave, frequency, wx, wy)
        }
        billows.add(detail: noise, amplitude: card.weight(octave) * amplitude)
      }
      octave += 1
      amplitude *= 0.5
      frequency *= 2.03
    }
    return CloudShape(card, base: base, billows, form: form, inside)
  }

  @inline(__always) private func form(_ field: UnsafePointer<Float>, _ footing: TileFields.Footing) -> NoiseSlope {
    (footing.value(field), footing.value(field + TileFields.size), footing.value(field + 2 * TileFields.size))
  }
}

@inline(__always) private func add(_ value: Lanes, _ to: UnsafeMutablePointer<Float>) {
  store(load(to) + value, to)
}
