import Geometry

/// The opacity of a scene that opens along an arrival map, over the canvas.
///
/// A place's ramp from 0 to 1 is as long as the hand-over's softness, or as long as it takes to be `rampPixels` wide where arrival is
/// steeper than that; it always lies within the hand-over. A point that rides with the scene turns once and never back.
///
///     // A map that turns from the pole outward, in the middle of the hand-over.
///     mask.opacities(x: 100, y: 50, spacing: 35, count: 3, into: row)                             // 1, 0.65, 0
///     mask.softened(pixels: 40)!.opacities(x: 100, y: 50, spacing: 35, count: 3, into: row)       // 1, 0.53, 0
package struct ArrivalMask: LayerMask {
  private let table: ArrivalTable
  private let clock: Float
  private let softness: Float
  /// The offset from the pole in the scene's plane is scale · (pixel − pole).
  private let scale: Point
  private let pole: Point
  private let border: PictureBorder?
  private let presence: Float
  private let rampPixels: Double
  /// How much wider the ramp is where all is mist, in pixels.
  private let mistPixels: Double
  /// No ramp is longer than this part of the hand-over: then a magnification makes no point turn back.
  private static let longestRamp: Float = 0.5
  /// And mist makes it no longer than by this part.
  private static let longestMist: Float = 0.25

  /// - Parameters:
  ///   - octaves: beyond the inner scene filling the canvas.
  ///   - sceneFromCanvas: the map from the canvas plane to the scene's own plane.
  ///   - pole: what the arrival map is centred on, in the scene's plane.
  ///   - border: where the scene's picture ends; nil for a scene without end.
  ///   - presence: 0 … 1, a factor on all of it.
  ///   - table: the hand-over's map, if it has been made ready before.
  package init(
    _ handOver: HandOver, octaves: Double, sceneFromCanvas: Similarity, pole: Point, border: PictureBorder?,
    presence: Double, canvas: CanvasSize, table: ArrivalTable? = nil
  ) {
    let sceneFromPixels = canvas.pixelsFromPlane.inverse.then(sceneFromCanvas)
    self.table = table ?? ArrivalTable(handOver.arrival, mist: handOver.mist)
    // Before and after the hand-over nothing of it may be left by rounding.
    let isOn = octaves > handOver.begins && octaves < handOver.ends
    clock = isOn ? Float(handOver.clock(octaves)) : octaves < handOver.ends ? -10 : 10
    softness = Float(handOver.softness)
    scale = sceneFromPixels.scale
    self.pole = sceneFromPixels.inverse(pole)
    self.border = border
    self.presence = Float(presence)
    rampPixels = 1.5
    // As wide on the scene from when that is two thirds of the canvas: then nothing turns back.
    mistPixels =
      handOver.mist == nil
      ? 0 : ArrivalMask.widestMist * Double(canvas.height) * min(1, PortableMath.exp2(octaves + 0.6))
  }

  /// Of the canvas's height.
  private static let widestMist = 0.055

  private init(_ mask: ArrivalMask, rampPixels: Double) {
    (table, clock, softness, scale) = (mask.table, mask.clock, mask.softness, mask.scale)
    (pole, border, presence, mistPixels) = (mask.pole, mask.border, mask.presence, mask.mistPixels)
    self.rampPixels = rampPixels
  }

  package func softened(pixels: Double) -> (any LayerMask)? {
    pixels > rampPixels ? ArrivalMask(self, rampPixels: pixels) : self
  }

  /// The border's ramp, in pixels.
  private var borderRamp: Double { max(2, rampPixels) }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let rim = border?.cover(x: x, y: y, ramp: borderRamp) ?? .all
    if rim == .none || presence == 0 { return .none }
    let (near, bounds) = bounds(x: x, y: y)
    let longest = ramp(bounds, pixels: Float(max(near, 1e-6)))
    if clock <= begin(bounds.earliest, longest) - 1e-4 { return .none }
    return clock >= end(bounds.latest, longest) + 1e-4 && presence == 1 ? rim : .part
  }

  private func ramp(_ bounds: ArrivalTable.Bounds, pixels: Float) -> Float {
    let sharp = Float(rampPixels) * bounds.steepest / pixels
    let soft = min(Float(mistPixels) * bounds.mistiest / pixels, ArrivalMask.longestMist)
    return min(max(softness, sharp), max(softness, ArrivalMask.longestRamp)) + soft
  }

  /// The clock at which a point begins to turn, and at which it has.
  @inline(__always) private func begin(_ time: Float, _ ramp: Float) -> Float {
    let (early, late) = (-0.5 * softness, 1 + 0.5 * softness - ramp)
    let begin = time - 0.5 * ramp
    let raised = begin > early ? begin : early
    return raised < late ? raised : late
  }

  private func end(_ time: Float, _ ramp: Float) -> Float {
    min(max(time + 0.5 * ramp, ramp - 0.5 * softness), 1 + 0.5 * softness)
  }

  /// The nearest distance from the pole in pixels, and what the map holds over a rectangle of pixels.
  private func bounds(x: ClosedRange<Double>, y: ClosedRange<Double>) -> (near: Double, ArrivalTable.Bounds) {
    let (left, right) = (x.lowerBound - pole.x, x.upperBound - pole.x)
    let (top, bottom) = (y.lowerBound - pole.y, y.upperBound - pole.y)
    let near = Point(x: max(0, left, -right), y: max(0, top, -bottom)).length
    let far = Point(x: max(abs(left), abs(right)), y: max(abs(top), abs(bottom))).length
    let zoom = 0.5 * logarithm2(Float(scale.squaredLength))
    func octaves(_ pixels: Double) -> Double { Double(zoom + logarithm2(Float(max(pixels, 1e-6)))) }
    let reach = octaves(near)...octaves(far) + 1e-4
    guard near > 0 else { return (0, table.bounds(octaves: reach, turns: 0...1)) }
    // Seen from the pole, the rectangle spans less than half a turn about its middle.
    let middle = Point(x: (left + right) / 2, y: (top + bottom) / 2)
    func turns(_ x: Double, _ y: Double) -> Double {
      let (along, across) = (x * middle.x + y * middle.y, y * middle.x - x * middle.y)
      let turns = Double(positiveTurns(Float(along), Float(across)))
      return turns > 0.5 ? turns - 1 : turns
    }
    let (a, b, c, d) = (turns(left, top), turns(right, top), turns(left, bottom), turns(right, bottom))
    let ahead = scale * middle
    let direction = Double(positiveTurns(Float(ahead.x), Float(ahead.y)))
    return (
      near, table.bounds(octaves: reach, turns: direction + min(a, b, c, d)...direction + max(a, b, c, d))
    )
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    Work.withRoom { work in
      table.points.withUnsafeBufferPointer { points in
        var first = 0
        while first < count {
          let part = min(Work.count, count - first)
          // Whole and half numbers: exact, so that a place's opacity does not depend on where the row began.
          locate(x: Float(x + Double(first) * spacing), y: y, spacing: Float(spacing), count: part, work)
          look(up: points.baseAddress!, count: part, work)
          turn(work, count: part, into: row + first)
          first += part
        }
      }
    }
    border?.limit(x: Float(x), y: y, spacing: Float(spacing), count: count, ramp: borderRamp, row: row)
    if presence < 1 {
      for i in 0..<count { row[i] = row[i] * presence }
    }
  }

  /// Of up to `count` samples.
  private struct Work {
    static let count = 64

    /// The grid point to the upper left.
    let cell: UnsafeMutablePointer<Int32>
    /// How far it is from there to the next column and row, 0 … 1.
    let across: UnsafeMutablePointer<Float>
    let down: UnsafeMutablePointer<Float>
    /// One over the distance from the pole in pixels.
    let nearness: UnsafeMutablePointer<Float>
    /// As the table has them for points.
    let points: UnsafeMutablePointer<Float>

    /// Two pieces of a kilobyte: what is larger does not come from the stack.
    static func withRoom(_ body: (Work) -> Void) {
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * count) { places in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * count) { points in
          body(Work(places.baseAddress!, points.baseAddress!))
        }
      }
    }

    private init(_ places: UnsafeMutablePointer<Float>, _ points: UnsafeMutablePointer<Float>) {
      cell = UnsafeMutableRawPointer(places).bindMemory(to: Int32.self, capacity: Work.count)
      (across, down, nearness) = (places + Work.count, places + 2 * Work.count, places + 3 * Work.count)
      self.points = points
    }
  }

  /// Where each sample lies in the map's grid.
  @inline(__always)
  private func locate(x: Float, y: Double, spacing: Float, count: Int, _ work: Work) {
    let dy = y - pole.y
    let (ax, ay) = (Float(-scale.y * dy - scale.x * pole.x), Float(scale.x * dy - scale.y * pole.x))
    let (bx, by) = (Float(scale.x), Float(scale.y))
    let perOctave = Float(1 / table.octavesPerRow)
    let (start, last) = (Float(-table.innermost / table.octavesPerRow), Float(table.rowCount - 1))
    let (lastRow, stride) = (Int32(table.rowCount - 2), Int32(table.stride))
    let columns = Float(table.columnCount)
    let pixels = Float(scale.length)
    for i in 0..<count {
      let px = x + Float(Int32(truncatingIfNeeded: i)) * spacing
      let (u, v) = (ax + bx * px, ay + by * px)
      let square = u * u + v * v + 1e-30
      let r = logarithm2(square) * (0.5 * perOctave) + start
      let low: Float = r > 0 ? r : 0
      work.down[i] = low < last ? low : last
      work.across[i] = positiveTurns(u, v) * columns
      work.nearness[i] = pixels / square.squareRoot()
    }
    for i in 0..<count {
      let (r, c) = (work.down[i], work.across[i])
      let whole = wholePart(r)
      let (top, left) = (whole < lastRow ? whole : lastRow, wholePart(c))
      work.cell[i] = top &* stride &+ left
      work.down[i] = r - Float(top)
      work.across[i] = c - Float(left)
    }
  }

  /// Straight lines between four grid points; those side by side are loaded at once.
  @inline(__always)
  private func look(up points: UnsafePointer<Float>, count: Int, _ work: Work) {
    let below = 4 * table.stride
    for i in 0..<count {
      let point = points + 4 * Int(work.cell[i])
      let upper = UnsafeRawPointer(point).loadUnaligned(as: SIMD8<Float>.self)
      let lower = UnsafeRawPointer(point + below).loadUnaligned(as: SIMD8<Float>.self)
      let sides = upper + (lower - upper) * work.down[i]
      let middle = sides.lowHalf + (sides.highHalf - sides.lowHalf) * work.across[i]
      UnsafeMutableRawPointer(work.points + 4 * i).storeBytes(of: middle, as: SIMD4<Float>.self)
    }
  }

  /// The opacity at each sample.
  @inline(__always)
  private func turn(_ work: Work, count: Int, into row: UnsafeMutablePointer<Float>) {
    if mistPixels > 0 { turnInMist(work, count: count, into: row) } else { turnSharply(work, count: count, into: row) }
  }

  @inline(__always)
  private func turnSharply(_ work: Work, count: Int, into row: UnsafeMutablePointer<Float>) {
    let (clock, softness) = (clock, softness)
    let longest = max(softness, ArrivalMask.longestRamp)
    let sharp = Float(rampPixels)
    for i in 0..<count {
      let (time, steepness) = (work.points[4 * i], work.points[4 * i + 1])
      let needed = steepness * sharp * work.nearness[i]
      let long = softness > needed ? softness : needed
      let ramp = long < longest ? long : longest
      let inside = (clock - begin(time, ramp)) / ramp
      let low: Float = inside > 0 ? inside : 0
      row[i] = low < 1 ? low : 1
    }
  }

  /// Where times jump, a ramp that is as wide as a pixel takes long; but nothing turns before what is beside it does, nor long after itself:
  /// that would be a line beside the contour.
  @inline(__always)
  private func turnInMist(_ work: Work, count: Int, into row: UnsafeMutablePointer<Float>) {
    let (clock, least) = (clock, softness / 2)
    let longest = max(least, ArrivalMask.longestRamp / 2)
    let (sharp, soft, most) = (Float(rampPixels) / 2, Float(mistPixels) / 2, ArrivalMask.longestMist / 2)
    for i in 0..<count {
      let (time, steepness) = (work.points[4 * i], work.points[4 * i + 1])
      let needed = steepness * sharp * work.nearness[i]
      let long = least > needed ? least : needed
      let half = long < longest ? long : longest
      let needless = work.points[4 * i + 2] * soft * work.nearness[i]
      let misty = needless < most ? needless : most
      let before = work.points[4 * i + 3] + least
      let begin = time - misty - (half < before ? half : before)
      let end = time + misty + (half < most ? half : most)
      let first: Float = begin > -least ? begin : -least
      let last: Float = end < 1 + least ? end : 1 + least
      let inside = (clock - first) / (last - first)
      let low: Float = inside > 0 ? inside : 0
      row[i] = low < 1 ? low : 1
    }
  }
}
