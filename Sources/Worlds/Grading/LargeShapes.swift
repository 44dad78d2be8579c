import Geometry
import Imaging

/// The large shapes of the picture that a world begins on: its colours without their detail, in the world's plane, as far as the canvas
/// reaches at depth 0.
package struct LargeShapes: Sendable {
  private let columns: Int
  private let rows: Int
  /// Oklab lightness, a and b in row order.
  private let planes: [[Float]]
  /// Where in the picture, in plane units, the world's origin stands.
  let origin: Point

  /// How large shapes are at least: the standard deviation of a Gaussian, as a part of the canvas's height.
  static let blur = 0.07

  /// Nil if the digest has no thumbnail. The digest must have no mistake.
  init?(_ digest: SeedDigest) {
    guard digest.columns > 0 else { return nil }
    (columns, rows) = (digest.columns, digest.rows)
    origin = digest.portal
    let (columns, rows) = (columns, rows)
    // The thumbnail's cells and the spline between them blur already.
    let wanted = LargeShapes.blur * Double(rows)
    let taps = GaussianTaps(max(0, wanted * wanted - 1.0 / 12 - 1.0 / 3).squareRoot())
    planes = (0..<3).map { part in
      let plane = stride(from: part, to: digest.thumbnail.count, by: 3).map { index -> Float in
        let value = Float(digest.thumbnail[index]) / 255
        return part == 0 ? value : (value - 0.5) * 0.8
      }
      let wide = taps.applied(to: plane, count: columns, step: 1, lines: rows, lineStep: columns)
      return taps.applied(to: wide, count: rows, step: columns, lines: columns, lineStep: 1)
    }
  }

  /// How far a world is pulled toward them at a depth in octaves: 0.72 up to 0, nothing from 1.5 on, smooth between.
  static func strength(at depth: Double) -> Double { 0.8 * 0.9 * (1 - smoothStep(depth / 1.5)) }

  func isSeen(at depth: Double) -> Bool { LargeShapes.strength(at: depth) > 0 }

  /// The colour at a place 0 … 1 across and down; beyond the edges theirs. Between samples a cubic spline that has no creases.
  func colour(_ across: Double, _ down: Double) -> Oklab {
    let (x, y) = (SplineTaps(across, columns), SplineTaps(down, rows))
    func value(_ plane: [Float]) -> Double {
      var sum = 0.0
      for j in 0..<4 {
        for i in 0..<4 { sum += y.weights[j] * x.weights[i] * Double(plane[y.samples[j] * columns + x.samples[i]]) }
      }
      return sum
    }
    return Oklab(lightness: value(planes[0]), a: value(planes[1]), b: value(planes[2]))
  }
}

/// The four samples around a place, and their weights in a cubic B-spline.
private struct SplineTaps {
  let samples: SIMD4<Int>
  let weights: SIMD4<Double>

  init(_ part: Double, _ count: Int) {
    let place = min(max(part, -1), 2) * Double(count) - 0.5
    let first = place.rounded(.down)
    let t = place - first
    let s = 1 - t
    weights =
      SIMD4(s * s * s, 4 - 6 * t * t + 3 * t * t * t, 4 - 6 * s * s + 3 * s * s * s, t * t * t) / 6
    let index = Int(first)
    func held(_ i: Int) -> Int { min(max(i, 0), count - 1) }
    samples = SIMD4(held(index - 1), held(index), held(index + 1), held(index + 2))
  }
}

/// What draws the large shapes of one view of a world toward those of the picture that it begins on: by how much the light of each place is
/// multiplied.
struct ShapePull {
  let gain: LightField
  /// A canvas point in pixels, times the scale, plus the shift, is where it lies in the gain.
  let scale: Double
  let shift: Point

  /// Light is multiplied by at most this, or divided by it.
  private static let octaves = 2.0

  /// Where the world looks so small that its shapes would be lost in a small drawing, it is drawn as from here. (Farther away
  /// it looks no different, only smaller.)
  private static let farthest = -1.0

  /// - Parameter drawing: of the same view, if there is one.
  init(_ shapes: LargeShapes, _ world: any World, _ view: WorldView, _ drawing: SmallDrawing?, cores: Cores) {
    let depth = max(view.depth, ShapePull.farthest)
    let nearer = WorldView(size: view.size, depth: depth, turns: view.turns, focus: view.focus, time: view.time)
    let drawing = drawing.flatMap { depth == view.depth ? $0 : nil } ?? SmallDrawing(world, nearer, cores: cores)
    var level = 0
    while level + 1 < drawing.levels.count, drawing.levels[level].height > 36 { level += 1 }
    let gain = ShapePull.gain(shapes, drawing, level, world.grade)
    // Finer, so that nothing of the grid is seen.
    let doublings = min(level, 2)
    self.gain = (0..<doublings).reduce(gain) { gain, _ in gain.doubled() }
    let magnification = PortableMath.exp2(depth - view.depth)
    let canvas = Similarity(
      scale: Point(x: magnification, y: 0), offset: view.focus - view.focus * magnification)
    let map = view.size.pixelsFromPlane.inverse.then(canvas).then(drawing.view.size.pixelsFromPlane)
    let part = 1 / Double(1 << (level - doublings))
    scale = map.scale.x * part
    shift = map.offset * part
  }

  /// The gain on the grid of one of a drawing's levels.
  private static func gain(_ shapes: LargeShapes, _ drawing: SmallDrawing, _ level: Int, _ grade: Grade) -> LightField {
    let view = drawing.view
    let own = ShapePull.large(drawing, level, grade)
    let place = Similarity(scale: Point(turns: view.turns, length: PortableMath.exp2(view.depth)), offset: view.focus)
      .inverse
    let canvas = view.size.pixelsFromPlane.inverse
    let size = Double(1 << level)
    let strength = LargeShapes.strength(at: view.depth)
    let aspect = view.size.aspect
    return LightField(own.width, own.height) { x, y in
      let spot = canvas(Point(x: (Double(x) + 0.5) * size, y: (Double(y) + 0.5) * size))
      let z = place(spot) + shapes.origin
      let goal = shapes.colour((z.x / aspect + 1) / 2, (z.y + 1) / 2)
      return ShapePull.gain(own.samples[y * own.width + x], goal, strength)
    }
  }

  /// The finished picture's large shapes, encoded.
  private static func large(_ drawing: SmallDrawing, _ level: Int, _ grade: Grade) -> LightField {
    // Finished first and blurred then, as the eye sees it: but what is small is small in any order.
    let start = max(0, level - 1)
    var field = ShapePull.finished(drawing.levels[start], drawing.view, halvings: start, grade)
    for _ in start..<level { field = field.halved() }
    let blurred = 0.25 * Double((1 << (2 * level)) - 1)
    let wanted = LargeShapes.blur * Double(drawing.view.size.height)
    let taps = GaussianTaps(max(0, wanted * wanted - blurred).squareRoot() / Double(1 << level))
    return field.blurred(taps)
  }

  private static func finished(_ field: LightField, _ view: WorldView, halvings: Int, _ grade: Grade) -> LightField {
    let size = Double(1 << halvings)
    let canvas = view.size.pixelsFromPlane.inverse
    let falloff = grade.falloff(Float(view.size.aspect))
    return LightField(field.width, field.height) { x, y in
      let place = canvas(Point(x: (Double(x) + 0.5) * size, y: (Double(y) + 0.5) * size))
      let fall = 1 / (1 + falloff * Float(place.squaredLength))
      var light = field.samples[y * field.width + x]
      if let filter = grade.filter {
        let filtered = filter.applied(
          to: Light(Lanes(repeating: light.x), Lanes(repeating: light.y), Lanes(repeating: light.z)))
        light = SIMD4(filtered.red[0], filtered.green[0], filtered.blue[0], 0)
      }
      light *= fall * fall * grade.sensitivity
      let out = grade.developed(Lanes(light.x, light.y, light.z, 0, 0, 0, 0, 0))
      return SIMD4(out[0], out[1], out[2], 0)
    }
  }

  /// By how much light is to be multiplied, so that its finished colour goes so far toward another one.
  private static func gain(_ encoded: SIMD4<Float>, _ goal: Oklab, _ strength: Double) -> SIMD4<Float> {
    let own = SIMD3<Double>(
      TransferCurve.light(Double(encoded.x)), TransferCurve.light(Double(encoded.y)),
      TransferCurve.light(Double(encoded.z)))
    let mixed = Oklab.mix(Oklab(Colour(Float(own.x), Float(own.y), Float(own.z))), goal, strength).colour
    let wanted = [mixed.red, mixed.green, mixed.blue]
    var gain = SIMD4<Float>.zero
    for channel in 0..<3 {
      let octaves = PortableMath.log2(exposure(Double(wanted[channel])) / exposure(own[channel]))
      let part = octaves / ShapePull.octaves
      let held = part / (1 + part * part * part * part).squareRoot().squareRoot()
      gain[channel] = Float(PortableMath.exp2(held * ShapePull.octaves))
    }
    return gain
  }

  /// How much light film needs to answer so: the inverse of 1 − e^−x.
  private static func exposure(_ answer: Double) -> Double {
    -PortableMath.ln2 * PortableMath.log2(1 - min(max(answer, 0.002), 0.98))
  }
}

extension LightField {
  /// Blurred in both directions. Beyond its edges the field goes on.
  fileprivate func blurred(_ taps: GaussianTaps) -> LightField {
    let reach = taps.weights.count - 1
    func sum(_ sample: (_ offset: Int) -> SIMD4<Float>) -> SIMD4<Float> {
      var sum = sample(0) * taps.weights[0]
      for tap in stride(from: 1, through: reach, by: 1) { sum += (sample(-tap) + sample(tap)) * taps.weights[tap] }
      return sum
    }
    let across = LightField(width, height) { x, y in
      sum { samples[y * width + min(max(x + $0, 0), width - 1)] }
    }
    return LightField(width, height) { x, y in
      sum { across.samples[min(max(y + $0, 0), height - 1) * width + x] }
    }
  }
}
