import Geometry
import Imaging

/// Numbers on a lattice, row by row, and the filters that motion is measured with. Outside the image its edge goes on.
struct FloatImage {
  let width: Int
  let height: Int
  var pixels: [Float]

  init(_ image: GreyImage) {
    self.init(width: image.width, height: image.height, pixels: image.pixels)
  }

  init(width: Int, height: Int, pixels: [Float]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// An image whose pixels the body writes.
  init(width: Int, height: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(
      width: width, height: height,
      pixels: [Float](unsafeUninitializedCapacity: width * height) { buffer, count in
        body(buffer.baseAddress!)
        count = width * height
      })
  }

  /// Means of 2 × 2 pixels; an odd last column or row is left out. Both sides are at least 2.
  func halved() -> FloatImage {
    let (half, rows) = (width / 2, height / 2)
    return FloatImage(width: half, height: rows) { out in
      pixels.withUnsafeBufferPointer { pixels in
        for y in 0..<rows {
          let above = pixels.baseAddress! + 2 * y * width
          let below = above + width
          let row = out + y * half
          for x in 0..<half {
            row[x] = (above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]) * 0.25
          }
        }
      }
    }
  }

  func minus(_ other: FloatImage) -> FloatImage {
    var difference = self
    difference.pixels.withUnsafeMutableBufferPointer { a in
      other.pixels.withUnsafeBufferPointer { b in
        for i in 0..<a.count { a[i] -= b[i] }
      }
    }
    return difference
  }

  /// Seen through a Gaussian with this standard deviation in pixels.
  func blurred(sigma: Double) -> FloatImage {
    let taps = FloatImage.gaussian(sigma)
    return blurredAcross(taps).blurredDown(taps)
  }

  /// The middle tap and those to one side of it, out to four standard deviations; with the other side they add up to 1.
  private static func gaussian(_ sigma: Double) -> [Float] {
    let radius = Int((4 * sigma).rounded(.up))
    let exponent = -0.5 / (sigma * sigma * PortableMath.ln2)
    let taps = (0...radius).map { PortableMath.exp2(exponent * Double($0 * $0)) }
    let sum = 2 * taps.reduce(0, +) - taps[0]
    return taps.map { Float($0 / sum) }
  }

  private func blurredAcross(_ taps: [Float]) -> FloatImage {
    let reach = taps.count - 1
    var padded = [Float](repeating: 0, count: width + 2 * reach)
    return FloatImage(width: width, height: height) { out in
      padded.withUnsafeMutableBufferPointer { padded in
        for y in 0..<height {
          let start = y * width
          for x in 0..<width { padded[reach + x] = pixels[start + x] }
          for i in 0..<reach {
            padded[i] = pixels[start]
            padded[reach + width + i] = pixels[start + width - 1]
          }
          let centre = padded.baseAddress! + reach
          let row = out + y * width
          for x in 0..<width { row[x] = centre[x] * taps[0] }
          for k in 1...reach { FloatImage.add(centre - k, centre + k, taps[k], to: row, width) }
        }
      }
    }
  }

  private func blurredDown(_ taps: [Float]) -> FloatImage {
    FloatImage(width: width, height: height) { out in
      pixels.withUnsafeBufferPointer { pixels in
        let base = pixels.baseAddress!
        for y in 0..<height {
          let (centre, row) = (base + y * width, out + y * width)
          for x in 0..<width { row[x] = centre[x] * taps[0] }
          for k in 1..<taps.count {
            let (above, below) = (base + max(0, y - k) * width, base + min(height - 1, y + k) * width)
            FloatImage.add(above, below, taps[k], to: row, width)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func add(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ weight: Float, to row: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    for x in 0..<count { row[x] += (a[x] + b[x]) * weight }
  }

  /// A quarter-size image at the size of the one it was reduced from, with straight lines between its pixels.
  func enlarged(to image: FloatImage) -> FloatImage {
    let (across, down) = (Stretch(image.width, from: width), Stretch(image.height, from: height))
    return FloatImage(width: image.width, height: image.height) { out in
      Scratch.withFloats(width) { mixed in
        pixels.withUnsafeBufferPointer { pixels in
          across.withPointers { first, second, weight in
            for y in 0..<image.height {
              let above = pixels.baseAddress! + Int(down.first[y]) * width
              let below = pixels.baseAddress! + Int(down.second[y]) * width
              let v = down.weight[y]
              for x in 0..<width { mixed[x] = above[x] + (below[x] - above[x]) * v }
              let row = out + y * image.width
              for x in 0..<image.width {
                let a = mixed[Int(first[x])]
                row[x] = a + (mixed[Int(second[x])] - a) * weight[x]
              }
            }
          }
        }
      }
    }
  }
}

/// Which two of a quarter as many samples each sample lies between.
private struct Stretch {
  let first: [Int32]
  let second: [Int32]
  /// Of the second one.
  let weight: [Float]

  init(_ count: Int, from quarter: Int) {
    // Sample i of the quarter is the mean of 4i … 4i + 3, whose middle is 4i + 3/2.
    let places = (0..<count).map { max(0, min(Double(quarter - 1), (Double($0) - 1.5) / 4)) }
    first = places.map { Int32($0) }
    second = first.map { min($0 + 1, Int32(quarter - 1)) }
    weight = zip(places, first).map { Float($0 - Double($1)) }
  }

  func withPointers(_ body: (UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Float>) -> Void) {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        weight.withUnsafeBufferPointer { body(first.baseAddress!, second.baseAddress!, $0.baseAddress!) }
      }
    }
  }
}
