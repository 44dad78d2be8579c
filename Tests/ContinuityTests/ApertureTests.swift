import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `An aperture` {
  private static let size = CanvasSize(130, 61)
  private let middle = Point(x: 0.3, y: -0.2)

  /// An ellipse around the middle, with an edge of three pixels, in some columns and rows only.
  private func aperture(presence: Double = 1) -> (Aperture, (_ x: Int, _ y: Int) -> Double) {
    let plane = Plane(Self.size, bits: 16)
    let (columns, rows) = (5..<121, 3..<58)
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let p = Self.size.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)) - middle
        let distance = Point(x: p.x, y: p.y * 1.5).length
        let open = min(max((0.6 - distance) / (3 * Self.size.pixel) + 0.5, 0), 1)
        plane.setSample(x, y, Int(open * 65535))
      }
    }
    let aperture = Aperture(
      plane, columns: columns, rows: rows, middle: middle, rim: 0.4 - 3 * Self.size.pixel...0.6 + 3 * Self.size.pixel,
      presence: presence)
    return (
      aperture,
      { x, y in columns.contains(x) && rows.contains(y) ? Double(plane.sample(x, y)) / 65535 * presence : 0 }
    )
  }

  @Test(arguments: [1, 0.4]) func `is as open at each luma sample as it was drawn`(presence: Double) {
    let (aperture, open) = aperture(presence: presence)
    for y in 0..<Self.size.height {
      let row = row(aperture, x: 0.5, y: Double(y) + 0.5, spacing: 1, count: Self.size.width)
      for x in 0..<Self.size.width { #expect(abs(Double(row[x]) - open(x, y)) < 1e-5) }
    }
  }

  @Test func `weighs the pixels around a chroma sample by where it stands`() {
    let (aperture, open) = aperture()
    let siting = PictureFormat.yuv420.siting(1)
    for j in 0..<Self.size.height / 2 {
      let row = row(
        aperture, x: 0.5 * siting.step + siting.shiftX, y: (Double(j) + 0.5) * siting.step + siting.shiftY, spacing: 2,
        count: Self.size.width / 2)
      for i in 0..<Self.size.width / 2 {
        let expected = [2 * j, 2 * j + 1].map { y in
          0.25 * open(2 * i - 1, y) + 0.5 * open(2 * i, y) + 0.25 * open(2 * i + 1, y)
        }
        #expect(abs(Double(row[i]) - (expected[0] + expected[1]) / 2) < 1e-5)
      }
    }
  }

  @Test(arguments: [1, 0.4]) func `never says of a rectangle what a pixel in it denies`(presence: Double) {
    let (aperture, open) = aperture(presence: presence)
    let seed = Seed(7)
    var seen: [MaskCover: Int] = [:]
    for number in 0..<3000 {
      let own = seed.at("rectangle", number)
      let (x, y) = (own.at("x").pick(0..<120), own.at("y").pick(0..<55))
      let (width, height) = (1 + own.at("w").pick(0..<10), 1 + own.at("h").pick(0..<6))
      let cover = aperture.cover(x: Double(x)...Double(x + width), y: Double(y)...Double(y + height))
      seen[cover, default: 0] += 1
      for py in y..<y + height {
        for px in x..<x + width {
          if cover == .none { #expect(open(px, py) == 0) }
          if cover == .all { #expect(open(px, py) == 1) }
        }
      }
    }
    #expect(seen[.none]! > 100 && seen[.part]! > 100)
    #expect(presence < 1 || seen[.all]! > 20)
  }

  private func row(_ aperture: Aperture, x: Double, y: Double, spacing: Double, count: Int) -> [Float] {
    var row = [Float](repeating: -1, count: 2 * count)
    row.withUnsafeMutableBufferPointer {
      aperture.opacities(x: x, y: y, spacing: spacing, count: count, into: $0.baseAddress!)
    }
    return Array(row[..<count])
  }
}
