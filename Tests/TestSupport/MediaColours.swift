import Geometry
import Imaging

/// R′G′B′ in 0 … 1.
package struct TestColour: Sendable, CustomStringConvertible {
  package let red: Double
  package let green: Double
  package let blue: Double

  package init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  package var description: String { "(\(red), \(green), \(blue))" }

  /// Colours that tell matrices and ranges apart.
  package static let patches = [
    TestColour(0, 0, 0), TestColour(1, 1, 1), TestColour(0.5, 0.5, 0.5), TestColour(0.9, 0.1, 0.1),
    TestColour(0.1, 0.8, 0.2), TestColour(0.15, 0.1, 0.9), TestColour(0.9, 0.7, 0.1), TestColour(0.2, 0.7, 0.8),
  ]

  /// Y′CbCr code values of some bits by the standards' formulas, with the weights of red and blue in Y′.
  package func codes(red kr: Double, blue kb: Double, isFull: Bool = false, bits: Int = 8) -> [Double] {
    let y = kr * red + (1 - kr - kb) * green + kb * blue
    let cb = (blue - y) / (2 * (1 - kb))
    let cr = (self.red - y) / (2 * (1 - kr))
    let unit = Double(1 << (bits - 8))
    if isFull {
      let top = Double(1 << bits) - 1
      return [y * top, cb * top + 128 * unit, cr * top + 128 * unit]
    }
    return [(16 + 219 * y) * unit, (128 + 224 * cb) * unit, (128 + 224 * cr) * unit]
  }

  /// BT.709 limited, 8 bits.
  package var bt709: [Double] { codes(red: 0.2126, blue: 0.0722) }

  /// The colour as eight bits a sample can say it.
  package var roundedToBytes: TestColour {
    TestColour((red * 255).rounded() / 255, (green * 255).rounded() / 255, (blue * 255).rounded() / 255)
  }

  /// R′G′B′ bytes.
  package var rgb: [UInt8] { [red, green, blue].map { UInt8(($0 * 255).rounded()) } }
}

/// Patches of 16×16 pixels side by side, as raw planar samples of 4:4:4, little-endian above 8 bits.
package func rawPatches(_ codes: [[Double]], bits: Int = 8, chroma: PictureFormat.Chroma = .full) -> [UInt8] {
  var bytes: [UInt8] = []
  for plane in 0..<3 {
    let side = plane == 0 || chroma == .full ? 16 : 8
    let row = codes.flatMap { code in
      (0..<side).flatMap { _ -> [UInt8] in
        let value = Int(code[plane].rounded())
        return bits == 8 ? [UInt8(min(255, max(0, value)))] : [UInt8(value & 255), UInt8(value >> 8)]
      }
    }
    for _ in 0..<side { bytes += row }
  }
  return bytes
}

/// The middle sample of a patch in each plane of a picture, in 8-bit code values.
package func patchCodes(_ picture: Picture, _ patch: Int) -> [Double] {
  (0..<3).map { plane in
    let shift = plane == 0 || picture.format.chroma == .full ? 1 : 2
    let value = picture.planes[plane].sample((16 * patch + 8) / shift, 8 / shift)
    return Double(value) / Double(1 << (picture.format.bits - 8))
  }
}

/// A moving pattern without symmetry, different in every frame, of colours that R′G′B′ has.
package func testPicture(_ size: CanvasSize, _ format: PictureFormat, frame: Int = 0) -> Picture {
  let picture = Picture(size, format)
  for (index, plane) in picture.planes.enumerated() {
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let wave = index == 0 ? 60 + (x * 3 + y * 5 + frame * 7) % 120 : 118 + (x + 2 * y + 3 * frame * index) % 20
        plane.setSample(x, y, wave << (format.bits - 8))
      }
    }
  }
  return picture
}

/// The visible bytes of an 8-bit picture, plane by plane.
package func visibleBytes(_ picture: Picture) -> [UInt8] {
  picture.planes.flatMap { plane in
    (0..<plane.height).flatMap { y in Array(UnsafeBufferPointer(start: plane.row8(y), count: plane.width)) }
  }
}

/// The largest difference between two pictures' samples.
package func largestDifference(_ a: Picture, _ b: Picture) -> Int {
  var largest = a.size == b.size && a.format == b.format ? 0 : Int.max
  guard largest == 0 else { return largest }
  for (p, q) in zip(a.planes, b.planes) {
    for y in 0..<p.height {
      for x in 0..<p.width { largest = max(largest, abs(p.sample(x, y) - q.sample(x, y))) }
    }
  }
  return largest
}
