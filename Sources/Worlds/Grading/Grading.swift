import Geometry
import Imaging

/// Light graded like film, in linear light: stray light, a vignette, a shoulder that never clips, contrast, and grain, which is also the
/// dither.
struct Grading {
  let grade: Grade
  let size: CanvasSize
  let format: PictureFormat
  /// What the grain is drawn from.
  let frameSeed: UInt32

  init(_ grade: Grade, _ view: WorldView, _ format: PictureFormat) {
    self.grade = grade
    self.format = format
    size = view.size
    let time = view.time
    let frame = time.loopFrames.map { (time.frame % $0 + $0) % $0 } ?? time.frame
    frameSeed = UInt32(truncatingIfNeeded: Seed(0x6A61).at("grain", frame, Int(time.fraction * 65536)).bits)
  }

  /// Grades rows of the light and writes them into the picture. Rows begin at an even number and end at one, or at the bottom.
  func develop(
    _ light: LightRows, _ glow: Glow?, _ pull: ShapePull?, into picture: Picture, rows: Range<Int>, columns: Range<Int>
  ) {
    let pair = RowPair(size.width)
    var stray = FieldRows(glow?.light, size)
    var gain = pull.map { FieldRows($0.gain, size, scale: $0.scale, shift: $0.shift) }
    // Groups of eight have fixed places.
    let columns = columns.lowerBound / 8 * 8..<columns.upperBound
    var y = rows.lowerBound
    while y < rows.upperBound {
      for line in 0..<2 {
        // Below an odd last row it is repeated, so that chroma has its two rows.
        let row = min(y + line, size.height - 1)
        stray.move(to: row)
        gain?.move(to: row)
        develop(light, stray, gain, row: row, columns: columns, pair)
        pair.encode(line, columns: columns, unit: unit)
        roughen(pair, line, row: row, columns: columns)
        if y + line < size.height { pair.writeLuma(line, into: picture, row: row, columns: columns) }
        if format.chroma == .full && y + line < size.height {
          pair.writeChroma(line, into: picture, row: row, columns: columns)
        }
      }
      if format.chroma == .half { pair.writeHalvedChroma(into: picture, row: y / 2, columns: columns) }
      y += 2
    }
  }

  /// One step of 8 bits.
  private var unit: Float { Float(1 << (format.bits - 8)) }

  /// One row of light, encoded as R′G′B′.
  private func develop(
    _ light: LightRows, _ stray: FieldRows, _ gain: FieldRows?, row y: Int, columns: Range<Int>, _ out: RowPair
  ) {
    let start = light.start(y)
    let aspect = Float(size.aspect)
    let py = (Float(y) + 0.5) * Float(size.pixel) - 1
    let kept = 1 - (stray.isEmpty ? 0 : grade.bloom)
    let (exposure, falloff) = (grade.sensitivity, grade.falloff(aspect))
    let (red, green, blue) = (out.red, out.green, out.blue)
    let strays = (red: stray.red, green: stray.green, blue: stray.blue)
    let gains = gain.map { (red: $0.red, green: $0.green, blue: $0.blue) }
    var x = columns.lowerBound
    while x < columns.upperBound {
      let px = (Lanes.numbers + (Float(x) + 0.5)) * Float(size.pixel) - aspect
      var shade = 1 / (1 + falloff * (px * px + py * py))
      shade = shade * shade * exposure
      var colour = Light(
        load(light.red + start + x) * kept + load(strays.red + x),
        load(light.green + start + x) * kept + load(strays.green + x),
        load(light.blue + start + x) * kept + load(strays.blue + x))
      if let filter = grade.filter { colour = filter.applied(to: colour) }
      if let gains {
        colour = colour * Light(load(gains.red + x), load(gains.green + x), load(gains.blue + x))
      }
      store(grade.developed(shade * colour.red), red + x)
      store(grade.developed(shade * colour.green), green + x)
      store(grade.developed(shade * colour.blue), blue + x)
      x += 8
    }
  }

  /// Adds grain to the luma of a row. Chroma has none, but its own dither of one code value.
  private func roughen(_ out: RowPair, _ line: Int, row y: Int, columns: Range<Int>) {
    let unit = unit
    let rowSeed = LaneBits(repeating: UInt32(truncatingIfNeeded: y) &* Noise.stepY &+ frameSeed)
    let (luma, blueness, redness) = (out.luma(line), out.blueness(line), out.redness(line))
    var x = columns.lowerBound
    while x < columns.upperBound {
      let h = Noise.mixed((LaneBits(0, 1, 2, 3, 4, 5, 6, 7) &+ UInt32(truncatingIfNeeded: x)) &* Noise.stepX &+ rowSeed)
      let hash = Noise.mixed(h)
      let luminance = (load(luma + x) - 16 * unit) * (1 / (219 * unit))
      let speck = (Noise.first(hash) + Noise.second(hash) + Noise.third(hash)) * 0.3333333
      let grain = speck * grade.grain * (0.4 + 1.2 * root(clamped(luminance * (1 - luminance)) + 0.01))
      store(unit * 16 + (unit * 219) * clamped(luminance + grain), luma + x)
      let dither = 0.5 * (Noise.first(h) + Noise.second(h))
      store(load(blueness + x) + dither, blueness + x)
      store(load(redness + x) - dither, redness + x)
      x += 8
    }
  }
}

extension Grade {
  /// What light is multiplied by in the middle of the canvas.
  var sensitivity: Float { 1.35 * exposure }

  /// How fast the vignette falls with the square of the distance from the middle, in plane units.
  func falloff(_ aspect: Float) -> Float { vignette * 1.6 / (1 + aspect * aspect) }

  /// A film's answer to light: the sRGB value (IEC 61966-2-1) of 1 − e^−x, with the grade's contrast.
  @inline(__always) func developed(_ x: Lanes) -> Lanes {
    let q = FilmCurve.value(x)
    return q + (q * q * (3 - 2 * q) - q) * (contrast - 1)
  }
}

/// The sRGB value of 1 − e^−x for x ≥ 0, to 0.0025: straight in the shadows, a soft shoulder, never clipped.
package enum FilmCurve {
  @inline(__always) package static func value(_ x: Lanes) -> Lanes {
    // A rational function of √x, fitted for the least greatest error.
    let u = smaller(root(larger(x, 0)), 2.732)
    let square = u * u
    let above = u * (-0.129_949_7 + u * 24.710_362) + square * u * (u * 36.438_92 - 5.956_856_6)
    let below = 1 + u * (10.504_338 + u * 34.696_759) + square * u * (u * 38.803_643 - 17.763_55)
    return clamped(above / below)
  }
}
