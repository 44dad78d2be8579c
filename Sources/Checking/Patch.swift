/// A square of 8 × 8 pixels that is looked for in another picture.
struct Patch {
  private let x: Int
  private let y: Int
  private let width: Int
  private var pixels = Rows()
  private var slopesX = Rows()
  private var slopesY = Rows()

  /// Its rows; they never leave the processor's registers and nearest memory.
  private typealias Rows = InlineRows

  /// The square whose first pixel is (x, y); it has a pixel more on every side.
  init(_ image: FlowImage, _ x: Int, _ y: Int) {
    (self.x, self.y, width) = (x, y, image.width)
    image.pixels.withUnsafeBufferPointer { pointer in
      for k in 0..<FlowImage.patch {
        let i = (y + k) * image.width + x
        pixels[k] = eight(pointer, i)
        slopesX[k] = (eight(pointer, i + 1) - eight(pointer, i - 1)) * 0.5
        slopesY[k] = (eight(pointer, i + image.width) - eight(pointer, i - image.width)) * 0.5
      }
    }
  }

  /// Goes by Gauss and Newton's steps from a start to where the other picture looks most like it, but for its mean. A flat patch stays
  /// where it is, because its slopes are weighed against noise of half a step.
  func place(in image: FlowImage, near start: (Float, Float)) -> FoundPatch {
    let (n, noise) = (Float(64), Float(16))
    let (sumX, sumY) = (sum(slopesX), sum(slopesY))
    let xx = sum(slopesX, slopesX) - sumX * sumX / n + noise
    let xy = sum(slopesX, slopesY) - sumX * sumY / n
    let yy = sum(slopesY, slopesY) - sumY * sumY / n + noise
    let determinant = xx * yy - xy * xy
    var (u, v) = start
    for _ in 0..<10 {
      let errors = errors(image, u, v)
      let mean = sum(errors) / n
      let (ex, ey) = (sum(errors, slopesX) - mean * sumX, sum(errors, slopesY) - mean * sumY)
      let (du, dv) = ((yy * ex - xy * ey) / determinant, (xx * ey - xy * ex) / determinant)
      (u, v) = (u - du, v - dv)
      if du * du + dv * dv < 1e-4 { break }
    }
    let (du, dv) = (u - start.0, v - start.1)
    if !(du * du + dv * dv <= 64) { (u, v) = start }
    return FoundPatch(first: y * width + x, width: width, u: u, v: v, errors: errors(image, u, v))
  }

  /// What the other picture has more, there. Beyond its edge it is as at the edge.
  private func errors(_ image: FlowImage, _ u: Float, _ v: Float) -> InlineRows {
    let px = min(max(Float(x) + u, 0), Float(image.width - FlowImage.patch - 1))
    let py = min(max(Float(y) + v, 0), Float(image.height - FlowImage.patch - 1))
    let (column, row) = (Int(px), Int(py))
    let (s, t) = (px - Float(column), py - Float(row))
    var errors = InlineRows()
    image.pixels.withUnsafeBufferPointer { pointer in
      for k in 0..<FlowImage.patch {
        let i = (row + k) * image.width + column
        let top = eight(pointer, i) * (1 - s) + eight(pointer, i + 1) * s
        let bottom = eight(pointer, i + image.width) * (1 - s) + eight(pointer, i + image.width + 1) * s
        errors[k] = top * (1 - t) + bottom * t - pixels[k]
      }
    }
    return errors
  }

  private func sum(_ a: InlineRows) -> Float {
    var sum = SIMD8<Float>.zero
    for k in 0..<FlowImage.patch { sum += a[k] }
    return sum.sum()
  }

  private func sum(_ a: InlineRows, _ b: InlineRows) -> Float {
    var sum = SIMD8<Float>.zero
    for k in 0..<FlowImage.patch { sum += a[k] * b[k] }
    return sum.sum()
  }
}

/// Where a patch is, and how well it fits.
struct FoundPatch {
  let first: Int
  let width: Int
  let u: Float
  let v: Float
  let errors: InlineRows

  /// Adds (weight · u, weight · v, weight) at its pixels; a pixel that is off weighs less.
  func add(to sums: inout [SIMD4<Float>]) {
    for k in 0..<FlowImage.patch {
      let row = errors[k]
      for x in 0..<FlowImage.patch {
        let weight = 1 / max(1, abs(row[x]))
        sums[first + k * width + x] += SIMD4(u, v, 1, 0) * weight
      }
    }
  }
}

/// Eight rows of eight numbers.
struct InlineRows {
  private var rows:
    (
      SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>
    ) = (.zero, .zero, .zero, .zero, .zero, .zero, .zero, .zero)

  @inline(__always)
  subscript(row: Int) -> SIMD8<Float> {
    get { withUnsafeBytes(of: rows) { $0.load(fromByteOffset: row &* 32, as: SIMD8<Float>.self) } }
    set {
      withUnsafeMutableBytes(of: &rows) { $0.storeBytes(of: newValue, toByteOffset: row &* 32, as: SIMD8<Float>.self) }
    }
  }
}

@inline(__always)
private func eight(_ pixels: UnsafeBufferPointer<Float>, _ index: Int) -> SIMD8<Float> {
  UnsafeRawPointer(pixels.baseAddress! + index).loadUnaligned(as: SIMD8<Float>.self)
}
