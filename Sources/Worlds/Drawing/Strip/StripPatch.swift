import Geometry

/// A piece of a flat world's strip: light at fixed places of the world, on a lattice over the angle and the logarithm of the distance.
///
/// Level m has 5 · 2^m texels to the turn, and as far apart are its rows, counted from the world's unit circle outward. A patch is 32 rows
/// high and 64 columns long; it repeats the first row and column of its neighbours, so that it can be sampled alone.
struct StripPatch: Hashable, Sendable {
  let level: Int
  /// The rows 32 · band ..< 32 · (band + 1).
  let band: Int
  let sector: Int
  /// Which opening it is changed by; 0 if by none.
  let variant: Int

  static let rows = 32
  static let levels = 2...16

  static func texelsPerTurn(_ level: Int) -> Int { 5 << level }
  static func sectors(_ level: Int) -> Int { level < 6 ? 1 : 5 << (level - 6) }
  /// Texels of a patch from the first column to that of its neighbour.
  static func columns(_ level: Int) -> Int { texelsPerTurn(level) / sectors(level) }
  static func count(_ level: Int) -> Int { (rows + 1) * (columns(level) + 1) }
  /// Between texels, in radians and in natural logarithms alike.
  static func texel(_ level: Int) -> Double { 2 * Double.pi / Double(texelsPerTurn(level)) }

  var texel: Double { StripPatch.texel(level) }
  /// The natural logarithm of the world's own distance at the first row.
  var logarithm: Double { Double(band * StripPatch.rows) * texel }
  /// The depth from which the first row is seen at a distance of 1.
  var depth: Double { -logarithm / PortableMath.ln2 }
  /// The breadth in natural logarithms.
  var breadth: Double { Double(StripPatch.rows) * texel }
  /// The angles that it covers, in turns.
  var turns: ClosedRange<Double> {
    let length = 1 / Double(StripPatch.sectors(level))
    return Double(sector) * length...Double(sector + 1) * length
  }
}

/// What a flat world consists of: light as a function of the angle and of the logarithm of the distance, without what is fixed to the
/// canvas and without time.
protocol Matter: Sendable {
  associatedtype Piece
  /// What of the world is in a patch.
  func piece(_ patch: StripPatch) -> Piece
  /// The light at angles in turns and natural logarithms beyond the patch's first row, seen with texels of an angle in radians.
  func light(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float) -> Light
  /// The same for eight texels of the patch, the first of which is at a row and a column that is a multiple of eight.
  func light(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float, column: Int, row: Int) -> Light
}

extension Matter {
  func light(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float, column: Int, row: Int) -> Light {
    light(turns, logarithm, piece, texel: texel)
  }
}

/// Light as 32 bits: square roots of red, green and blue, as 11, 11 and 10 bits of the largest that can be told.
enum StripLight {
  /// The brightest light that a strip holds.
  static let peak: Float = 3.5

  @inline(__always) static func encoded(_ light: Light) -> LaneBits {
    let (r, g, b) = (code(light.red, 2047), code(light.green, 2047), code(light.blue, 1023))
    return (r &<< 21) | (g &<< 10) | b
  }

  @inline(__always) private static func code(_ light: Lanes, _ most: Float) -> LaneBits {
    wholeBits(root(clamped(light * (1 / peak))) * most)
  }

  // As numbers from 1: the fields moved to the top of a significand.
  @inline(__always) static func red(_ code: LaneBits) -> Lanes { lanes(((code &>> 9) & 0x7F_F000) | 0x3F80_0000) }
  @inline(__always) static func green(_ code: LaneBits) -> Lanes { lanes(((code &<< 2) & 0x7F_F000) | 0x3F80_0000) }
  @inline(__always) static func blue(_ code: LaneBits) -> Lanes { lanes(((code &<< 13) & 0x7F_E000) | 0x3F80_0000) }

  /// Light from sums of such numbers with weights that are 1 together.
  @inline(__always) static func decoded(_ red: Lanes, _ green: Lanes, _ blue: Lanes) -> Light {
    let (r, g, b) = ((red - 1) * (2048 / 2047), (green - 1) * (2048 / 2047), (blue - 1) * (1024 / 1023))
    return Light(r * r * peak, g * g * peak, b * b * peak)
  }
}

/// The light of a patch.
///
/// Safe to share: texels are written by `init` and only read afterwards, and `view` belongs to the strip, which keeps it under its lock.
final class StripTexels: @unchecked Sendable {
  let texels: UnsafeMutablePointer<UInt32>
  let byteCount: Int
  /// When it was last looked at, as a number of views.
  var view = 0

  init(_ patch: StripPatch, _ matter: some Matter) {
    let columns = StripPatch.columns(patch.level) + 1
    let count = StripPatch.count(patch.level)
    byteCount = 4 * count
    texels = .allocate(capacity: count)
    let piece = matter.piece(patch)
    let (texel, perTurn) = (Float(patch.texel), 1 / Float(StripPatch.texelsPerTurn(patch.level)))
    let first = Float(patch.sector * StripPatch.columns(patch.level))
    for row in 0...StripPatch.rows {
      let logarithm = Lanes(repeating: Float(row) * texel)
      for column in stride(from: 0, to: columns, by: 8) {
        let turns = (Lanes.numbers + (first + Float(column))) * perTurn
        let codes = StripLight.encoded(matter.light(turns, logarithm, piece, texel: texel, column: column, row: row))
        let to = texels + row * columns + column
        if column + 8 <= columns {
          UnsafeMutableRawPointer(to).storeBytes(of: codes, as: LaneBits.self)
        } else {
          for lane in 0..<columns - column { to[lane] = codes[lane] }
        }
      }
    }
  }

  deinit { texels.deallocate() }
}
