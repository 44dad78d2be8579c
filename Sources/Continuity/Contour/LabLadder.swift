import Geometry
import Imaging

/// A picture's colours in Lab, on its own plane, at sizes that halve.
struct LabLadder: Sendable {
  /// The largest first.
  private let levels: [LabImage]

  /// Of a 4:4:4 picture of the canvas's shape, which is at most so high.
  init(_ picture: Picture, mostHeight: Int) {
    let width = max(1, Int((Double(mostHeight) * picture.size.aspect).rounded()))
    var levels = [LabImage(ColourImage(picture, mostWidth: width))]
    while min(levels.last!.width, levels.last!.height) >= 8 { levels.append(levels.last!.halved()) }
    self.levels = levels
  }

  /// What a grid shows whose points a map takes to the picture's plane. Beyond the picture its edge goes on.
  func seen(on grid: JoinGrid, _ map: Similarity) -> LabImage {
    let step = grid.cell * map.scale.length
    let level = levels.last { 2 / Double($0.height) <= step * 1.42 } ?? levels[0]
    return level.seen(on: grid, map)
  }
}

extension FloatImage {
  /// What a grid shows whose points a map takes to the plane of this image, which is 2 high: straight lines between its pixels.
  func seen(on grid: JoinGrid, _ map: Similarity) -> [Float] {
    let pixels = Double(height) / 2
    // From cells to pixels: the corner of the grid, and a step to the right; down is a quarter turn on.
    let corner = map(grid.place(0, 0))
    let step = map.scale * grid.cell * pixels
    let start = Point(x: corner.x * pixels + Double(width) / 2 - 0.5, y: corner.y * pixels + Double(height) / 2 - 0.5)
    var out = [Float](repeating: 0, count: grid.count)
    self.pixels.withUnsafeBufferPointer { samples in
      for y in 0..<grid.rows {
        for x in 0..<grid.columns {
          let u = start.x + step.x * Double(x) - step.y * Double(y)
          let v = start.y + step.y * Double(x) + step.x * Double(y)
          out[y * grid.columns + x] = at(Float(u), Float(v), samples)
        }
      }
    }
    return out
  }

  @inline(__always)
  private func at(_ u: Float, _ v: Float, _ pixels: UnsafeBufferPointer<Float>) -> Float {
    let (x, y) = (min(max(u, 0), Float(width - 1)), min(max(v, 0), Float(height - 1)))
    let (i, j) = (min(Int(x), max(width - 2, 0)), min(Int(y), max(height - 2, 0)))
    let (right, below) = (min(i + 1, width - 1) - i, (min(j + 1, height - 1) - j) * width)
    let (p, q) = (x - Float(i), y - Float(j))
    let first = j * width + i
    let above = pixels[first] + (pixels[first + right] - pixels[first]) * p
    let under = pixels[first + below] + (pixels[first + below + right] - pixels[first + below]) * p
    return above + (under - above) * q
  }
}
