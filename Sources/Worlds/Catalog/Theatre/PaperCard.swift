import Geometry

/// A piece of card with all that is cut into it, as the distance from the nearest edge at every place.
///
/// A map of distances stays crisp however large it is seen, and tells of light on edges and of shadows too. Its plane is two high
/// where the card fills the canvas; beyond the map the card is whole.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class PaperCard: @unchecked Sendable {
  static let columns = 1024
  static let rows = 768
  /// The side of a texel, and the place of the map's first corner.
  static let texel = 0.0025
  static let left = -0.5 * Double(columns) * texel
  static let top = -0.5 * Double(rows) * texel

  private let map: UnsafeMutablePointer<Float>

  /// - Parameter mask: how much of each texel is paper, 0 … 1.
  init(_ mask: [Float]) {
    map = .allocate(capacity: PaperCard.columns * PaperCard.rows)
    DistanceMap.write(mask, PaperCard.columns, PaperCard.rows, unit: Float(PaperCard.texel), to: map)
  }

  deinit { map.deallocate() }

  /// For the loops over pixels. Valid as long as the card lives.
  var face: Face { Face(map: UnsafePointer(map)) }

  /// Safe to share: it only reads the card's map.
  struct Face: @unchecked Sendable {
    fileprivate let map: UnsafePointer<Float>

    /// How far under the card eight places are; negative where it is cut away.
    @inline(__always) func depth(_ x: Lanes, _ y: Lanes) -> Lanes {
      let scale = Float(1 / PaperCard.texel)
      let u = clamped((x - Float(PaperCard.left)) * scale - 0.5, 0, Float(PaperCard.columns) - 1.01)
      let v = clamped((y - Float(PaperCard.top)) * scale - 0.5, 0, Float(PaperCard.rows) - 1.01)
      let (fu, fv) = (floor(u), floor(v))
      let index = wholeBits(fv * Float(PaperCard.columns) + fu)
      @inline(__always) func at(_ lane: Int) -> (Float, Float, Float, Float) {
        let p = map + Int(truncatingIfNeeded: index[lane])
        return (p[0], p[1], p[PaperCard.columns], p[PaperCard.columns + 1])
      }
      let (a, b, c, d) = (at(0), at(1), at(2), at(3))
      let (e, f, g, h) = (at(4), at(5), at(6), at(7))
      let (s, t) = (u - fu, v - fv)
      let upper = mix(
        Lanes(a.0, b.0, c.0, d.0, e.0, f.0, g.0, h.0), Lanes(a.1, b.1, c.1, d.1, e.1, f.1, g.1, h.1), s)
      let lower = mix(
        Lanes(a.2, b.2, c.2, d.2, e.2, f.2, g.2, h.2), Lanes(a.3, b.3, c.3, d.3, e.3, f.3, g.3, h.3), s)
      return mix(upper, lower, t)
    }

    /// The same at one place, and no less than what is known of places beyond the map.
    func depth(_ x: Float, _ y: Float) -> Float {
      let beyond = max(abs(x) + Float(PaperCard.left), abs(y) + Float(PaperCard.top))
      return max(depth(Lanes(repeating: x), Lanes(repeating: y))[0], beyond)
    }
  }
}

/// Distances from the edges of a drawing (Felzenszwalb and Huttenlocher 2012), to a part of a texel.
enum DistanceMap {
  private static let far: Float = 1e12

  /// Positive in the drawing.
  static func write(_ mask: [Float], _ columns: Int, _ rows: Int, unit: Float, to map: UnsafeMutablePointer<Float>) {
    func distances(_ nearness: (Float) -> Float) -> [Float] {
      var field = mask.map(nearness)
      let size = max(columns, rows)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * size + 2) { memory in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { places in
          field.withUnsafeMutableBufferPointer { field in
            let all = field.baseAddress!
            let work = (memory.baseAddress!, memory.baseAddress! + size, places.baseAddress!)
            for column in 0..<columns { sweep(all + column, rows, columns, work) }
            for row in 0..<rows { sweep(all + row * columns, columns, 1, work) }
          }
        }
      }
      return field
    }
    let outside = distances { $0 > 0.99 ? 0 : $0 < 0.01 ? far : max(0, 0.5 - $0) * max(0, 0.5 - $0) }
    let inside = distances { $0 < 0.01 ? 0 : $0 > 0.99 ? far : max(0, $0 - 0.5) * max(0, $0 - 0.5) }
    for index in 0..<columns * rows {
      map[index] = min(max((inside[index].squareRoot() - outside[index].squareRoot()) * unit, -1), 1)
    }
  }

  /// The lower envelope of parabolas over one line of squares of distances.
  @inline(__always)
  private static func sweep(
    _ line: UnsafeMutablePointer<Float>, _ count: Int, _ step: Int,
    _ work: (own: UnsafeMutablePointer<Float>, bounds: UnsafeMutablePointer<Float>, places: UnsafeMutablePointer<Int>)
  ) {
    for index in 0..<count { work.own[index] = line[index * step] }
    var last = 0
    (work.places[0], work.bounds[0], work.bounds[1]) = (0, -.infinity, .infinity)
    for index in 1..<count {
      let own = work.own[index] + Float(index * index)
      var meets: Float
      repeat {
        let other = work.places[last]
        meets = (own - work.own[other] - Float(other * other)) / Float(2 * (index - other))
        last -= 1
      } while meets <= work.bounds[last + 1]
      last += 2
      (work.places[last], work.bounds[last], work.bounds[last + 1]) = (index, meets, .infinity)
    }
    last = 0
    for index in 0..<count {
      while work.bounds[last + 1] < Float(index) { last += 1 }
      let away = Float(index - work.places[last])
      line[index * step] = away * away + work.own[work.places[last]]
    }
  }
}
