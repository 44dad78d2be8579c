import Continuity
import Geometry
import Imaging
import Testing

/// Masks made of others.
@Suite struct `A mask made of two` {
  /// Levels of blocks that are empty, full or anything between.
  private func levels(_ seed: Seed, _ size: CanvasSize) -> Plane {
    let plane = Plane(size, bits: 16)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let block = seed.at("block", y / 40 * 100 + x / 40).pick(0..<3)
        plane.setSample(x, y, block == 2 ? seed.at("pixel", y * 1000 + x).pick(0..<65536) : block * 65535)
      }
    }
    return plane
  }

  private func row(_ mask: any LayerMask, _ y: Double, _ count: Int, spacing: Double = 1) -> [Float] {
    var row = [Float](repeating: 0, count: 2 * count)
    mask.opacities(x: spacing / 2, y: y, spacing: spacing, count: count, into: &row)
    return Array(row[0..<count])
  }

  @Test func `is seen where both are, or where either is`() {
    let size = CanvasSize(130, 90)
    let (a, b) = (levels(Seed(1), size), levels(Seed(2), size))
    let (first, second) = (DrawnMask(a), DrawnMask(b))
    for y in 0..<size.height {
      let both = row(JointMask(.both, first, second), Double(y) + 0.5, size.width)
      let either = row(JointMask(.either, first, second), Double(y) + 0.5, size.width)
      for x in 0..<size.width {
        let (p, q) = (Float(a.sample(x, y)) / 65535, Float(b.sample(x, y)) / 65535)
        #expect(abs(both[x] - p * q) < 1e-5 && abs(either[x] - (1 - (1 - p) * (1 - q))) < 1e-5)
      }
    }
  }

  @Test func `of coarse samples shows the mean of what each stands for`() {
    let size = CanvasSize(64, 64)
    let plane = levels(Seed(3), size)
    for y in 0..<32 {
      let coarse = row(DrawnMask(plane), Double(2 * y) + 1, 32, spacing: 2)
      for x in 0..<32 {
        let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(0) { $0 + plane.sample(2 * x + $1.0, 2 * y + $1.1) }
        #expect(abs(coarse[x] - Float(sum) / (4 * 65535)) < 1e-5)
      }
    }
  }

  @Test func `never calls a block empty or full that is not`() {
    let size = CanvasSize(200, 160)
    for number in 0..<6 {
      let (a, b) = (levels(Seed(7).at("a", number), size), levels(Seed(7).at("b", number), size))
      let border = BorderMask(
        PictureBorder(CanvasSize(90, 70), pictureFromCanvas: Similarity(offset: Point(x: -50, y: -40))))
      let masks: [any LayerMask] = [
        DrawnMask(a), border, JointMask(.both, DrawnMask(a), DrawnMask(b)),
        JointMask(.either, DrawnMask(a), DrawnMask(b)),
        JointMask(.either, DrawnMask(b), JointMask(.both, DrawnMask(a), border)),
      ]
      for mask in masks {
        let rows = (0..<size.height).map { row(mask, Double($0) + 0.5, size.width) }
        for top in stride(from: 0, to: size.height, by: 16) {
          for left in stride(from: 0, to: size.width - 15, by: 16) {
            let cover = mask.cover(x: Double(left)...Double(left + 16), y: Double(top)...Double(top + 16))
            let seen = (top..<min(size.height, top + 16)).flatMap { rows[$0][left..<left + 16] }
            if cover == .all { #expect(seen.allSatisfy { $0 > 0.9999 }) }
            if cover == .none { #expect(seen.allSatisfy { $0 < 0.0001 }) }
          }
        }
      }
    }
  }
}
