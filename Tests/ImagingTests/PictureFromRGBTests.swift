import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A picture made from light` {
  static func image(_ size: CanvasSize, seed: UInt64 = 5) -> RGBImage {
    let image = RGBImage(size)
    for i in 0..<size.width * size.height {
      let place = Seed(seed).at("light", i)
      image.red[i] = Float(place.at("red").unit * 1.2 - 0.1)
      image.green[i] = Float(place.at("green").unit * 1.2 - 0.1)
      image.blue[i] = Float(place.at("blue").unit * place.at("dark").unit)
    }
    return image
  }

  @Test(arguments: [false, true], [CanvasSize(1, 1), CanvasSize(2, 3), CanvasSize(37, 21), CanvasSize(40, 34)])
  func `agrees with the formulas`(encoded: Bool, size: CanvasSize) {
    let image = Self.image(size)
    for format in PictureFormat.all {
      let picture = Picture(rgb: image, format: format, ditherSeed: 9, encoded: encoded, cores: Cores(2))
      let twin = Twin.codes(of: image, format: format, encoded: encoded)
      // Rounding, and at 8 bits half a step of dither.
      let tolerance = format.bits == 8 ? 1.001 : 0.55
      for plane in 0..<3 {
        for (a, b) in zip(picture.samples[plane], twin[plane]) { #expect(abs(Double(a) - b) <= tolerance) }
      }
    }
  }

  @Test func `is right on average, and never the same noise twice`() {
    let size = CanvasSize(256, 64)
    let image = RGBImage(size)
    for i in 0..<size.width * size.height {
      image.red[i] = 0.2514
      image.green[i] = 0.2514
      image.blue[i] = 0.2514
    }
    let make = { Picture(rgb: image, format: .yuv444, ditherSeed: $0, cores: Cores(2)) }
    let picture = make(1)
    let exact = 16 + 219 * Twin.encoded(0.2514)
    let mean = Double(picture.samples[0].reduce(0, +)) / Double(size.width * size.height)
    // A triangle on −½ … ½ moves values between two codes towards the nearer one by at most 1/8.
    #expect(abs(mean - exact) < 0.13)
    #expect(Set(picture.samples[0]).count == 2)
    #expect(make(1).samples == picture.samples)
    #expect(make(2).samples != picture.samples)
  }

  @Test func `keeps greys grey, black black and white white`() {
    let size = CanvasSize(16, 2)
    let image = RGBImage(size)
    for i in 0..<32 {
      let light: Float = i < 16 ? 0 : 1
      (image.red[i], image.green[i], image.blue[i]) = (light, light, light)
    }
    for format in PictureFormat.all {
      let unit = 1 << (format.bits - 8)
      let picture = Picture(rgb: image, format: format, ditherSeed: 3, cores: Cores(1))
      #expect(picture.samples[0] == Array(repeating: 16 * unit, count: 16) + Array(repeating: 235 * unit, count: 16))
      #expect(picture.samples[1].allSatisfy { $0 == 128 * unit } && picture.samples[2].allSatisfy { $0 == 128 * unit })
    }
  }

  @Test func `has its chroma at the left luma column`() {
    // Blueness that rises by the column: left-sited chroma sample i is that of column 2i.
    let size = CanvasSize(64, 8)
    let image = RGBImage(size)
    for i in 0..<size.width * size.height { image.blue[i] = Float(i % 64) / 64 }
    let make = {
      Picture(rgb: image, format: PictureFormat($0, bits: 16), ditherSeed: 0, encoded: true, cores: Cores(1))
    }
    let (half, full) = (make(.half), make(.full))
    for x in 1..<32 { #expect(abs(half.planes[1].sample(x, 1) - full.planes[1].sample(2 * x, 2)) <= 1) }
    for plane in 1...2 {
      let halved = Twin.halved(full.samples[plane].map(Double.init), size).map { Int(($0 + 0.5).rounded(.down)) }
      #expect(half.samples[plane] == halved)
    }
  }

  @Test func `is the same on any number of cores`() {
    let image = Self.image(CanvasSize(50, 71))
    let make = { Picture(rgb: image, format: .yuv420, ditherSeed: 4, cores: Cores($0)) }
    #expect(make(1).samples == make(6).samples)
  }
}
