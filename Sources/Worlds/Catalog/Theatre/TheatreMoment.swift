import Geometry

/// Theatre at one moment.
struct TheatreMoment: WorldMoment {
  private let sheets: [TheatreSheet]
  private let memory: OutlineMemory
  private let opening: TheatreOpening
  private let pixel: Float
  private let stage: Colour
  private let shadows: Float

  /// Octaves ahead of the nearest and the farthest sheet: one is beyond the canvas's corners, the other smaller than a pixel.
  static let nearest = 0.05
  static let farthest = 9.0
  private static let perOctave = 4.3

  init(_ theatre: Theatre, _ view: WorldView, _ lens: Lens) {
    pixel = lens.pixel
    let memory = OutlineMemory()
    self.memory = memory
    let opening = TheatreOpening(lens)
    let layers = opening.before(
      DeepLayer.visible(
        from: lens.depth, perOctave: TheatreMoment.perOctave, nearest: TheatreMoment.nearest,
        farthest: TheatreMoment.farthest), depth: lens.depth, perOctave: TheatreMoment.perOctave)
    let sheets = opening.attached(layers.map { TheatreSheet($0, theatre, view, in: memory) })
    self.sheets = sheets
    self.opening = opening.behind(sheets)
    shadows = theatre.shadows
    stage = Colour.mix(theatre.palette.colour(1) * 1.7, opening.light * 2, 0.5 * opening.presence)
  }

  /// A sheet that may be seen, and the one before it, which casts its shadow on it.
  struct Seen {
    let sheet: TheatreSheet
    let before: TheatreSheet?
  }

  /// The sheets that may be seen in a tile, nearest first, up to the first that fills it.
  func part(_ tile: Tile) -> [Seen] {
    var seen: [Seen] = []
    let distances = tile.distances
    for (index, sheet) in sheets.enumerated() {
      let (low, high) = (sheet.outline.range.lowerBound, sheet.outline.range.upperBound)
      if (distances.upperBound + pixel) * sheet.distance < low { continue }
      seen.append(Seen(sheet: sheet, before: index > 0 ? sheets[index - 1] : nil))
      if (distances.lowerBound - 2 * pixel) * sheet.distance > high { break }
    }
    return seen
  }

  func isOpen(_ tile: Tile) -> Bool { opening.presence == 1 && tile.distances.upperBound + 2 * pixel < opening.clear }

  func sight(_ x: Lanes, _ y: Lanes, _ part: [Seen], column: Int, row: Int) -> Sight {
    let squared = x * x + y * y
    let place = Place(x: x, y: y, r: root(squared), turns: turns(x, y))
    let glow = Light(stage) * (0.12 / (1 + 14 * squared))
    var (sum, left) = (Light.black, Lanes.one)
    part.withUnsafeBufferPointer { part in
      for seen in part {
        add(seen, place, &sum, &left)
        if !anyTrue(left .> 0.003) { break }
      }
    }
    sum = opening.lit(sum + glow * (1 - left), place.r)
    let open = left * opening.presence
    // The light is what is left of it where the next scene is seen.
    let light = sum + Light(stage) * (left - open)
    return Sight(light * (1 / larger(1 - open, 1e-3)), open: open)
  }

  private struct Place {
    let x: Lanes
    let y: Lanes
    let r: Lanes
    let turns: Lanes
  }

  @inline(__always) private func add(_ seen: Seen, _ place: Place, _ sum: inout Light, _ left: inout Lanes) {
    let sheet = seen.sheet
    let edge = sheet.depth(place.r, turns: place.turns)
    let footprint = pixel * sheet.distance
    let cover = clamped(edge.depth * edge.steepness * (1 / footprint) + 0.5)
    let weight = left * cover
    if !anyTrue(weight .> 0) { return }
    sum += surface(seen, place, larger(edge.depth, 0) * larger(edge.steepness, 0.35), footprint) * weight
    left -= weight
  }

  /// The paper, so far from the edge of its hole, which catches the light of the stage. That falls off outward, by the distance from the
  /// middle: it knows nothing of lobes.
  @inline(__always)
  private func surface(_ seen: Seen, _ place: Place, _ edge: Lanes, _ footprint: Float) -> Light {
    let sheet = seen.sheet
    let near = 1 / (1 + larger(place.r * sheet.distance - 0.4, 0) * 2.6)
    let cut = exp2(edge * (-1 / (0.0025 + 0.8 * footprint)))
    let shade = shadow(seen.before, place)
    let tone =
      (0.42 + ornament(edge, footprint) + lace(sheet, place, edge, footprint) + 0.85 * near
        + paper(sheet, place, footprint)) * shade
    return Light(sheet.colour) * tone + (Light(sheet.colour) * 0.55 + Light(stage) * 0.04) * (cut * shade)
  }

  /// What the sheet before leaves of the light, which comes from above.
  @inline(__always) private func shadow(_ before: TheatreSheet?, _ place: Place) -> Lanes {
    guard let before else { return .one }
    let distance = before.distance
    let (x, y) = (place.x - 0.022 / distance, place.y - 0.055 / distance)
    let depth = before.depth(root(x * x + y * y), turns: turns(x, y)).depth
    return 1 - shadows * (0.40 * smoothstep(-0.06, 0.015, depth) + 0.34 * smoothstep(-0.28, 0.05, depth))
  }

  /// Two slits that follow the edge, through which light comes.
  @inline(__always) private func ornament(_ edge: Lanes, _ footprint: Float) -> Lanes {
    let weight = clamped(1.5 - footprint * 300)
    guard weight > 0 else { return .zero }
    let (wide, narrow) = (magnitude(edge - 0.030), magnitude(edge - 0.046))
    let half = 0.5 * footprint
    let lines = clamped((0.0040 - wide) * (1 / (2 * half)) + 0.5) + clamped((0.0014 - narrow) * (1 / (2 * half)) + 0.5)
    return lines * (0.55 * weight)
  }

  /// Rings of small holes, through which light comes, in a pattern of as many leaves as the sheet has; all are round, and smaller from ring to
  /// ring.
  @inline(__always)
  private func lace(_ sheet: TheatreSheet, _ place: Place, _ edge: Lanes, _ footprint: Float) -> Lanes {
    let weight = clamped(1.5 - footprint * 140)
    guard weight > 0 else { return .zero }
    let out = log2(larger(place.r * (sheet.distance / TheatreSheet.innerRing), 1e-3))
    let down = out * TheatreSheet.ringsPerOctave
    let ring = floor(down)
    let isLace = (ring .> -1) .& (ring .< sheet.rings) .& (edge .> 0.065)
    if !anyTrue(isLace) { return .zero }
    let around = place.turns + sheet.sway
    let along = around * TheatreSheet.holesInRing + ring * 0.5
    let (u, v) = (fraction(along) - 0.5, down - ring - 0.5)
    let leaf = cosine(turns: around * sheet.leaves + ring * 0.02)
    let size = (0.20 + 0.16 * leaf) * (1 - ring * (1 / sheet.rings))
    // A hole's cell on the canvas, in pixels.
    let cell = place.r * (2 * Float.pi / TheatreSheet.holesInRing / pixel)
    let holes = clamped((size - root(u * u + v * v)) * cell + 0.5)
    // Holes of a few pixels give way to their mean.
    let light = mix(size * size * Float.pi, holes, clamped(cell * 0.4 - 1.6))
    return only(isLace, light) * (0.3 * weight)
  }

  /// Fibres.
  @inline(__always) private func paper(_ sheet: TheatreSheet, _ place: Place, _ footprint: Float) -> Lanes {
    let weight = clamped(1.4 - footprint * 110)
    guard weight > 0 else { return .zero }
    let (x, y) = (place.x * sheet.distance, place.y * sheet.distance)
    return Noise.value(x * 60 + y * 14, y * 38, seed: sheet.seed &+ 7) * (0.07 * weight)
  }
}

/// The stage, where the next scene is seen through the hole of the last sheet before it.
private struct TheatreOpening {
  /// Octaves from the camera to the stage; ∞ without an opening.
  private let ahead: Double
  /// How much of the next scene is seen, while it is a spot: 0 … 1.
  let presence: Float
  /// How far the next scene is seen at most.
  private let reach: Float
  /// The distances up to which nothing else is seen, and up to which nothing of the last sheet is.
  private(set) var clear: Float = 0
  private var edge: Float = 1
  let light: Colour
  private let rim: RimLight?

  init(_ lens: Lens) {
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < TheatreOpening.farthest
    presence = isSeen ? smoothstep(Float(TheatreOpening.farthest), 8, Float(ahead)) : 0
    reach = lens.openingReach
    light = lens.opening?.light ?? Colour(0, 0, 0)
    rim = lens.opening.map { RimLight($0) }
  }

  /// Octaves from where on nothing is seen of it.
  private static let farthest = 9.0
  /// Sheets up to so many octaves this side of the stage are before it.
  static let thickness = 0.5

  private var isSeen: Bool { presence > 0 }

  /// The layers before the stage; at least the last of them, wherever the camera is.
  func before(_ layers: [DeepLayer], depth: Double, perOctave: Double) -> [DeepLayer] {
    guard isSeen else { return layers }
    let last = Int(((depth + ahead - TheatreOpening.thickness) * perOctave).rounded(.down))
    let before = layers.filter { $0.index <= last }
    guard before.isEmpty else { return before }
    let ahead = Double(last) / perOctave - depth
    return [DeepLayer(index: last, ahead: ahead, distance: PortableMath.exp2(ahead) - 1)]
  }

  /// The sheets, of which the last does not come nearer than the next scene does: so that has nothing to show beyond its hole.
  func attached(_ sheets: [TheatreSheet]) -> [TheatreSheet] {
    guard isSeen, var last = sheets.last else { return sheets }
    // A little less than its reach: in sharp notches the edge is soft. One passes into the other smoothly, or the sheet would be seen to brake.
    let (own, held) = (max(last.distance, 0), last.outline.range.upperBound / (0.96 * reach))
    last.distance = (own * own * own * own + held * held * held * held).squareRoot().squareRoot()
    return sheets.dropLast() + [last]
  }

  /// The same, behind those sheets.
  func behind(_ sheets: [TheatreSheet]) -> TheatreOpening {
    var opening = self
    opening.clear = sheets.map { $0.outline.range.lowerBound / $0.distance }.min() ?? 0
    opening.edge = sheets.last.map { $0.outline.range.lowerBound / $0.distance } ?? 1
    return opening
  }

  /// The next scene's light on the sheets around it.
  @inline(__always) func lit(_ own: Light, _ r: Lanes) -> Light {
    guard isSeen, let rim else { return own }
    let outside = log2(larger(r, 1e-6) * (1 / edge)) * 0.6931472
    // Only the light: the paper has edges of its own.
    let lit = rim.lit(own, outside: larger(outside, 0) + 0.1)
    return mix(own, lit, Lanes(repeating: presence))
  }
}

extension Theatre {
  static let rim: Rim = { ahead, reach in
    let full = reach * PortableMath.exp2(-ahead)
    let layer = ahead - TheatreOpening.thickness
    let holes = (least: Double(TheatreSheet.holes.lowerBound), greatest: Double(TheatreSheet.holes.upperBound))
    // The last sheet's distance at most, as `attached` makes it.
    let (own, held) = (max(PortableMath.exp2(layer) - 1, 0), holes.greatest / (0.96 * full))
    let distance = (own * own * own * own + held * held * held * held).squareRoot().squareRoot()
    return min(0.98 * holes.least / distance, full)...full
  }
}
