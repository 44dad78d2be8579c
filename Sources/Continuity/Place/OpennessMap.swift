import Geometry
import Imaging

/// How a picture lends itself to opening, cell by cell of a coarse grid.
struct OpennessMap {
  let columns: Int
  let rows: Int
  let aspect: Double
  /// 0 … 1: how smooth or dark it is.
  let openness: FloatImage
  /// 0 … 1: how surely it is part of what the picture is of, or of a face.
  let subject: FloatImage
  /// Steps of Lab from cell to cell.
  let edges: FloatImage
  private let lightness: FloatImage
  private let a: FloatImage
  private let b: FloatImage

  private static let mostColumns = 192

  init(_ picture: Picture) {
    aspect = picture.size.aspect
    let colours = ColourImage(picture, mostWidth: OpennessMap.mostColumns)
    let (width, height) = (colours.width, colours.height)
    (columns, rows) = (width, height)
    func image(_ pixels: [Float]) -> FloatImage { FloatImage(width: width, height: height, pixels: pixels) }
    let lab = [colours.lightness, colours.a, colours.b].map { image($0).blurred(sigma: 0.8) }
    (lightness, a, b) = (lab[0], lab[1], lab[2])
    edges = OpennessMap.slopes(lab)
    let sharp = OpennessMap.sharpness(picture, width: width, height: height)
    openness = OpennessMap.openness(lab, edges)
    subject = OpennessMap.subject(lab, edges, sharp)
  }

  /// A cell's middle in plane units.
  func place(_ x: Int, _ y: Int) -> Point {
    Point(
      x: ((Double(x) + 0.5) / Double(columns) * 2 - 1) * aspect, y: (Double(y) + 0.5) / Double(rows) * 2 - 1)
  }

  /// What it is that a cell lies in, as far as colour and height tell.
  func kind(_ x: Int, _ y: Int) -> OpeningPlace.Kind {
    let i = y * columns + x
    let (l, a, b) = (lightness.pixels[i], a.pixels[i], b.pixels[i])
    if l < 28 { return .darkGap }
    let isHigh = 2 * y < rows
    if isHigh && l > 50 && b < -6 && a < 12 { return .sky }
    if l > 60 && a * a + b * b < 15 * 15 { return isHigh && l > 75 ? .sky : .haze }
    return .smooth
  }

  /// The lengths of the gradients of L, a and b together.
  private static func slopes(_ lab: [FloatImage]) -> FloatImage {
    let (width, height) = (lab[0].width, lab[0].height)
    return FloatImage(width: width, height: height) { out in
      for y in 0..<height {
        for x in 0..<width {
          var sum: Float = 0
          for image in lab {
            let right = image.pixels[y * width + min(x + 1, width - 1)] - image.pixels[y * width + max(x - 1, 0)]
            let down = image.pixels[min(y + 1, height - 1) * width + x] - image.pixels[max(y - 1, 0) * width + x]
            sum += right * right + down * down
          }
          out[y * width + x] = 0.5 * sum.squareRoot()
        }
      }
    }
  }

  private static func openness(_ lab: [FloatImage], _ edges: FloatImage) -> FloatImage {
    let steep = edges.blurred(sigma: 1)
    return FloatImage(width: edges.width, height: edges.height) { out in
      for i in 0..<edges.pixels.count {
        let e = steep.pixels[i] / 2.2
        let smooth = 1 / (1 + e * e)
        let dark = unit((32 - lab[0].pixels[i]) / 22)
        let light = unit((lab[0].pixels[i] - 55) / 25)
        let blue = unit(-lab[2].pixels[i] / 15)
        out[i] = smooth * (0.65 + 0.35 * max(dark, 0.8 * light, 0.8 * blue))
      }
    }
  }

  /// What differs from its surroundings and is in focus, and what could be skin.
  private static func subject(_ lab: [FloatImage], _ edges: FloatImage, _ sharp: FloatImage) -> FloatImage {
    let height = Double(edges.height)
    let near = lab.map { $0.blurred(sigma: 0.03 * height) }
    let far = lab.map { $0.blurred(sigma: 0.25 * height) }
    let focus = sharp.blurred(sigma: 0.035 * height)
    let structure = edges.blurred(sigma: 0.05 * height)
    let skin = skin(LabImage(width: edges.width, height: edges.height, channels: lab.map(\.pixels)))
      .blurred(sigma: 0.04 * height)
    return FloatImage(width: edges.width, height: edges.height) { out in
      for i in 0..<edges.pixels.count {
        var difference: Float = 0
        for (p, q) in zip(near, far) { difference += (p.pixels[i] - q.pixels[i]) * (p.pixels[i] - q.pixels[i]) }
        let stands = unit((difference.squareRoot() - 6) / 18) * unit(focus.pixels[i] * 1.4)
        let face = unit(1.5 * skin.pixels[i]) * unit((structure.pixels[i] - 0.5) / 2)
        out[i] = max(stands, face)
      }
    }
  }

  /// 1 where colours are such as skin has.
  static func skin(_ lab: LabImage) -> FloatImage {
    FloatImage(width: lab.width, height: lab.height) { out in
      for i in 0..<lab.count { out[i] = isSkin(lab.channels[0][i], lab.channels[1][i], lab.channels[2][i]) ? 1 : 0 }
    }
  }

  /// Colours that skin has, of all people and in most light: hues from red to yellow, neither pale nor glaring.
  private static func isSkin(_ l: Float, _ a: Float, _ b: Float) -> Bool {
    let chroma = a * a + b * b
    return l > 25 && l < 92 && chroma > 10 * 10 && chroma < 48 * 48 && a > 4 && b > 0.3 * a && b < 3 * a
  }

  /// How much of the finest detail that the picture has is around a cell, 0 … 1: what is in focus.
  static func sharpness(_ picture: Picture, width: Int, height: Int) -> FloatImage {
    let grey = FloatImage(GreyImage(picture, mostWidth: 4 * mostColumns))
    let detail = grey.minus(grey.blurred(sigma: 1.2))
    var (sums, counts) = ([Float](repeating: 0, count: width * height), [Float](repeating: 0, count: width * height))
    for y in 0..<grey.height {
      let row = y * height / grey.height * width
      for x in 0..<grey.width {
        let cell = row + x * width / grey.width
        sums[cell] += abs(detail.pixels[y * grey.width + x])
        counts[cell] += 1
      }
    }
    for i in sums.indices { sums[i] /= max(counts[i], 1) }
    let most = max(sums.sorted()[sums.count * 9 / 10], 0.003)
    return FloatImage(width: width, height: height, pixels: sums.map { unit($0 / most) })
  }
}
