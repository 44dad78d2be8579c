import Geometry
import Imaging

/// A still's luma and its halves, quarters and so on, seen through similarities of the plane in which it is 2 high.
struct GreyLadder: Sendable {
  let size: CanvasSize
  private let levels: [FloatImage]

  init(_ image: GreyImage) {
    size = image.size
    var levels = [FloatImage(image)]
    while let last = levels.last, min(last.width, last.height) >= 16 { levels.append(last.halved()) }
    self.levels = levels
  }

  /// What it shows on a grid of pixels: pixel (x, y) lies at `place` of its index. Edges go on. Where pixels are larger than those
  /// of the still they come from the level whose pixels are nearest to them in size. Roughly means with straight lines between pixels.
  func drawn(width: Int, height: Int, place: Similarity, roughly: Bool = false) -> FloatImage {
    let shrink = place.scale.length / size.pixel
    let number = min(max(Int(PortableMath.log2(max(shrink, 1e-9)).rounded()), 0), levels.count - 1)
    let level = levels[number]
    let scale = 1 / (size.pixel * Double(1 << number))
    // Level pixels' middles lie at ½; the spline counts from the first one's middle.
    let middle = Point(
      x: Double(size.width) / Double(2 << number) - 0.5, y: Double(size.height) / Double(2 << number) - 0.5)
    let step = place.scale * scale
    let first = place.offset * scale + middle
    return FloatImage(width: width, height: height) { out in
      level.pixels.withUnsafeBufferPointer { pixels in
        for y in 0..<height {
          let start = first + Point(x: -step.y, y: step.x) * Double(y)
          let row = roughly ? GreyLadder.roughRow : GreyLadder.row
          row(
            pixels.baseAddress!, level.width, level.height, Float(start.x), Float(start.y), Float(step.x),
            Float(step.y), out + y * width, width)
        }
      }
    }
  }

  /// A row of samples by Catmull and Rom's cubic.
  private static func row(
    _ pixels: UnsafePointer<Float>, _ width: Int, _ height: Int, _ x: Float, _ y: Float, _ dx: Float, _ dy: Float,
    _ out: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let (right, bottom) = (Float(width - 1), Float(height - 1))
    for i in 0..<count {
      let px = min(max(x + dx * Float(i), 0), right)
      let py = min(max(y + dy * Float(i), 0), bottom)
      let (column, line) = (Int(px), Int(py))
      let (u, v) = (weights(px - Float(column)), weights(py - Float(line)))
      let (a, b, c, d) = (max(column - 1, 0), column, min(column + 1, width - 1), min(column + 2, width - 1))
      @inline(__always) func across(_ line: Int) -> Float {
        let row = pixels + min(max(line, 0), height - 1) * width
        return row[a] * u.0 + row[b] * u.1 + row[c] * u.2 + row[d] * u.3
      }
      out[i] = across(line - 1) * v.0 + across(line) * v.1 + across(line + 1) * v.2 + across(line + 2) * v.3
    }
  }

  /// A row of samples by straight lines.
  private static func roughRow(
    _ pixels: UnsafePointer<Float>, _ width: Int, _ height: Int, _ x: Float, _ y: Float, _ dx: Float, _ dy: Float,
    _ out: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let (right, bottom) = (Float(width) - 1.001, Float(height) - 1.001)
    for i in 0..<count {
      let px = min(max(x + dx * Float(i), 0), right)
      let py = min(max(y + dy * Float(i), 0), bottom)
      let (column, line) = (Int32(px), Int32(py))
      let (u, v) = (px - Float(column), py - Float(line))
      let above = pixels + (Int(line) * width + Int(column))
      let (a, b, c, d) = (above[0], above[1], above[width], above[width + 1])
      let top = a + (b - a) * u
      out[i] = top + (c + (d - c) * u - top) * v
    }
  }

  @inline(__always)
  private static func weights(_ t: Float) -> (Float, Float, Float, Float) {
    (
      ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t
    )
  }
}

extension GreyLadder {
  /// The grid of so many rows that covers a still of this size: an index to its place in plane units.
  static func grid(of size: CanvasSize, rows: Int) -> (width: Int, height: Int, place: Similarity) {
    let width = max(1, Int((Double(rows) * size.aspect).rounded()))
    return (width, rows, centred(width, rows, pixel: 2 / Double(rows)))
  }

  /// A grid about the middle, its pixels so large in plane units.
  static func centred(_ width: Int, _ height: Int, pixel: Double) -> Similarity {
    Similarity(
      scale: Point(x: pixel, y: 0),
      offset: Point(x: Double(1 - width) / 2 * pixel, y: Double(1 - height) / 2 * pixel))
  }
}
