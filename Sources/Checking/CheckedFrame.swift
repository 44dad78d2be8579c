import Continuity
import Geometry
import Imaging

/// One frame of a film with all that is measured of it alone and beside its neighbours.
struct CheckedFrame: Sendable {
  let size: CanvasSize
  /// Pixels of the film along a pixel's side.
  let factor: Int
  /// L, a, b, and the band-passed Y′ in code values 0 … 255.
  let pixels: [SIMD4<Float>]
  /// Indices of pixels in the better textured half.
  let textured: [Int32]
  let motion: MotionFrame
  let flow: FlowPyramid
  let hues: HuePixels
  let light: LightCells
  let detail: Detail
  /// The difference of the largest and the least L.
  let reach: Double

  init(_ picture: Picture, _ reduction: PictureReduction) {
    let small = reduction(picture)
    let (width, height) = (small.size.width, small.size.height)
    size = small.size
    factor = reduction.factor
    let band = Band.pixels(small.luma, width: width, height: height)
    pixels = LabPixels.pixels(small, fourth: band)
    textured = Band.textured(band, width: width, height: height)
    motion = MotionFrame(small.grey)
    flow = FlowPyramid(pixels, small.size)
    hues = HuePixels(small)
    let cells = [small.red, small.green, small.blue].map {
      cellMeans($0, small.size, columns: LightCells.columns, rows: LightCells.rows)
    }
    light = LightCells(red: cells[0], green: cells[1], blue: cells[2])
    detail = Detail(of: picture.planes[0])
    let lightness = pixels.reduce((low: Float.infinity, high: -Float.infinity)) {
      (min($0.low, $1.x), max($0.high, $1.x))
    }
    reach = Double(lightness.high - lightness.low)
  }
}

/// Y′ without its finest noise and without wide shades.
enum Band {
  private static let fine = Blur(1.2, radius: 5)
  private static let wide = Blur(4, radius: 12)

  /// In code values 0 … 255 from Y′ 0 … 1: what lies between blurs of 1.2 and 16 pixels.
  static func pixels(_ luma: [Float], width: Int, height: Int) -> [Float] {
    let (smallWidth, smallHeight) = (max(1, width / 4), max(1, height / 4))
    var band = fine(luma, width: width, height: height)
    let small = cellMeans(band, CanvasSize(width, height), columns: smallWidth, rows: smallHeight)
    let shade = wide(small, width: smallWidth, height: smallHeight)
    let (columns, rows) = (Between(smallWidth, over: width), Between(smallHeight, over: height))
    for y in 0..<height {
      let (above, below) = (rows.low[y] * smallWidth, rows.high[y] * smallWidth)
      for x in 0..<width {
        let top = mix(shade[above + columns.low[x]], shade[above + columns.high[x]], columns.share[x])
        let bottom = mix(shade[below + columns.low[x]], shade[below + columns.high[x]], columns.share[x])
        band[y * width + x] = 255 * (band[y * width + x] - mix(top, bottom, rows.share[y]))
      }
    }
    return band
  }

  /// Every second pixel both ways whose slope is steeper than that of half of them.
  static func textured(_ band: [Float], width: Int, height: Int) -> [Int32] {
    guard width > 8, height > 8 else { return [] }
    var slopes: [(index: Int32, slope: Float)] = []
    for y in stride(from: 4, to: height - 4, by: 2) {
      for x in stride(from: 4, to: width - 4, by: 2) {
        let i = y * width + x
        let (across, down) = (band[i + 1] - band[i - 1], band[i + width] - band[i - width])
        slopes.append((Int32(i), across * across + down * down))
      }
    }
    // A ninth of them tell the middle well enough.
    let middle = stride(from: 0, to: slopes.count, by: 9).map { slopes[$0].slope }.sorted()
    let limit = middle[middle.count / 2]
    let steep = slopes.filter { $0.slope > limit }
    return (steep.isEmpty ? slopes : steep).map(\.index)
  }
}

/// Between which samples of an image the pixels of another size lie, along an axis.
struct Between {
  var low: [Int] = []
  var high: [Int] = []
  var share: [Float] = []

  init(_ samples: Int, over places: Int) {
    for i in 0..<places {
      let place = min(max((Double(i) + 0.5) * Double(samples) / Double(places) - 0.5, 0), Double(samples - 1))
      low.append(Int(place))
      high.append(min(Int(place) + 1, samples - 1))
      share.append(Float(place - place.rounded(.down)))
    }
  }
}

@inline(__always) func mix(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }
