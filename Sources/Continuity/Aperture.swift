import Geometry
import Imaging

/// The opening of a world, through which the next scene is seen: opacities that were drawn with the world itself.
package struct Aperture: LayerMask {
  private let openness: Plane
  private let columns: Range<Int>
  private let rows: Range<Int>
  private let presence: Float
  /// Where the opening is centred, in pixels.
  private let middle: Point
  /// How far its rim is from there, nearest and farthest, in pixels.
  private let rim: ClosedRange<Double>

  /// - Parameters:
  ///   - openness: 0 … 65535 for each pixel of the canvas.
  ///   - columns, rows: where `openness` was drawn; elsewhere nothing is seen through it.
  ///   - middle: the opening's vanishing point on the canvas, in plane units.
  ///   - rim: how far its rim is from there, nearest and farthest, in plane units.
  ///   - presence: 0 … 1, a factor on all of it.
  package init(
    _ openness: Plane, columns: Range<Int>, rows: Range<Int>, middle: Point, rim: ClosedRange<Double>, presence: Double
  ) {
    precondition(openness.bits == 16, "an aperture has 16 bits")
    self.openness = openness
    self.columns = columns
    self.rows = rows
    self.presence = Float(presence)
    let canvas = openness.size
    self.middle = canvas.pixelsFromPlane(middle)
    // A pixel more on either side, for its soft edge.
    self.rim = max(0, rim.lowerBound / canvas.pixel - 2)...rim.upperBound / canvas.pixel + 2
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let isOutside =
      x.upperBound < Double(columns.lowerBound) || x.lowerBound > Double(columns.upperBound)
      || y.upperBound < Double(rows.lowerBound) || y.lowerBound > Double(rows.upperBound)
    if isOutside { return .none }
    let (left, right) = (x.lowerBound - middle.x, x.upperBound - middle.x)
    let (top, bottom) = (y.lowerBound - middle.y, y.upperBound - middle.y)
    let near = Point(x: max(0, left, -right), y: max(0, top, -bottom))
    let far = Point(x: max(abs(left), abs(right)), y: max(abs(top), abs(bottom)))
    if near.length > rim.upperBound { return .none }
    return far.length < rim.lowerBound && presence == 1 ? .all : .part
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    let scale = presence / 65535
    let (top, first, step) = (y - 0.5, Int((x - 0.5).rounded()), Int(spacing))
    let upper = Int(top.rounded(.down))
    // A sample that stands between two rows sees both.
    let lower = top > Double(upper) ? upper + 1 : upper
    for i in 0..<count { row[i] = 0 }
    if upper == lower, rows.contains(upper) {
      add(openness.row16(upper), first, step, count, scale, to: row)
    } else {
      for y in [upper, lower] where rows.contains(y) {
        add(openness.row16(y), first, step, count, 0.5 * scale, to: row)
      }
    }
  }

  private func add(
    _ levels: UnsafePointer<UInt16>, _ first: Int, _ step: Int, _ count: Int, _ scale: Float,
    to row: UnsafeMutablePointer<Float>
  ) {
    // Pixels that lie side by side in what was drawn are a loop of their own.
    if step == 1 {
      let range =
        max(0, columns.lowerBound - first)..<max(0, columns.lowerBound - first, min(count, columns.upperBound - first))
      for i in range { row[i] += Float(levels[first + i]) * scale }
    } else {
      for i in 0..<count { row[i] += level(levels, first + i * step) * scale }
    }
  }

  /// A pixel with its neighbours, 1 2 1.
  @inline(__always) private func level(_ levels: UnsafePointer<UInt16>, _ x: Int) -> Float {
    0.25 * (pixel(levels, x - 1) + pixel(levels, x + 1)) + 0.5 * pixel(levels, x)
  }

  @inline(__always) private func pixel(_ levels: UnsafePointer<UInt16>, _ x: Int) -> Float {
    x >= columns.lowerBound && x < columns.upperBound ? Float(levels[x]) : 0
  }
}
