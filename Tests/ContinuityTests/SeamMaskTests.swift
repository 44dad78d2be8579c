import Continuity
import Geometry
import Testing

@Suite struct `A seam's mask` {
  private func mask(_ number: Int) -> (SeamMask, Seam, Similarity, Point, CanvasSize) {
    let own = Seed(21).at("mask", number)
    let canvas = CanvasSize(40 + own.at("w").pick(0..<80), 40 + own.at("h").pick(0..<80))
    let seam = Seam(octaves: 0.05 + own.at("o").unit, shape: 2 << own.at("s").pick(0..<5))
    let map = Similarity(
      scale: Point(turns: own.at("t").unit, length: PortableMath.exp2(own.at("z").signed * 1.5)),
      offset: Point(x: own.at("x").signed * 0.3, y: own.at("y").signed * 0.3))
    let pole = Point(x: own.at("px").signed * 0.6 * canvas.aspect, y: own.at("py").signed * 0.6)
    return (SeamMask(seam, sceneFromCanvas: map, pole: pole, presence: 1, canvas: canvas), seam, map, pole, canvas)
  }

  @Test func `agrees with the seam's formula`() {
    for number in 0..<60 {
      let (mask, seam, map, pole, canvas) = mask(number)
      for y in stride(from: 0, to: canvas.height, by: 7) {
        var row = [Float](repeating: 0, count: 2 * canvas.width)
        mask.opacities(x: 0.5, y: Double(y) + 0.5, spacing: 1, count: canvas.width, into: &row)
        for x in 0..<canvas.width {
          let z = map(canvas.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)))
          #expect(abs(Double(row[x]) - seam.opacity(z - pole, pole: pole, aspect: canvas.aspect)) < 2e-3)
        }
      }
    }
  }

  @Test func `never calls a block empty or full that is not`() {
    for number in 0..<200 {
      let (mask, seam, map, pole, canvas) = mask(number)
      for by in stride(from: 0, to: canvas.height, by: 16) {
        for bx in stride(from: 0, to: canvas.width, by: 16) {
          let cover = mask.cover(x: Double(bx)...Double(bx + 16), y: Double(by)...Double(by + 16))
          guard cover != .part else { continue }
          for y in by..<by + 16 {
            for x in bx..<bx + 16 {
              let z = map(canvas.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)))
              let opacity = seam.opacity(z - pole, pole: pole, aspect: canvas.aspect)
              #expect(cover == .all ? opacity > 0.999 : opacity < 0.001)
            }
          }
        }
      }
    }
  }
}
