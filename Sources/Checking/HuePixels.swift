import Geometry

/// A picture at most about 256 pixels wide or high as hue (0 … 180), saturation and value (0 … 255), as OpenCV has them.
struct HuePixels: Sendable {
  private var hue: [Float] = []
  private var saturation: [Float] = []
  private var value: [Float] = []

  private static let most = 256

  init(_ picture: ReducedPicture) {
    let size = picture.size
    let shrink = max(1, Double(max(size.width, size.height)) / Double(Self.most))
    let columns = max(1, Int((Double(size.width) / shrink).rounded()))
    let rows = max(1, Int((Double(size.height) / shrink).rounded()))
    let (across, down) = (Between(size.width, over: columns), Between(size.height, over: rows))
    for y in 0..<rows {
      for x in 0..<columns {
        func sample(_ plane: [Float]) -> Float {
          let (above, below) = (down.low[y] * size.width, down.high[y] * size.width)
          return mix(
            mix(plane[above + across.low[x]], plane[above + across.high[x]], across.share[x]),
            mix(plane[below + across.low[x]], plane[below + across.high[x]], across.share[x]), down.share[y])
        }
        append(sample(picture.red), sample(picture.green), sample(picture.blue))
      }
    }
  }

  private mutating func append(_ red: Float, _ green: Float, _ blue: Float) {
    let most = max(red, green, blue)
    let range = most - min(red, green, blue)
    value.append(255 * most)
    saturation.append(most > 0 ? 255 * range / most : 0)
    guard range > 0 else { return hue.append(0) }
    let sixths: Float =
      most == red ? (green - blue) / range : most == green ? 2 + (blue - red) / range : 4 + (red - green) / range
    hue.append(30 * (sixths < 0 ? sixths + 6 : sixths))
  }

  /// The mean of the mean changes of hue, saturation and value.
  func change(to other: HuePixels) -> Double {
    (distance(hue, other.hue) + distance(saturation, other.saturation) + distance(value, other.value)) / 3
  }

  private func distance(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double(abs($1.0 - $1.1)) } / Double(a.count)
  }
}
