import Geometry
import Imaging

/// One plane of a soft lattice.
///
/// Safe to share: threads write rows of their own while it is made, and nobody does afterwards.
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

  /// How many floats a patch of so many rows and columns needs.
  func floatCount(rows: Int, columns: Int) -> Int { 2 * (rows / factor + 3) * columns }

  /// Rows × columns of the plane on the larger canvas, enlarged along the rows, ready to be added.
  func patch(rows: Range<Int>, columns: Range<Int>, scratch: UnsafeMutablePointer<Float>) -> SoftPatch {
    let per = 1 / Double(factor)
    let first = Int((Double(rows.lowerBound) * per + offset.y).rounded(.down))
    let count = rows.count / factor + 3
    let half = count * columns.count
    for line in 0..<count {
      let row = min(max(first + line, 0), height - 1) * width
      enlarge(gain + row, columns, into: scratch + line * columns.count)
      enlarge(contrast + row, columns, into: scratch + half + line * columns.count)
    }
    return SoftPatch(
      gains: scratch, contrasts: scratch + half, width: columns.count, first: first, per: per, offset: offset.y)
  }

  /// Straight lines between the samples of a row; its ends go on. Columns begin at a multiple of the factor.
  private func enlarge(_ row: UnsafePointer<Float>, _ columns: Range<Int>, into out: UnsafeMutablePointer<Float>) {
    switch factor {
    case 2: enlarge(row, columns, SIMD2<Float>.self, into: out)
    case 4: enlarge(row, columns, SIMD4<Float>.self, into: out)
    default: enlarge(row, columns, SIMD8<Float>.self, into: out)
    }
  }

  /// As many at a time as there are between two samples: these lie between the sample before, their own, and the next one.
  @inline(__always)
  private func enlarge<Lanes: SIMD>(
    _ row: UnsafePointer<Float>, _ columns: Range<Int>, _: Lanes.Type, into out: UnsafeMutablePointer<Float>
  ) where Lanes.Scalar == Float {
    var (before, own, next) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for phase in 0..<factor {
      let place = Double(phase) / Double(factor) + offset.x
      before[phase] = Float(max(0, -place))
      own[phase] = Float(1 - abs(place))
      next[phase] = Float(max(0, place))
    }
    let (first, last) = (columns.lowerBound / factor, width - 1)
    let whole = columns.count / factor
    func lanes(_ k: Int) -> Lanes {
      let (a, b, c) = (row[min(max(k - 1, 0), last)], row[min(k, last)], row[min(k + 1, last)])
      return before * a + own * b + next * c
    }
    func store(_ lanes: Lanes, _ k: Int) {
      UnsafeMutableRawPointer(out + k * factor).storeBytes(of: lanes, as: Lanes.self)
    }
    // Between the ends of the row, samples that are side by side.
    let inner = min(whole, max(0, 1 - first))..<max(min(whole, max(0, 1 - first)), min(whole, last - first))
    for k in 0..<inner.lowerBound { store(lanes(first + k), k) }
    for k in inner {
      let at = row + (first + k)
      store(before * at[-1] + own * at[0] + next * at[1], k)
    }
    for k in inner.upperBound..<whole { store(lanes(first + k), k) }
    let rest = columns.count - whole * factor
    if rest > 0 {
      let lanes = lanes(first + whole)
      for i in 0..<rest { out[whole * factor + i] = lanes[i] }
    }
  }
}

/// A piece of a soft plane on the way to a larger canvas.
struct SoftPatch {
  fileprivate let gains: UnsafeMutablePointer<Float>
  fileprivate let contrasts: UnsafeMutablePointer<Float>
  fileprivate let width: Int
  fileprivate let first: Int
  fileprivate let per: Double
  fileprivate let offset: Double

  /// Adds gain − mask · contrast to a row of the larger canvas, from the patch's first column on.
  func add(row y: Int, mask: UnsafePointer<Float>, to row: UnsafeMutablePointer<Float>) {
    let down = Double(y) * per + offset
    let top = Int(down.rounded(.down))
    let v = Float(down - Double(top))
    let (upper, lower) = (gains + (top - first) * width, gains + (top + 1 - first) * width)
    let (above, below) = (contrasts + (top - first) * width, contrasts + (top + 1 - first) * width)
    for i in 0..<width {
      let gain = upper[i] + (lower[i] - upper[i]) * v
      let contrast = above[i] + (below[i] - above[i]) * v
      row[i] += gain - mask[i] * contrast
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
