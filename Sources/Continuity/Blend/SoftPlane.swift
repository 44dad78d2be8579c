import Geometry
import Imaging

/// One plane of a soft lattice.
final class SoftPlane: @unchecked Sendable {
  let width: Int
  let height: Int
  /// Zeros where nothing was drawn: there both say nothing.
  let gain: UnsafeMutablePointer<Float>
  let contrast: UnsafeMutablePointer<Float>
  private let factor: Int
  /// Sample x of the canvas `factor` times larger lies at sample x / factor + offset of this one.
  private let offset: Point

  /// - Parameters:
  ///   - size: of the lattice's canvas.
  ///   - factor: how many times larger the canvas is that this will be added to.
  init(plane: Int, _ size: CanvasSize, _ format: PictureFormat, factor: Int) {
    let planeSize = format.planeSize(plane, of: size)
    (width, height) = (planeSize.width, planeSize.height)
    self.factor = factor
    let siting = format.siting(plane)
    let per = 1 / Double(factor)
    offset = Point(
      x: 0.5 * per + siting.shiftX * (per - 1) / siting.step - 0.5,
      y: 0.5 * per + siting.shiftY * (per - 1) / siting.step - 0.5)
    gain = .allocate(capacity: 2 * width * height)
    gain.initialize(repeating: 0, count: 2 * width * height)
    contrast = gain + width * height
  }

  deinit { gain.deallocate() }

  /// Adds gain − mask · contrast to a row of the plane on the larger canvas, from a column on.
  func add(
    row y: Int, from x: Int, count: Int, mask: UnsafePointer<Float>, to row: UnsafeMutablePointer<Float>
  ) {
    let per = 1 / Double(factor)
    let down = Double(y) * per + offset.y
    let top = Int(down.rounded(.down))
    let v = Float(down - Double(top))
    let (upper, lower) = (min(max(top, 0), height - 1) * width, min(max(top + 1, 0), height - 1) * width)
    let first = Int((Double(x) * per + offset.x).rounded(.down))
    let samples = count / factor + 3
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * samples) { work in
      let (gains, contrasts) = (work.baseAddress!, work.baseAddress! + samples)
      for i in 0..<samples {
        let k = min(max(first + i, 0), width - 1)
        gains[i] = gain[upper + k] + (gain[lower + k] - gain[upper + k]) * v
        contrasts[i] = contrast[upper + k] + (contrast[lower + k] - contrast[upper + k]) * v
      }
      let (step, start) = (Float(per), Float(Double(x) * per + offset.x - Double(first)))
      for i in 0..<count {
        let place = start + Float(Int32(truncatingIfNeeded: i)) * step
        let left = wholePart(place)
        let u = place - Float(left)
        let k = Int(left)
        let g = gains[k] + (gains[k + 1] - gains[k]) * u
        let c = contrasts[k] + (contrasts[k + 1] - contrasts[k]) * u
        row[i] += g - mask[i] * c
      }
    }
  }
}

extension Picture {
  /// Means of squares of `factor` samples.
  func averaged(_ factor: Int) -> Picture {
    let result = Picture(size.reduced(by: factor), format, cleared: false)
    for plane in 0..<3 {
      // Squares of left-sited chroma lie as far to the left as their samples do.
      let shift = plane > 0 && format.chroma == .half ? factor / 4 : 0
      planes[plane].average(factor, shift: shift, into: result.planes[plane])
    }
    return result
  }
}

extension Plane {
  fileprivate func average(_ factor: Int, shift: Int, into small: Plane) {
    Scratch.withFloats(width + small.width) { row in
      let sums = row + width
      for y in 0..<small.height {
        for x in 0..<small.width { sums[x] = 0 }
        for k in 0..<factor {
          RowKernels.read(self, row: min(y * factor + k, height - 1), from: 0, count: width, into: row)
          for x in 0..<small.width {
            for i in 0..<factor { sums[x] += row[min(max(x * factor + i - shift, 0), width - 1)] }
          }
        }
        let scale = 1 / Float(factor * factor)
        for x in 0..<small.width { sums[x] = sums[x] * scale }
        RowKernels.write(sums, count: small.width, to: small, row: y, from: 0)
      }
    }
  }
}
