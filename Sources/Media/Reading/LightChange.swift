import Geometry
import Imaging

/// The change from a source's colours to those of the render path, by way of light: its transfer curve undone, high dynamic range mapped to
/// standard, its primaries become BT.709's, and sRGB's curve applied.
///
/// High dynamic range is shown as Rec. ITU-R BT.2408-7 says: 203 cd/m² are white. What is brighter is compressed: up to `Knee.start` of white
/// light stays as it is, and the brightest becomes white, all channels alike, so that hues stay.
final class LightChange {
  private let matrix: YCbCrMatrix
  private let curve: LightCurve
  /// Rows: BT.709's red, green and blue of the source's.
  private let primaries: [Float]
  private let isHDR: Bool
  private let peak: Float
  private var rows: [Float] = []

  init(_ matrix: YCbCrMatrix, _ curve: LightCurve, primaries: RGBPrimaries) {
    self.matrix = matrix
    self.curve = curve
    self.primaries = primaries.toBT709.map(Float.init)
    isHDR = curve.peak > 1
    peak = Float(curve.peak)
  }

  /// How bright light is squeezed: x up to `start`, then s + (1 − s) · t (1 + t / m²) / (1 + t) with t = (x − s) / (1 − s), where m is the t of
  /// the brightest light (Reinhard 2002, equation 4, above a knee).
  private enum Knee { static let start: Float = 0.8 }

  private func mapped(_ x: Float) -> Float {
    let room = 1 - Knee.start
    guard x > Knee.start else { return x }
    let t = (min(x, peak) - Knee.start) / room
    let m = (peak - Knee.start) / room
    return Knee.start + room * t * (1 + t / (m * m)) / (1 + t)
  }

  /// Changes one row of 16-bit limited-range samples in place.
  func apply(
    _ y: UnsafeMutablePointer<UInt16>, _ b: UnsafeMutablePointer<UInt16>, _ r: UnsafeMutablePointer<UInt16>, count: Int
  ) {
    if rows.count < 3 * count { rows = [Float](repeating: 0, count: 3 * count) }
    rows.withUnsafeMutableBufferPointer { rows in
      let (red, green, blue) = (rows.baseAddress!, rows.baseAddress! + count, rows.baseAddress! + 2 * count)
      decode(y, b, r, (red, green, blue), count)
      curve.light((red, green, blue), count: count)
      mix((red, green, blue), count)
      if isHDR { squeeze((red, green, blue), count) }
      encode((red, green, blue), y, b, r, count)
    }
  }

  private typealias Channels = (
    UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>
  )

  /// Y′CbCr to R′G′B′ 0 … 1.
  private func decode(
    _ y: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>, _ r: UnsafePointer<UInt16>, _ rgb: Channels, _ count: Int
  ) {
    let (scale, chroma) = (Float(1.0 / (219 * 256)), Float(1.0 / (224 * 256)))
    let (redOfCr, blueOfCb) = (Float(2 * (1 - matrix.red)) * chroma, Float(2 * (1 - matrix.blue)) * chroma)
    let greenOfCr = redOfCr * Float(matrix.red / matrix.green)
    let greenOfCb = blueOfCb * Float(matrix.blue / matrix.green)
    for x in 0..<count {
      let luma = (Float(y[x]) - 4096) * scale
      let (cb, cr) = (Float(b[x]) - 32768, Float(r[x]) - 32768)
      rgb.0[x] = luma + redOfCr * cr
      rgb.1[x] = luma - greenOfCr * cr - greenOfCb * cb
      rgb.2[x] = luma + blueOfCb * cb
    }
  }

  private func mix(_ rgb: Channels, _ count: Int) {
    // One by one, or every pixel would ask the array for its bounds.
    let (m0, m1, m2, m3, m4) = (primaries[0], primaries[1], primaries[2], primaries[3], primaries[4])
    let (m5, m6, m7, m8) = (primaries[5], primaries[6], primaries[7], primaries[8])
    for x in 0..<count {
      let (red, green, blue) = (rgb.0[x], rgb.1[x], rgb.2[x])
      rgb.0[x] = m0 * red + m1 * green + m2 * blue
      rgb.1[x] = m3 * red + m4 * green + m5 * blue
      rgb.2[x] = m6 * red + m7 * green + m8 * blue
    }
  }

  private func squeeze(_ rgb: Channels, _ count: Int) {
    for x in 0..<count {
      let two = rgb.0[x] > rgb.1[x] ? rgb.0[x] : rgb.1[x]
      let most = two > rgb.2[x] ? two : rgb.2[x]
      guard most > Knee.start else { continue }
      let part = mapped(most) / most
      rgb.0[x] *= part
      rgb.1[x] *= part
      rgb.2[x] *= part
    }
  }

  private func encode(
    _ rgb: Channels, _ y: UnsafeMutablePointer<UInt16>, _ b: UnsafeMutablePointer<UInt16>,
    _ r: UnsafeMutablePointer<UInt16>, _ count: Int
  ) {
    for channel in [rgb.0, rgb.1, rgb.2] { TransferCurve.encode(channel, count: count) }
    let (red, green, blue) = rgb
    let (cbScale, crScale) = (Float(57344 / 1.8556), Float(57344 / 1.5748))
    for x in 0..<count {
      let luma = 0.2126 * red[x] + 0.7152 * green[x] + 0.0722 * blue[x]
      y[x] = LightChange.sample(luma * 56064 + 4096)
      b[x] = LightChange.sample((blue[x] - luma) * cbScale + 32768)
      r[x] = LightChange.sample((red[x] - luma) * crScale + 32768)
    }
  }

  /// The nearest whole number up to 65535: adding 2²³ leaves no bits for a fraction.
  @inline(__always) private static func sample(_ value: Float) -> UInt16 {
    let held: Float = value < 65535 ? value : 65535
    return UInt16(truncatingIfNeeded: (held + 0x1p23).bitPattern & 0xFFFF)
  }
}
