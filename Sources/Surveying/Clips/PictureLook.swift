import Imaging

/// A picture's colours from afar: the mean Y′, Cb and Cr of its areas, and how its luma is distributed.
struct PictureLook: Sendable {
  /// Plane by plane, row by row; 0 … 1.
  private let means: [Float]
  /// The part of the luma samples that are darker than each of some levels.
  private let darker: [Float]

  private static let side = 8
  private static let bins = 32

  init(_ picture: Picture) {
    means = picture.planes.flatMap { PictureLook.means($0) }
    darker = PictureLook.darker(picture.planes[0])
  }

  /// How much two pictures differ in colour, 0 … about 1: the mean over all areas, or between the distributions if that is more.
  func difference(from other: PictureLook) -> Double {
    let sum = zip(means, other.means).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }
    let shift = zip(darker, other.darker).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }
    return max(Double(sum) / Double(Self.side * Self.side), Double(shift) / Double(Self.bins))
  }

  /// About 32 samples a row and column of each area are enough.
  private static func means(_ plane: Plane) -> [Float] {
    var means: [Float] = []
    for row in 0..<side {
      for column in 0..<side {
        let (y0, y1) = (row * plane.height / side, max((row + 1) * plane.height / side, row * plane.height / side + 1))
        let (x0, x1) = (
          column * plane.width / side, max((column + 1) * plane.width / side, column * plane.width / side + 1)
        )
        let (stepX, stepY) = (max(1, (x1 - x0) / 32), max(1, (y1 - y0) / 32))
        var (sum, count) = (0, 0)
        for y in stride(from: y0, to: y1, by: stepY) {
          for x in stride(from: x0, to: x1, by: stepX) {
            sum += plane.sample(x, y)
            count += 1
          }
        }
        means.append(Float(sum) / Float(count * ((1 << plane.bits) - 1)))
      }
    }
    return means
  }

  private static func darker(_ luma: Plane) -> [Float] {
    var counts = [Int](repeating: 0, count: bins)
    let shift = luma.bits - 5
    let (stepX, stepY) = (max(1, luma.width / 256), max(1, luma.height / 256))
    for y in stride(from: 0, to: luma.height, by: stepY) {
      for x in stride(from: 0, to: luma.width, by: stepX) { counts[luma.sample(x, y) >> shift] += 1 }
    }
    let all = Float(counts.reduce(0, +))
    var sum = 0
    return counts.map {
      sum += $0
      return Float(sum) / all
    }
  }
}
