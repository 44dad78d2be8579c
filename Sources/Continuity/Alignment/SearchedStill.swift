import Geometry
import Imaging

/// A still that is looked for: its detail in a few pixels, with mean 0 and length 1.
struct SearchedStill: Sendable {
  let width: Int
  let height: Int
  private let pixels: [Float]

  init(_ still: GreyLadder, _ grid: SearchGrid) {
    let (columns, margin) = (grid.columns(still.size.aspect), grid.margin)
    let whole = SearchGrid.detail(
      still.drawn(
        width: columns, height: grid.rows, place: GreyLadder.centred(columns, grid.rows, pixel: 2 / Double(grid.rows))))
    // A multiple of four columns, because the kernel takes four at once.
    width = max(4, (columns - 2 * margin) / 4 * 4)
    height = grid.rows - 2 * margin
    let left = (columns - width) / 2
    var pixels: [Float] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(whole.pixels[(y + margin) * columns + min(left + x, columns - 1)]) }
    }
    let mean = pixels.reduce(0, +) / Float(pixels.count)
    for i in pixels.indices { pixels[i] -= mean }
    let length = pixels.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // A still without structure is like nothing.
    for i in pixels.indices { pixels[i] = length > 0.001 * Float(pixels.count).squareRoot() ? pixels[i] / length : 0 }
    self.pixels = pixels
  }

  /// How well it agrees with every place of an image, −1 … 1: the normalised correlation, for windows whose first pixel is given.
  func agreement(_ image: FloatImage) -> FloatImage? {
    let (across, down) = (image.width - width + 1, image.height - height + 1)
    guard across > 0, down > 0 else { return nil }
    let lengths = WindowLengths(image, width: width, height: height)
    return FloatImage(width: across, height: down) { out in
      image.pixels.withUnsafeBufferPointer { image in
        pixels.withUnsafeBufferPointer { still in
          for y in 0..<down {
            let row = out + y * across
            row.update(repeating: 0, count: across)
            for line in 0..<height {
              let from = image.baseAddress! + (y + line) * (across + width - 1)
              SearchedStill.correlate(from, still.baseAddress! + line * width, taps: width, row, across)
            }
            for x in 0..<across { row[x] *= lengths.inverse[y * across + x] }
          }
        }
      }
    }
  }

  /// row[x] += Σ from[x + k] · still[k].
  @inline(__always)
  private static func correlate(
    _ from: UnsafePointer<Float>, _ still: UnsafePointer<Float>, taps: Int, _ row: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    var k = 0
    while k < taps {
      let (a, b, c, d) = (still[k], still[k + 1], still[k + 2], still[k + 3])
      let p = from + k
      for x in 0..<count { row[x] += (p[x] * a + p[x + 1] * b) + (p[x + 2] * c + p[x + 3] * d) }
      k += 4
    }
  }
}

/// One over the length of each window's pixels about their mean.
private struct WindowLengths {
  let inverse: [Float]

  /// Windows with less structure than this, as a standard deviation of Y′, agree with nothing.
  private static let least: Double = 0.003

  init(_ image: FloatImage, width: Int, height: Int) {
    let (across, down) = (image.width - width + 1, image.height - height + 1)
    let count = Double(width * height)
    var (sums, squares) = ([Double](repeating: 0, count: image.width), [Double](repeating: 0, count: image.width))
    func add(_ row: Int, _ sign: Double) {
      for x in 0..<image.width {
        let value = Double(image.pixels[row * image.width + x])
        sums[x] += sign * value
        squares[x] += sign * value * value
      }
    }
    var inverse = [Float](repeating: 0, count: across * down)
    for row in 0..<height - 1 { add(row, 1) }
    for y in 0..<down {
      add(y + height - 1, 1)
      var (sum, square) = (sums[..<(width - 1)].reduce(0, +), squares[..<(width - 1)].reduce(0, +))
      for x in 0..<across {
        sum += sums[x + width - 1]
        square += squares[x + width - 1]
        let variance = max(0, square - sum * sum / count) + count * WindowLengths.least * WindowLengths.least
        inverse[y * across + x] = Float(1 / variance.squareRoot())
        sum -= sums[x]
        square -= squares[x]
      }
      add(y, -1)
    }
    self.inverse = inverse
  }
}
