import Geometry
import Imaging

/// Reduces pictures of one size by a whole number, about to the width at which they are measured, so that every pixel is the mean of a
/// square. What fills no square at the right and below is left out.
struct PictureReduction {
  let size: CanvasSize
  /// Pixels of the film along a pixel's side.
  let factor: Int
  private let luma: (across: AxisTaps, down: AxisTaps)
  private let chroma: (across: AxisTaps, down: AxisTaps)

  /// About the largest size at which films are measured.
  private static let most = CanvasSize(640, 1280)

  init(_ full: CanvasSize, _ format: PictureFormat) {
    let across = Int((Double(full.width) / Double(Self.most.width)).rounded())
    let down = Int((Double(full.height) / Double(Self.most.height)).rounded())
    let factor = max(1, min(max(across, down), full.width, full.height))
    let size = CanvasSize(full.width / factor, full.height / factor)
    func taps(_ plane: Int) -> (across: AxisTaps, down: AxisTaps) {
      let samples = format.planeSize(plane, of: full)
      let siting = format.siting(plane)
      return (
        AxisTaps(
          outputs: size.width, factor: factor, samples: samples.width, step: siting.step, shift: siting.shiftX),
        AxisTaps(
          outputs: size.height, factor: factor, samples: samples.height, step: siting.step, shift: siting.shiftY)
      )
    }
    (self.size, self.factor) = (size, factor)
    (luma, chroma) = (taps(0), taps(1))
  }

  func callAsFunction(_ picture: Picture) -> ReducedPicture {
    ReducedPicture(
      size: size, luma: reduced(picture.planes[0], across: luma.across, down: luma.down),
      blueness: reduced(picture.planes[1], across: chroma.across, down: chroma.down),
      redness: reduced(picture.planes[2], across: chroma.across, down: chroma.down))
  }
}

/// A small picture as Y′CbCr (Y′ 0 … 1, Cb and Cr −½ … ½) and R′G′B′ (0 … 1).
struct ReducedPicture {
  let size: CanvasSize
  private(set) var luma: [Float]
  private(set) var blueness: [Float]
  private(set) var redness: [Float]
  private(set) var red: [Float]
  private(set) var green: [Float]
  private(set) var blue: [Float]

  /// From code values of 8 bits in limited range (the inverse of `YCbCr.encode`); R′G′B′ beyond what a screen shows is cut off.
  fileprivate init(size: CanvasSize, luma: [Float], blueness: [Float], redness: [Float]) {
    self.size = size
    self.luma = luma.map { ($0 - 16) * (1 / 219) }
    self.blueness = blueness.map { ($0 - 128) * (1 / 224) }
    self.redness = redness.map { ($0 - 128) * (1 / 224) }
    (red, green, blue) = (luma, luma, luma)
    for i in 0..<luma.count {
      let (y, cb, cr) = (self.luma[i], self.blueness[i], self.redness[i])
      red[i] = cut(y + 1.5748 * cr)
      green[i] = cut(y - (0.2126 * 1.5748 / 0.7152) * cr - (0.0722 * 1.8556 / 0.7152) * cb)
      blue[i] = cut(y + 1.8556 * cb)
    }
  }

  var grey: GreyImage { GreyImage(width: size.width, height: size.height, pixels: luma) }
}

@inline(__always) private func cut(_ x: Float) -> Float {
  let positive: Float = x > 0 ? x : 0
  return positive < 1 ? positive : 1
}

/// Means of an image's pixels over a grid of equal cells, row by row; an image with fewer pixels than cells repeats its pixels.
func cellMeans(_ pixels: [Float], _ size: CanvasSize, columns: Int, rows: Int) -> [Float] {
  (0..<rows).flatMap { row in
    let y = span(row, of: rows, over: size.height)
    return (0..<columns).map { column in
      let x = span(column, of: columns, over: size.width)
      var sum: Float = 0
      for line in y { for i in x { sum += pixels[line * size.width + i] } }
      return sum / Float(x.count * y.count)
    }
  }
}

private func span(_ cell: Int, of cells: Int, over length: Int) -> Range<Int> {
  let first = cell * length / cells
  return first..<max(first + 1, (cell + 1) * length / cells)
}
