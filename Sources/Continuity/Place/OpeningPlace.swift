import Geometry
import Imaging

/// Where in a picture the next scene can open.
package struct OpeningPlace: Hashable, Sendable {
  package enum Kind: String, Hashable, Codable, Sendable {
    case sky, haze, darkGap, smooth, leastBad
  }

  /// In plane units: there the next scene has its middle.
  package var point: Point
  /// How well it can open there, 0 … 1: over 0.5 is a fine place.
  package var score: Double
  package var kind: Kind

  /// With a lower score no place opens better than a picture's middle.
  private static let leastScore = 0.27

  /// Whether the next scene can open there.
  package var isFit: Bool { score >= OpeningPlace.leastScore }

  /// The best place of a 4:4:4 picture: smooth or dark, beside structure that the next scene can come out from behind, near the middle rather
  /// than not, and neither in a face nor in what the picture is of.
  ///
  ///     let place = OpeningPlace.find(in: roughButForADarkGap, octaves: 3)      // the gap lies about (0.9, −0.4)
  ///     (place.point, place.score, place.kind)                                  // (0.84, −0.34), 0.86, .darkGap
  ///
  /// - Parameter octaves: how much smaller the next scene is when it lies in the picture; it fits in there as a whole.
  package static func find(in picture: Picture, octaves: Double) -> OpeningPlace {
    let map = OpennessMap(picture)
    let part = PortableMath.exp2(-max(octaves, 0.25))
    let search = PlaceSearch(map, part: part)
    var best = (score: -1.0, cell: (x: map.columns / 2, y: map.rows / 2))
    for y in search.rows {
      for x in search.columns {
        let score = search.score(x, y)
        if score > best.score { best = (score, (x, y)) }
      }
    }
    let score = max(best.score, 0)
    return OpeningPlace(
      point: map.place(best.cell.x, best.cell.y), score: score,
      kind: score < leastScore ? .leastBad : map.kind(best.cell.x, best.cell.y))
  }
}

/// Rates cells as places for a scene of some relative size.
private struct PlaceSearch {
  /// The cells at which the scene fits in.
  let rows: Range<Int>
  let columns: Range<Int>
  private let map: OpennessMap
  /// Openness around each cell as far as the scene's own middle, and nearer.
  private let wide: FloatImage
  private let near: FloatImage
  /// How much of a subject is around.
  private let subject: FloatImage
  /// How far structure may be, in cells.
  private let reach: Int

  init(_ map: OpennessMap, part: Double) {
    self.map = map
    let halfHeight = part * Double(map.rows) / 2
    wide = map.openness.blurred(sigma: max(0.45 * halfHeight, 1))
    near = map.openness.blurred(sigma: max(0.15 * halfHeight, 0.7))
    // A face a little way off is still too near, however small the scene begins.
    subject = map.subject.blurred(sigma: max(0.25 * halfHeight, 0.05 * Double(map.rows)))
    reach = max(4, Int(min(3 * halfHeight, 0.4 * Double(map.rows))))
    func inside(_ count: Int) -> Range<Int> {
      // A fiftieth of the picture stays around it.
      let margin = Int((Double(count) * min(part / 2 + 0.02, 0.5)).rounded(.up))
      return margin < count - margin ? margin..<count - margin : count / 2..<count / 2 + 1
    }
    (rows, columns) = (inside(map.rows), inside(map.columns))
  }

  func score(_ x: Int, _ y: Int) -> Double {
    let i = y * map.columns + x
    let open = (Double(near.pixels[i]) * Double(wide.pixels[i])).squareRoot()
    let p = map.place(x, y)
    let across = p.x / map.aspect
    let middle = 1 - 0.35 * min(across * across + p.y * p.y, 1)
    let free = 1 - 0.95 * min(Double(subject.pixels[i]) * 1.3, 1)
    return open * middle * free * enclosure(x, y)
  }

  /// From 0.4 with nothing in sight to 1 with structure to half of the sides or more.
  private func enclosure(_ x: Int, _ y: Int) -> Double {
    var sides = 0
    for (dx, dy) in PlaceSearch.directions {
      var k = 2
      while k < reach {
        let (px, py) = (x + Int((dx * Double(k)).rounded()), y + Int((dy * Double(k)).rounded()))
        guard px >= 0, py >= 0, px < map.columns, py < map.rows else { break }
        if map.edges.pixels[py * map.columns + px] > 3 {
          sides += 1
          break
        }
        k += 1
      }
    }
    return min(0.4 + 0.6 * Double(sides) / 6, 1)
  }

  private static let directions = (0..<12).map { n -> (Double, Double) in
    let p = Point(turns: Double(n) / 12)
    return (p.x, p.y)
  }
}
