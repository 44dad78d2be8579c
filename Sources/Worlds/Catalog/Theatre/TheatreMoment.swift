import Geometry

/// Theatre at one moment.
struct TheatreMoment: WorldMoment {
  private let sheets: [TheatreSheet]
  /// Kept for as long as they are looked at.
  private let cards: [PaperCard]
  private let sun: Sunburst
  private let pixel: Float
  private let stage: Colour
  private let shadows: Float

  /// Octaves ahead of the nearest and the farthest sheet: one is beyond the canvas's corners, the other smaller than a pixel.
  static let nearest = 0.05
  static let farthest = 8.5
  private static let perOctave = 3.2

  init(_ theatre: Theatre, _ view: WorldView, _ lens: Lens) {
    pixel = lens.pixel
    let sun = Sunburst(theatre, lens)
    self.sun = sun
    let mouth = sun.mouth
    let cards = theatre.cards
    self.cards = cards
    // Sheets that the camera has passed still stand there if they have come to grow with the stage.
    let nearest = mouth.isSeen ? min(TheatreMoment.nearest, max(mouth.ahead - 3.4, -8)) : TheatreMoment.nearest
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: TheatreMoment.perOctave, nearest: nearest, farthest: TheatreMoment.farthest)
    sheets = layers.filter { !mouth.isSeen || $0.ahead < mouth.ahead - 0.12 }
      .map { TheatreSheet($0, theatre, cards, mouth, view) }
      .filter { $0.distance > 0.035 }
    shadows = theatre.shadows
    stage = mouth.tinted(theatre.palette.colour(0.97) * 1.15)
  }

  /// A sheet that may be seen, and the one before it, which casts its shadow on it.
  struct Seen {
    let sheet: TheatreSheet
    let isWhole: Bool
    let before: TheatreSheet?
  }

  /// The sheets that may be seen in a tile, nearest first, up to the first that fills it.
  func part(_ tile: Tile) -> [Seen] {
    var seen: [Seen] = []
    for (index, sheet) in sheets.enumerated() {
      let coverage = sheet.coverage(tile, pixel: pixel)
      if coverage == .none { continue }
      seen.append(Seen(sheet: sheet, isWhole: coverage == .whole, before: index > 0 ? sheets[index - 1] : nil))
      if coverage == .whole { break }
    }
    return seen
  }

  func isOpen(_ tile: Tile) -> Bool { sun.mouth.holds(tile.distances.upperBound, least: 0.90) }

  func sight(_ x: Lanes, _ y: Lanes, _ part: [Seen], column: Int, row: Int) -> Sight {
    let squared = x * x + y * y
    let place = Place(x: x, y: y, r: root(squared))
    var (sum, left) = (Light.black, Lanes.one)
    part.withUnsafeBufferPointer { part in
      for seen in part {
        add(seen, place, &sum, &left)
        if !anyTrue(left .> 0.003) { break }
      }
    }
    sum += Light(stage) * (0.16 / (1 + 26 * squared)) * (1 - left)
    guard anyTrue(left .> 0) else { return Sight(lit(sum, place), open: .zero) }
    guard sun.mouth.isSeen else { return Sight(sum + Light(stage) * left, open: .zero) }
    let mouth = sun.mouth
    let outside = mouth.outside(x, y)
    let share = mouth.share(x, y, outside: outside)
    let wall = left * (1 - share) * mouth.presence
    if anyTrue(wall .> 0) {
      let footprint = pixel * reciprocalRoot(larger(squared, 1e-12))
      let (paper, edge) = sun.paper(outside: outside, turns: turns(x, y), footprint: footprint)
      sum += (paper * 0.9 + paper * (edge * 0.5) + Light(stage) * (edge * 0.12)) * wall
    }
    left -= wall
    let open = left * (mouth.clearness * mouth.presence)
    let light = lit(sum, place) + Light(stage) * (left - open)
    return Sight(light * (1 / larger(1 - open, 1e-3)), open: open)
  }

  private struct Place {
    let x: Lanes
    let y: Lanes
    let r: Lanes
  }

  /// The next scene's light on the sheets around it.
  @inline(__always) private func lit(_ own: Light, _ place: Place) -> Light {
    guard let rim = sun.mouth.rim, sun.mouth.isSeen else { return own }
    let outside = log2(larger(place.r, 1e-6) * (1 / sun.mouth.radius)) * 0.6931472
    let lit = rim.lit(own, outside: larger(outside, 0) + 0.12)
    return mix(own, lit, Lanes(repeating: sun.mouth.presence * sun.mouth.clearness))
  }

  @inline(__always) private func add(_ seen: Seen, _ place: Place, _ sum: inout Light, _ left: inout Lanes) {
    let sheet = seen.sheet
    let depth = sheet.depth(place.x, place.y, place.r)
    let footprint = pixel * sheet.distance
    let cover = seen.isWhole ? .one : clamped(depth * (1 / footprint) + 0.5)
    let weight = left * cover
    if !anyTrue(weight .> 0) { return }
    sum += surface(seen, place, larger(depth, 0), footprint) * weight
    left -= weight
  }

  /// The paper, so far from its edge. The stage lights it from behind: thin pieces let some light through, and cut edges catch it.
  @inline(__always)
  private func surface(_ seen: Seen, _ place: Place, _ depth: Lanes, _ footprint: Float) -> Light {
    let sheet = seen.sheet
    let colour = Light(sheet.colour)
    let near = 1 / (1 + larger(place.r * sheet.distance - 0.30, 0) * 2.2)
    let thin = exp2(depth * (-1 / 0.022))
    let cut = exp2(depth * (-1 / (0.0016 + 0.7 * footprint)))
    let shade = shadow(seen.before, place)
    let tone = (0.70 + 0.28 * near + 0.10 * thin * near + paper(sheet, place, footprint)) * shade
    return colour * tone + (colour * 0.35 + Light(stage) * 0.018) * (cut * near * shade)
  }

  /// What the sheet before leaves of the light, which comes from above.
  @inline(__always) private func shadow(_ before: TheatreSheet?, _ place: Place) -> Lanes {
    guard let before else { return .one }
    let distance = before.distance
    let (x, y) = (place.x - 0.012 / distance, place.y - 0.034 / distance)
    let depth = before.depth(x, y, root(x * x + y * y))
    return 1 - shadows * (0.30 * smoothstep(-0.022, 0.010, depth) + 0.16 * smoothstep(-0.12, 0.03, depth))
  }

  /// Fibres.
  @inline(__always) private func paper(_ sheet: TheatreSheet, _ place: Place, _ footprint: Float) -> Lanes {
    let weight = clamped(1.4 - footprint * 110)
    guard weight > 0 else { return .zero }
    let (x, y) = (place.x * sheet.distance, place.y * sheet.distance)
    return Noise.value(x * 60 + y * 14, y * 38, seed: sheet.seed &+ 7) * (0.06 * weight)
  }
}
