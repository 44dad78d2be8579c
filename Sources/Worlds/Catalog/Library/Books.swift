/// The colours that books are bound in.
///
/// Safe to share: its table is written by `init` and only read afterwards.
final class BookCloths: @unchecked Sendable {
  fileprivate static let count = 8
  /// Written once, here.
  fileprivate let table: UnsafeMutablePointer<SIMD4<Float>>

  init(_ colours: [Colour]) {
    table = .allocate(capacity: BookCloths.count)
    for index in 0..<BookCloths.count {
      let colour = colours[index % colours.count]
      (table + index).initialize(to: SIMD4(colour.red, colour.green, colour.blue, 0))
    }
  }

  deinit { table.deallocate() }
}

/// Books on shelves. Valid as long as their cloths live.
struct Books: @unchecked Sendable {
  let materials: LibraryMaterials
  private let table: UnsafePointer<SIMD4<Float>>

  init(_ materials: LibraryMaterials, _ cloths: BookCloths) {
    self.materials = materials
    table = UnsafePointer(cloths.table)
  }

  /// A shelf's compartment: books of a row.
  /// - Parameters:
  ///   - along: in books.
  ///   - height: 0 on the board … 1 under the next.
  ///   - blur: the side of a pixel in books, and `blurUp` in shelves.
  @inline(never)
  func light(_ along: Lanes, _ height: Lanes, row: Lanes, seed: UInt32, blur: Lanes, blurUp: Lanes) -> Light {
    let whole = floor(along)
    let part = along - whole
    // Edges between books lie off the lattice.
    let rows = wholeBits(row)
    let (i, j) = (wholeBits(whole), wholeBits(whole) &+ 1)
    let left = 0.36 * Noise.first(Noise.hash(i, rows, seed))
    let right = 1 + 0.36 * Noise.first(Noise.hash(j, rows, seed))
    let isBefore = part .< left
    let isAfter = part .> right
    let number = whole - only(isBefore, .one) + only(isAfter, .one)
    // In the neighbour's place its far edge is taken as straight.
    let low = select(isBefore, -0.95 * Lanes.one, select(isAfter, right, left))
    let high = select(isBefore, left, select(isAfter, 1.95 * Lanes.one, right))
    let width = high - low
    let across = (part - low) / width * 2 - 1
    let own = Noise.hash(wholeBits(number), rows, seed &+ 77)
    let (p, q) = (Noise.first(own), Noise.second(own))
    // Volumes of a work stand together and are alike.
    let work = floor(number * 0.1667 + 0.37 * row)
    let set = Noise.hash(wholeBits(work), rows, seed &+ 191)
    let isSet = Noise.first(set) .> -0.1
    let kind = select(isSet, Noise.unit(Noise.mixed(set)), Noise.unit(Noise.mixed(own)))
    let tall = select(isSet, Noise.second(set), q)
    let top = 0.80 + 0.13 * tall
    let detail = smoothstep(0.75, 0.25, blur)
    var cloth = colour(kind) * (1 + 0.22 * p * detail)
    // Gilt bands, and a label for some.
    let up = height / top
    let bands = line(up - 0.16, blurUp) + line(up - 0.24, blurUp) + line(up - 0.62, blurUp) + line(up - 0.90, blurUp)
    let isGilt = fraction(kind * 7.3) .> 0.35
    let label = clamped((0.075 - magnitude(up - 0.75)) / larger(blurUp, 0.01) + 0.5)
    cloth = mix(cloth, Light(materials.carpet), only(fraction(kind * 13.7) .> 0.5, label * 0.85))
    let gilt = only(isGilt, clamped(bands)) * (0.35 + 0.65 * detail)
    cloth = mix(cloth, Light(materials.gilt), gilt * 0.75)
    let round = 0.28 + 0.72 * root(clamped(1 - across * across * 0.97))
    cloth = cloth * mix(Lanes(repeating: 0.70), round * (1 - 0.10 * across), detail)
    // Behind and above them it is dark; some places are empty.
    let gap = Lanes.one - clamped((top - height) / larger(blurUp, 0.012) + 0.5)
    let isMissing = only(fraction(kind * 5.1 + p) .> 0.955, detail)
    let shade = (0.50 + 0.50 * smoothstep(1.02, 0.70, height))
    return mix(cloth * shade, Light(materials.darkWood) * 0.30, larger(gap, isMissing))
  }

  @inline(__always) private func line(_ distance: Lanes, _ blur: Lanes) -> Lanes {
    let reach = 1 / (blur + 0.014)
    return clamped(1 - magnitude(distance) * reach) * (0.014 * reach) * 1.4
  }

  /// One of the colours of cloth and leather for numbers 0 … 1.
  @inline(__always) private func colour(_ kind: Lanes) -> Light {
    let index = wholeBits(clamped(kind) * 6.98 - 0.49)
    @inline(__always) func at(_ lane: Int) -> SIMD4<Float> { table[Int(truncatingIfNeeded: index[lane]) & 7] }
    let (a, b, c, d) = (at(0), at(1), at(2), at(3))
    let (e, f, g, h) = (at(4), at(5), at(6), at(7))
    return Light(
      Lanes(a[0], b[0], c[0], d[0], e[0], f[0], g[0], h[0]), Lanes(a[1], b[1], c[1], d[1], e[1], f[1], g[1], h[1]),
      Lanes(a[2], b[2], c[2], d[2], e[2], f[2], g[2], h[2]))
  }
}
