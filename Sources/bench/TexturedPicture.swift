import Geometry
import Imaging

extension Picture {
  /// A picture with detail of every size, down to single pixels, as a photograph has: noise on lattices of 1, 4, 16 and 64 pixels.
  static func textured(_ size: CanvasSize, _ format: PictureFormat, seed: UInt32, cores: Cores) -> Picture {
    let picture = Picture(size, format, cleared: false)
    for (index, plane) in picture.planes.enumerated() {
      let texture = Texture(seed: seed &* 3 &+ UInt32(index), contrast: index == 0 ? 180 : 60)
      cores.forEachBand(of: plane.height, height: 32) { rows in
        for y in rows {
          let row = plane.row8(y)
          for x in 0..<plane.width { row[x] = texture.sample(x, y) }
        }
      }
    }
    return picture
  }
}

private struct Texture {
  let seed: UInt32
  let contrast: Float

  func sample(_ x: Int, _ y: Int) -> UInt8 {
    var sum: Float = 0
    for shift in [0, 2, 4, 6] { sum += noise(x, y, shift) * Float(2 + shift) / 20 }
    return UInt8(max(16, min(235, 128 + sum * contrast)))
  }

  /// Values −½ … ½ on a lattice of 2^shift samples, and straight lines between them.
  private func noise(_ x: Int, _ y: Int, _ shift: Int) -> Float {
    let cell = Float(1 << shift)
    let (i, j) = (x >> shift, y >> shift)
    let (u, v) = (Float(x - i << shift) / cell, Float(y - j << shift) / cell)
    let above = value(i, j, shift) * (1 - u) + value(i + 1, j, shift) * u
    let below = value(i, j + 1, shift) * (1 - u) + value(i + 1, j + 1, shift) * u
    return above * (1 - v) + below * v
  }

  private func value(_ i: Int, _ j: Int, _ shift: Int) -> Float {
    var hash = UInt32(truncatingIfNeeded: i) &* 0x9E37_79B1 ^ UInt32(truncatingIfNeeded: j) &* 0x85EB_CA77
    hash = (hash ^ seed &* 64 &+ UInt32(shift)) &* 0xC2B2_AE3D
    hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
    return Float((hash ^ hash >> 13) >> 8) * 0x1p-24 - 0.5
  }
}
