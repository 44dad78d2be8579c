/// Gradient noise: smooth, about −1 … 1, zero on average, with features one unit apart.
///
/// A gradient hangs at each lattice point, drawn from a hash of the point; between them it is blended by a quintic
/// (Perlin 2002). Lattice coordinates are whole numbers that wrap at 2³², so a `cell` may stand anywhere.
package enum Noise {
  package static let stepX: UInt32 = 0x9E37_79B1
  package static let stepY: UInt32 = 0x85EB_CA77
  package static let stepZ: UInt32 = 0xB529_7A4D

  @inline(__always) package static func mixed(_ hash: LaneBits) -> LaneBits {
    var h = hash
    h ^= h &>> 16
    h = h &* 0x7FEB_352D
    h ^= h &>> 15
    return h
  }

  /// Mixed less well: good enough for gradients, whose leading bits are taken from high places.
  @inline(__always) static func stirred(_ hash: LaneBits) -> LaneBits { (hash ^ (hash &>> 15)) &* 0x7FEB_352D }

  /// Uniform in 0 ..< 1.
  @inline(__always) package static func unit(_ hash: LaneBits) -> Lanes { lanes((hash &>> 9) | 0x3F80_0000) - 1 }

  /// Random numbers 0 ..< 1 for pairs of whole numbers.
  @inline(__always) package static func hash(_ x: LaneBits, _ y: LaneBits, _ seed: UInt32) -> LaneBits {
    mixed(mixed(x &* stepX &+ y &* stepY &+ seed) &* 0x2C1B_3C6D)
  }

  @inline(__always) package static func quintic(_ t: Lanes) -> Lanes { t * t * t * (t * (t * 6 - 15) + 10) }

  // Three numbers −1 ..< 1 from the bits of one hash.
  @inline(__always) package static func first(_ h: LaneBits) -> Lanes { lanes((h &>> 9) | 0x4000_0000) - 3 }
  @inline(__always) package static func second(_ h: LaneBits) -> Lanes { lanes((h & 0x007F_FFFF) | 0x4000_0000) - 3 }
  @inline(__always) package static func third(_ h: LaneBits) -> Lanes {
    lanes(((h &<< 9) & 0x007F_FFFF) | 0x4000_0000) - 3
  }

  /// One dimension; `cell` is added to the whole part of x.
  @inline(__always) package static func value(_ x: Lanes, cell: UInt32 = 0, seed: UInt32) -> Lanes {
    let fx = floor(x)
    let t = x - fx
    let h = (wholeBits(fx) &+ cell) &* stepX &+ seed
    let a = first(mixed(h)) * t
    let b = first(mixed(h &+ stepX)) * (t - 1)
    return (a + (b - a) * quintic(t)) * 2.2
  }

  /// Two dimensions.
  @inline(__always) package static func value(_ x: Lanes, _ y: Lanes, seed: UInt32) -> Lanes {
    let fx = floor(x)
    let fy = floor(y)
    let u = x - fx
    let v = y - fy
    let h = wholeBits(fx) &* stepX &+ wholeBits(fy) &* stepY &+ seed
    @inline(__always) func slope(_ step: UInt32, _ x: Lanes, _ y: Lanes) -> Lanes {
      let g = stirred(h &+ step)
      return first(g) * x + second(g) * y
    }
    let a = slope(0, u, v)
    let b = slope(stepX, u - 1, v)
    let c = slope(stepY, u, v - 1)
    let d = slope(stepX &+ stepY, u - 1, v - 1)
    let across = quintic(u)
    let top = a + (b - a) * across
    let bottom = c + (d - c) * across
    return (top + (bottom - top) * quintic(v)) * 1.5
  }

  /// Two dimensions on a cylinder: x is an angle in turns, any number of them, that has `around` lattice points to the turn.
  @inline(__always) package static func value(
    around: Float, turns: Lanes, _ y: Lanes, cell: UInt32, seed: UInt32
  ) -> Lanes {
    // Rounding may put the whole turn at `around` itself; it is the first lattice point again.
    let x = fraction(turns) * around
    let fx = smaller(floor(x), around - 1)
    let fy = floor(y)
    let u = x - fx
    let v = y - fy
    let left = wholeBits(fx)
    let last = fx .> (around - 1.5)
    let right = bits(only(.!last, lanes(left &+ 1)))
    let row = (wholeBits(fy) &+ cell) &* stepY &+ seed
    @inline(__always) func slope(_ h: LaneBits, _ x: Lanes, _ y: Lanes) -> Lanes {
      let g = stirred(h)
      return first(g) * x + second(g) * y
    }
    let (hl, hr) = (left &* stepX &+ row, right &* stepX &+ row)
    let a = slope(hl, u, v)
    let b = slope(hr, u - 1, v)
    let c = slope(hl &+ stepY, u, v - 1)
    let d = slope(hr &+ stepY, u - 1, v - 1)
    let across = quintic(u)
    let top = a + (b - a) * across
    let bottom = c + (d - c) * across
    return (top + (bottom - top) * quintic(v)) * 1.5
  }

  /// Two dimensions, with the gradient.
  @inline(__always) package static func slope(_ x: Lanes, _ y: Lanes, seed: UInt32) -> (
    value: Lanes, dx: Lanes, dy: Lanes
  ) {
    let fx = floor(x)
    let fy = floor(y)
    let u = x - fx
    let v = y - fy
    let h = wholeBits(fx) &* stepX &+ wholeBits(fy) &* stepY &+ seed
    let ha = stirred(h)
    let hb = stirred(h &+ stepX)
    let hc = stirred(h &+ stepY)
    let hd = stirred(h &+ (stepX &+ stepY))
    let (ax, ay, bx, by) = (first(ha), second(ha), first(hb), second(hb))
    let (cx, cy, dx, dy) = (first(hc), second(hc), first(hd), second(hd))
    let a = ax * u + ay * v
    let b = bx * (u - 1) + by * v
    let c = cx * u + cy * (v - 1)
    let d = dx * (u - 1) + dy * (v - 1)
    let (su, sv) = (quintic(u), quintic(v))
    let (tu, tv) = (30 * u * u * (u * (u - 2) + 1), 30 * v * v * (v * (v - 2) + 1))
    let top = a + (b - a) * su
    let bottom = c + (d - c) * su
    let topX = ax + (bx - ax) * su + (b - a) * tu
    let bottomX = cx + (dx - cx) * su + (d - c) * tu
    let topY = ay + (by - ay) * su
    let bottomY = cy + (dy - cy) * su
    return (
      (top + (bottom - top) * sv) * 1.5,
      (topX + (bottomX - topX) * sv) * 1.5,
      (topY + (bottomY - topY) * sv + (bottom - top) * tv) * 1.5
    )
  }

  /// Three dimensions; `cell` is added to the whole part of z.
  @inline(__always) package static func value(_ x: Lanes, _ y: Lanes, _ z: Lanes, cell: UInt32 = 0, seed: UInt32)
    -> Lanes
  {
    let fx = floor(x)
    let fy = floor(y)
    let fz = floor(z)
    let u = x - fx
    let v = y - fy
    let w = z - fz
    let h =
      wholeBits(fx) &* stepX &+ wholeBits(fy) &* stepY &+ (wholeBits(fz) &+ cell) &* stepZ
      &+ seed
    let across = quintic(u)
    let down = quintic(v)
    @inline(__always) func slope(_ step: UInt32, _ x: Lanes, _ y: Lanes, _ z: Lanes) -> Lanes {
      let g = mixed(h &+ step)
      return first(g) * x + second(g) * y + third(g) * z
    }
    @inline(__always) func sheet(_ step: UInt32, _ z: Lanes) -> Lanes {
      let a = slope(step, u, v, z)
      let b = slope(step &+ stepX, u - 1, v, z)
      let c = slope(step &+ stepY, u, v - 1, z)
      let d = slope(step &+ stepX &+ stepY, u - 1, v - 1, z)
      let top = a + (b - a) * across
      let bottom = c + (d - c) * across
      return top + (bottom - top) * down
    }
    let near = sheet(0, w)
    let far = sheet(stepZ, w - 1)
    return (near + (far - near) * quintic(w)) * 1.3
  }
}
