import Geometry
import Imaging

/// A rose window of coloured glass, ring within ring.
///
/// Each ring is four fifths of an octave and holds 8 to 24 panes of one shape, set in stone; between them is a lattice of small diamonds.
/// Shapes are drawn over the angle and the logarithm of the distance, a map that keeps angles, so a circle is a circle in every ring.
struct RoseWindow: MomentWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let glass: [Colour]
  fileprivate let ground: [Colour]
  /// The length of a ring in octaves, where no opening is near.
  fileprivate let length: Double
  /// By how much rings sway, in turns.
  fileprivate let sway: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    let workshop = RoseWindow.workshops[seed.at("workshop").pick(0..<RoseWindow.workshops.count)]
    let digest = recipe.digest
    let panes = digest.map {
      [$0.accentPaint(chroma: 1.6), $0.paint(3, chroma: 1.8), $0.paint(4, chroma: 1.5), $0.paint(2, chroma: 1.8)]
    }
    let grounds = digest.map { [$0.paint(1, chroma: 1.5), $0.paint(0, chroma: 1.5)] }
    glass = (panes ?? workshop.panes).map { Colour($0) }
    ground = (grounds ?? workshop.ground).map { Colour($0) }
    length = recipe.value(RoseWindow.height)
    sway = recipe.value(RoseWindow.sway)
    var grade = Grade()
    grade.bloom = 0.17
    grade.exposure = 1.35
    grade.contrast = 1.08
    grade.vignette = 0.4
    self.grade = grade
  }

  static let height = WorldParameter("height", "octaves from ring to ring", 0.65...1, usual: 0.8)
  static let sway = WorldParameter("sway", "by how many turns rings sway", 0...0.02, usual: 0.008)

  /// Four jewel colours for the panes, never all at once, and two for the ground.
  private static let workshops: [(panes: [UInt32], ground: [UInt32])] = [
    ([0x1F5AC8, 0xB81E3C, 0x2AA0B8, 0xF2B134], [0x0F2C86, 0x16205A]),
    ([0xC0264A, 0x2A62D0, 0xF0A040, 0x8A3AA0], [0x12287A, 0x4A1248]),
    ([0x2A9A86, 0x1F6AC0, 0xE8C860, 0xC8502E], [0x0E4A5C, 0x123A6A]),
    ([0x7A48C0, 0x2A7AD0, 0xE08AA8, 0xF4C870], [0x2A1A70, 0x14307C]),
  ]

  func moment(_ view: WorldView, _ lens: Lens) -> RoseMoment { RoseMoment(self, view, lens) }
}

struct RoseMoment: WorldMoment {
  private let rings: [Ring]
  private let lens: Lens
  private let pixel: Float
  private let texture: CylinderNoise
  private let diaper: Diaper
  private let materials = Materials()
  /// The sweep of light, in turns.
  private let sweep: Float
  private let opening: RoseOpening?

  fileprivate struct Materials {
    let stone = Colour(0x4A4238)
    let lead = Colour(0x14110E)
    let pearl = Colour(0xF2E4C0)
    let eye = Colour(0xFFD9A0) * 1.2
    let halo = Colour(0xFFCF90) * 0.28
  }

  struct Ring {
    enum Shape { case roundel, lancet, quatrefoil, teardrop }
    let shape: Shape
    /// Log2 of its inner edge on the canvas, and how many octaves it goes on outward.
    let start: Float
    let length: Float
    /// Its length as a logarithm to base e: what lengths in the window are measured in.
    var height: Float { length * 0.69314718 }
    let panes: Float
    /// Rows of panes.
    let rows: Float
    /// In turns.
    let angle: Float
    let pearls: Float
    let outer: Colour
    let inner: Colour
    let heart: Colour
    let ground: Colour
    let accent: Colour
    let seed: UInt32
  }

  init(_ rose: RoseWindow, _ view: WorldView, _ lens: Lens) {
    self.lens = lens
    pixel = lens.pixel
    texture = CylinderNoise(rose.seed.at("texture"), depth: lens.depth, frequency: 7, gain: 0.66, octaves: 3)
    diaper = Diaper(depth: lens.depth)
    sweep = Float(view.time.cycles(perSecond: 0.04))
    let innermost = PortableMath.log2(Double(lens.pixel)) + 2.5 - lens.depth
    let outermost = PortableMath.log2(Double(lens.reach)) + 0.1 - lens.depth
    opening = view.opening.map { RoseOpening($0, rose, lens) }
    let smallest = Int((innermost / rose.length).rounded(.down))
    let first = max(smallest, opening?.innermost ?? smallest)
    let last = max(first, Int((outermost / rose.length).rounded(.down)))
    let opening = opening
    rings = (first...last).map { Ring($0, rose, view, lens, opening) }
  }

  /// What of the window is in a tile.
  struct Part {
    let rings: [Ring]
    /// The slow part of the glass's texture, where it can be interpolated, and how many octaves that is.
    let slow: TileField?
    let slowOctaves: Int
  }

  func part(_ tile: Tile) -> Part {
    let footprint = pixel / max(tile.distances.lowerBound, pixel)
    let octaves = texture.octaves(largerThan: 30, footprint: footprint)
    guard octaves > 0 else { return Part(rings: rings(in: tile), slow: nil, slowOctaves: 0) }
    let field = TileField(tile, lens) { x, y in
      let squared = x * x + y * y + 1e-12
      return texture.value(
        turns(x, y), log2(squared) * (0.5 * 0.6931472), footprint: pixel * reciprocalRoot(squared), octaves: 0..<octaves
      )
    }
    return Part(rings: rings(in: tile), slow: field, slowOctaves: octaves)
  }

  private func rings(in tile: Tile) -> [Ring] {
    let distances = tile.distances
    return rings.filter { ring in
      let inner = Float(PortableMath.exp2(Double(ring.start)))
      let outer = Float(PortableMath.exp2(Double(ring.start + ring.length)))
      return outer > distances.lowerBound * 0.999 && inner < distances.upperBound * 1.001
    }
  }

  func isOpen(_ tile: Tile) -> Bool { opening.map { tile.distances.upperBound + 2 * pixel < $0.nearest } ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let light = light(x, y, part, column: column, row: row)
    guard let opening else { return Sight(light, open: .zero) }
    let r2 = larger(x * x + y * y, 0.25 * pixel * pixel)
    let inverse = reciprocalRoot(r2)
    let place = Place(
      octave: log2(r2) * 0.5, turns: turns(x, y), across: x * inverse, down: y * inverse, footprint: pixel * inverse,
      glow: 1 / (1 + 1.1 * r2))
    return opening.sight(light, place, stone: materials.stone)
  }

  private func light(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Light {
    let r2 = larger(x * x + y * y, 0.25 * pixel * pixel)
    let inverse = reciprocalRoot(r2)
    let octave = log2(r2) * 0.5
    let place = Place(
      octave: octave, turns: turns(x, y), across: x * inverse, down: y * inverse, footprint: pixel * inverse,
      glow: 1 / (1 + 1.1 * r2))
    var grain = texture.value(
      place.turns, octave * 0.6931472, footprint: place.footprint, octaves: part.slowOctaves..<texture.octaves)
    if let slow = part.slow { grain += slow.value(column: column, row: row) }
    var light = Light.black
    part.rings.withUnsafeBufferPointer { rings in
      for ring in rings {
        let along = (octave - ring.start) * (1 / ring.length)
        let inside = .!(along .< 0) .& (along .< 1)
        if anyTrue(inside) {
          let share = only(inside, .one)
          light += ringLight(ring, along, place, grain) * share
        }
      }
    }
    // The eye of the window, where rings are smaller than can be seen.
    let eye = smoothstep(0.035, 0.13, place.footprint)
    light = mix(light, Light(materials.eye), eye)
    return light + Light(materials.halo) * (1 / (1 + 60 * r2))
  }

  fileprivate struct Place {
    let octave: Lanes
    let turns: Lanes
    /// The direction outward.
    let across: Lanes
    let down: Lanes
    /// The angle of a pixel.
    let footprint: Lanes
    let glow: Lanes
  }

  @inline(__always)
  private func ringLight(_ ring: Ring, _ along: Lanes, _ place: Place, _ grain: Lanes) -> Light {
    let cell = Cell(ring, along, place.turns)
    let blur = 1 / place.footprint
    let pane = cell.pane(ring, height: ring.height / ring.rows)
    let number = wholeBits(cell.number)
    let piece = Noise.unit(Noise.hash(number, wholeBits(pane.piece), ring.seed))
    let brightness = (1.0 + 0.42 * grain) * (0.85 + 1.7 * place.glow)
    let shine = brightness * (0.82 + 0.5 * (piece - 0.5))
    let sway = 0.80 + 0.20 * sine(turns: place.turns + sweep)

    // Glass in its stone.
    let isOuter = only(pane.part .< 0.5, .one)
    let isHeart = only(pane.part .> 1.5, .one)
    var glass = mix(Light(ring.inner), Light(ring.outer), isOuter)
    glass = mix(glass, Light(ring.heart), isHeart)
    let rim = 0.55 + 0.45 * clamped(pane.distance * -22)
    let clear = clamped(0.5 - pane.distance * blur)
    let ground = diaper.light(ring, place, grain, blur)
    var light = ground * (brightness * sway * 0.8)

    // A moulding of stone around the panes and at both edges of the ring.
    let toEdge = smaller(along, 1 - along) * ring.height
    let moulding = smaller(magnitude(pane.rim - 0.011) - 0.011, toEdge - 0.013)
    let outward = select(along .< 0.5, 1, -1)
    let slopeX = select(pane.rim .< toEdge - 0.02, pane.slopeX, .zero)
    let slopeY = select(pane.rim .< toEdge - 0.02, pane.slopeY, outward)
    let side = select(pane.rim .< toEdge - 0.02, pane.rim - 0.011, toEdge - 0.006) * 70
    // Up on the canvas, from the directions outward and round.
    let upward = -(slopeY * place.down + slopeX * place.across)
    let stone =
      Light(materials.stone)
      * ((0.32 + 0.55 * clamped(0.5 + upward * clamped(side, -1, 1) * 0.6)) * (0.35 + 0.8 * place.glow)
        * (1 + 0.5 * grain))
    let cover = clamped(0.5 - moulding * blur)
    // Beside stone the glass lies in shadow.
    let contact = 0.45 + 0.55 * clamped(moulding * 30)
    light = mix(light * contact, Light(materials.lead) * place.glow, clamped(0.5 - pane.rim * blur))
    light = mix(light, stone, cover)

    // A string of pearls along both edges.
    let bead = cell.pearl(ring, toEdge, place.turns)
    let beadCover = clamped(0.5 - bead * blur)
    let pearl =
      Light(Colour.mix(materials.pearl, ring.outer, 0.35))
      * ((0.25 + 0.9 * clamped(bead * -55)) * (0.35 + 0.8 * place.glow) * sway)
    let strip = clamped(0.5 - (magnitude(toEdge - 0.030) - 0.017) * blur)
    light = mix(light, Light(materials.lead) * place.glow, strip * 0.85)
    light = mix(light, pearl, beadCover)

    light = mix(light, glass * (shine * rim * sway * 1.25), clear)
    return light
  }
}

/// One pane's place in its ring. Lengths are angles.
private struct Cell {
  /// From the middle of the pane: round, and outward.
  let x: Lanes
  let y: Lanes
  let number: Lanes
  let halfWidth: Float

  @inline(__always) init(_ ring: RoseMoment.Ring, _ along: Lanes, _ turns: Lanes) {
    let rows = along * ring.rows
    let row = smaller(floor(rows), ring.rows - 1)
    // The second row stands between the panes of the first.
    let place = fraction(turns + ring.angle + row * (0.5 / ring.panes)) * ring.panes
    let whole = smaller(floor(place), ring.panes - 1)
    number = whole + row * 64
    halfWidth = Float.pi / ring.panes
    x = (place - whole - 0.5) * (2 * halfWidth)
    y = (rows - row - 0.5) * (ring.height / ring.rows)
  }

  struct Pane {
    /// Of clear glass: negative inside, positive in lead and beyond.
    var distance: Lanes
    /// From the pane's outline.
    let rim: Lanes
    /// 0 the outer glass, 1 the inner, 2 the heart.
    let part: Lanes
    /// Pieces between leads have their own numbers.
    let piece: Lanes
    /// Roughly the way out of the pane.
    let slopeX: Lanes
    let slopeY: Lanes
  }

  private static let lead: Float = 0.0085

  @inline(__always) func pane(_ ring: RoseMoment.Ring, height: Float) -> Pane {
    let inverse = reciprocalRoot(x * x + y * y + 1e-6)
    let (outline, part, leads, piece): (Lanes, Lanes, Lanes, Lanes)
    switch ring.shape {
    case .roundel: (outline, part, leads, piece) = roundel(height * 0.5 - 0.055)
    case .lancet: (outline, part, leads, piece) = lancet(height * 0.5 - 0.055)
    case .quatrefoil: (outline, part, leads, piece) = quatrefoil(height * 0.5 - 0.055)
    case .teardrop: (outline, part, leads, piece) = teardrop(height * 0.5 - 0.055)
    }
    return Pane(
      distance: larger(outline, Cell.lead - leads), rim: outline, part: part,
      piece: part + piece * 4, slopeX: x * inverse, slopeY: y * inverse)
  }

  /// Which quarter of the pane.
  @inline(__always) private var corner: Lanes { only(x .< 0, .one) + only(y .< 0, Lanes(repeating: 2)) }

  /// A disc with a ring of eight pieces around a smaller one and its eye.
  @inline(__always) private func roundel(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let radius = min(room, halfWidth * 0.86)
    let r = root(x * x + y * y)
    let spokes = smaller(smaller(magnitude(x), magnitude(y)), magnitude(magnitude(x) - magnitude(y)) * 0.7071)
    let beyond = r - radius * 0.62
    let leads = smaller(magnitude(beyond), smaller(magnitude(r - radius * 0.26), select(beyond .> 0, spokes, .one)))
    let part = select(beyond .> 0, .zero, select(r .> radius * 0.26, .one, Lanes(repeating: 2)))
    return (
      r - radius, part, leads, only(beyond .> 0, corner + only(magnitude(x) .> magnitude(y), Lanes(repeating: 4)))
    )
  }

  /// A pointed arch that stands outward, with a bar across and a mullion below it.
  @inline(__always) private func lancet(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let half = min(halfWidth * 0.84, room * 0.9)
    let sweep = max(2.4 * half, room * 1.1)
    let aside = magnitude(x) + (sweep - half)
    let up = larger(y + room * 0.35, 0)
    let arch = root(aside * aside + up * up) - sweep
    let outline = larger(larger(arch, -room - y), y - room)
    let bar = y - room * 0.15
    let small = magnitude(y + room * 0.42)
    let leads = smaller(magnitude(bar), select(bar .< 0, smaller(magnitude(x), small), magnitude(arch + half * 0.45)))
    let core = only(arch + half * 0.45 .< 0, Lanes(repeating: 2))
    let low = only(y .< -room * 0.42, Lanes(repeating: 2))
    return (outline, select(bar .< 0, .zero, core + 1 - core * 0.5), leads, only(bar .< 0, only(x .< 0, .one) + low))
  }

  /// Four leaves about a heart.
  @inline(__always) private func quatrefoil(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let k = min(halfWidth * 0.9, room) * 0.5
    let (ax, ay) = (magnitude(x), magnitude(y))
    let (qx, qy) = (ax - k, ay - k)
    // Leaves on the diagonals and on the axes make eight lobes of two sizes.
    let diagonal = root(qx * qx + qy * qy) - k * 0.86
    let large = larger(ax, ay)
    let few = smaller(ax, ay)
    let axial = root((large - k * 1.28) * (large - k * 1.28) + few * few) - k * 0.62
    let heart = root(x * x + y * y) - k * 0.6
    let outline = smaller(smaller(diagonal, axial), heart)
    let seams = smaller(magnitude(diagonal), magnitude(axial)) + 0.004
    let leads = smaller(magnitude(heart), select(heart .> 0, select(axial .< 0, magnitude(axial), seams), .one))
    let part = select(heart .< 0, Lanes(repeating: 2), select(axial .< 0, .one, .zero))
    let arm = select(ax .> ay, only(x .< 0, .one), only(y .< 0, .one) + 2) + 4
    let lobe = select(axial .< 0, arm, corner)
    return (outline, part, leads, only(heart .> 0, lobe))
  }

  /// A drop with its round end outward, in two skins.
  @inline(__always) private func teardrop(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let width = min(halfWidth * 0.92, room * 0.95) * 1.9
    let outline = drop(room, width, scale: 1)
    let skin = drop(room, width, scale: 0.62)
    let core = drop(room, width, scale: 0.26)
    let leads = smaller(smaller(magnitude(skin), magnitude(core)), select(skin .> 0, magnitude(x) + 0.003, .one))
    return (outline, select(skin .> 0, .zero, select(core .> 0, .one, Lanes(repeating: 2))), leads, .zero)
  }

  /// How far outside a drop, which is smaller by `scale`, a place is.
  @inline(__always) private func drop(_ room: Float, _ width: Float, scale: Float) -> Lanes {
    let end = room * scale
    // The round end is wider: a smaller drop lies nearer to it.
    let up = y - (room - end) * 0.30
    let t = clamped((up + end) * (0.5 / end))
    let half = root(t * (1 - t) + 1e-5) * (0.40 + 0.75 * t) * (width * scale)
    return larger((magnitude(x) - half) * 0.78, larger(-end - up, up - end))
  }

  /// Distance from the nearest pearl of the strings at both edges of the ring.
  @inline(__always) func pearl(_ ring: RoseMoment.Ring, _ toEdge: Lanes, _ turns: Lanes) -> Lanes {
    let across = (fraction((turns + ring.angle) * ring.pearls) - 0.5) * (2 * Float.pi / ring.pearls)
    let up = toEdge - 0.030
    return root(across * across + up * up) - 0.0135
  }
}

/// The lattice of small diamonds between the panes.
private struct Diaper {
  private static let around: Float = 48
  private static let perOctave = 7.64
  /// Where the canvas's unit circle stands along the lattice.
  private let cell: UInt32
  private let fraction: Float

  init(depth: Double) {
    let place = -depth * Diaper.perOctave
    cell = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
    fraction = Float(place - place.rounded(.down))
  }

  @inline(__always)
  func light(_ ring: RoseMoment.Ring, _ place: RoseMoment.Place, _ grain: Lanes, _ blur: Lanes) -> Light {
    let along = place.octave * Float(Diaper.perOctave) + fraction
    let round = place.turns * Diaper.around
    let (p, q) = (round + along, round - along)
    let (i, j) = (floor(p), floor(q))
    // Round the whole circle both numbers grow by 48: their sum is taken so that it closes.
    let sum = i + j
    let closed = sum - floor(sum * (0.5 / Diaper.around)) * (2 * Diaper.around)
    let number = wholeBits(i - j) &+ cell &* 2
    let tint = Noise.unit(Noise.hash(number, wholeBits(closed), 0x51ED))
    let (u, v) = (magnitude(p - i - 0.5), magnitude(q - j - 0.5))
    // The lattice's lines as lengths, and how they fade where pixels are wider.
    let step = 2 * Float.pi / Diaper.around * 0.75
    let line = (0.5 - larger(u, v)) * step - 0.0045
    let lead = clamped(0.5 + line * blur)
    let detail = smoothstep(0.06, 0.02, place.footprint)
    let lines = mix(Lanes(repeating: 0.82), lead, detail)
    let jewel = smoothstep(0.86, 0.88, tint) * clamped(0.5 + ((0.30 - larger(u, v)) * step) * blur) * detail
    let ground = Light(ring.ground) * (lines * (0.75 + 0.6 * (tint - 0.4)))
    return mix(ground, Light(ring.accent) * 0.8, jewel)
  }
}

extension RoseMoment.Ring {
  /// How many panes stand round a ring.
  fileprivate static func panes(_ index: Int, _ rose: RoseWindow) -> Int {
    [8, 12, 16, 12, 24][rose.seed.at("ring", index).at("panes").pick(0..<5)]
  }

  fileprivate init(_ index: Int, _ rose: RoseWindow, _ view: WorldView, _ lens: Lens, _ opening: RoseOpening?) {
    let seed = rose.seed.at("ring", index)
    let count = Self.panes(index, rose)
    let shapes: [Shape] = [.roundel, .lancet, .quatrefoil, .teardrop]
    // Never the same shape twice in a row.
    let turn = (index * 3 + (seed.at("shape").pick(0..<2)) * 2) & 3
    shape = shapes[turn]
    panes = Float(count)
    rows = count == 24 && (shape == .roundel || shape == .quatrefoil) ? 2 : 1
    let near = Double(index) + (opening?.shift(ofEdge: index) ?? 0)
    let far = Double(index + 1) + (opening?.shift(ofEdge: index + 1) ?? 0)
    start = Float(near * rose.length + lens.depth)
    length = Float((far - near) * rose.length)
    // Rings sway, each against its neighbour.
    let sway = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.04) + seed.at("sway").unit).sine
    let half = seed.at("half").unit < 0.5 ? 0.5 / Double(count) : 0
    angle = Float(half + 0.25 + (index & 1 == 0 ? rose.sway : -rose.sway) * sway)
    pearls = Float(count * Int((126 / Double(count)).rounded()))
    let first = seed.at("colour").pick(0..<rose.glass.count)
    outer = rose.glass[first]
    inner = rose.glass[(first + 1 + seed.at("inner").pick(0..<2)) % rose.glass.count]
    heart = rose.glass[(first + 3) % rose.glass.count]
    ground = rose.ground[index & 1]
    accent = rose.glass[seed.at("accent").pick(0..<rose.glass.count)]
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }
}

/// The eye of a rose window where the next scene shows: a plate of stone inside the innermost ring, pierced by a many-lobed light.
///
/// The edges of the three rings around it are moved a little, so that the innermost ends where the lobes do.
private struct RoseOpening: Sendable {
  /// The innermost ring that is still there, and by how many rings its inner edge is moved outward.
  let innermost: Int
  private let shift: Double
  private let rim: RimLine
  private let ring: Float
  private let light: RimLight

  init(_ opening: Opening, _ rose: RoseWindow, _ lens: Lens) {
    let edge = PortableMath.log2(Double(max(lens.openingReach, 1e-30)))
    let place = (edge - lens.depth) / rose.length - 0.003
    innermost = Int((place - 0.007).rounded())
    shift = place - Double(innermost)
    let ring = Float((place * rose.length + lens.depth) * PortableMath.ln2)
    let panes = RoseMoment.Ring.panes(innermost, rose)
    let lobes = Float(panes == 24 ? 12 : panes)
    let half = rose.seed.at("ring", innermost).at("half").unit < 0.5 ? Float(0) : 0.5
    // Each lobe is a part of a circle.
    rim = RimLine(farthest: ring - 0.012, spread: 1.35 / lobes) { turns in
      let aside = 2 * (fraction((turns + 0.25) * lobes + half) - 0.5)
      return (1 - root(1 - 0.9 * aside * aside)) * (1 / 0.6837722)
    }
    self.ring = ring
    light = RimLight(opening)
  }

  /// By how many rings an edge is moved outward.
  func shift(ofEdge edge: Int) -> Double { shift * max(0, 1 - Double(abs(edge - innermost)) / 3) }

  /// In plane units of the world's view.
  var nearest: Float { Float(PortableMath.exp2(Double(rim.range.lowerBound) / PortableMath.ln2)) }

  @inline(__always) func sight(_ light: Light, _ place: RoseMoment.Place, stone: Colour) -> Sight {
    let logarithm = place.octave * 0.6931472
    let outside = logarithm - rim.logarithm(turns: place.turns)
    let blur = 1 / place.footprint
    // The plate is bevelled toward the light; its face looks up and to the rim.
    let bevel = clamped(1 - outside * 28)
    let plate = Light(stone) * ((0.5 + 0.3 * place.down * bevel) * (0.35 + 0.8 * place.glow) * (1 - 0.35 * bevel))
    let share = clamped(0.5 - (logarithm - ring) * blur)
    let groove = 1 - 0.6 * clamped(1 - magnitude(logarithm - ring + 0.004) * 180)
    let all = mix(light, plate, share) * mix(.one, groove, clamped(1 - place.footprint * 20))
    return Sight(
      self.light.lit(all, outside: outside, facing: 0.5 + bevel), open: clamped(0.5 - outside * blur))
  }
}

extension RoseWindow {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.82...farthest
  }
}
