import Geometry
import Imaging
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct `A colour in Lab` {
  /// The formulas of CIE 15 in double precision.
  private func lab(_ colour: TestColour) -> [Double] {
    let (r, g, b) = (Twin.light(colour.red), Twin.light(colour.green), Twin.light(colour.blue))
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? pow(t, 1.0 / 3) : (24389.0 / 27 * t + 16) / 116 }
    let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  private func image(_ colours: [TestColour]) -> ColourImage {
    let lumas = colours.map { 0.2126 * $0.red + 0.7152 * $0.green + 0.0722 * $0.blue }
    return ColourImage(
      width: colours.count, height: 1, luma: lumas.map { Float($0) },
      blueness: zip(colours, lumas).map { Float(($0.blue - $1) / 1.8556) },
      redness: zip(colours, lumas).map { Float(($0.red - $1) / 1.5748) })
  }

  @Test func `is what its formulas say`() {
    let colours =
      TestColour.patches
      + (0..<2000).map { n in
        let own = Seed(3).at("colour", n)
        return TestColour(own.at("r").unit, own.at("g").unit, own.at("b").unit)
      }
    let found = image(colours)
    for (i, colour) in colours.enumerated() {
      let expected = lab(colour)
      for (a, b) in zip([found.lightness[i], found.a[i], found.b[i]], expected) { #expect(abs(Double(a) - b) < 0.02) }
    }
  }

  @Test func `leads back to the colour`() {
    for n in 0..<500 {
      let own = Seed(4).at("colour", n)
      let one = image([TestColour(own.at("r").unit, own.at("g").unit, own.at("b").unit)])
      let (y, cb, cr) = Lab.yCbCr((one.lightness[0], one.a[0], one.b[0]))
      #expect(abs(y - one.luma[0]) < 5e-4 && abs(cb - one.blueness[0]) < 5e-4 && abs(cr - one.redness[0]) < 5e-4)
    }
  }

  @Test func `of a reduced picture is that of the means of its squares`() {
    let picture = Picture.random(CanvasSize(21, 13), PictureFormat(.full, bits: 16))
    let small = ColourImage(picture, mostWidth: 7)
    #expect(small.width == 7 && small.height == 4)
    for (x, y) in [(0, 0), (6, 3), (3, 2)] {
      var sum = 0
      for j in 0..<3 { for i in 0..<3 { sum += picture.planes[2].sample(3 * x + i, 3 * y + j) } }
      let expected = (Double(sum) / 9 / 256 - 128) / 224
      #expect(abs(Double(small.redness[y * 7 + x]) - expected) < 1e-5)
    }
  }
}
