import Geometry
import Imaging

/// An orrery from where and when it is looked at.
struct OrreryMoment: WorldMoment {
  private let plates: [Plate]
  private let pieces: [Piece]
  private let face: PlateFace
  private let work: PieceFace
  private let lamp: WorkLight
  private let pixel: Float
  private let heart: Colour
  private let glow: Colour
  private let opening: OrreryOpening?

  init(_ orrery: Orrery, _ view: WorldView, _ lens: Lens) {
    pixel = lens.pixel
    lamp = WorkLight(x: Float(orrery.light.x), y: Float(orrery.light.y))
    face = PlateFace(orrery.materials, lamp)
    work = PieceFace(face)
    heart = orrery.materials.heart
    glow = orrery.materials.heart * 0.22
    let opening = view.opening.map { OrreryOpening($0, orrery, lens) }
    self.opening = opening
    let layout = PlateLayout(orrery: orrery)
    let outermost = PortableMath.log2(Double(lens.reach)) + 0.9 - lens.depth
    let least = max(
      PortableMath.log2(Double(lens.pixel) * 4) - lens.depth, opening.map { $0.least - lens.depth } ?? -1e9)
    let numbers = layout.numbers(min(least, outermost)...outermost)
    let plates = numbers.map { Plate($0, layout, view, lens) }
    self.plates = plates
    pieces = numbers.reversed().flatMap { number in
      Piece.all(on: number, layout, plates[number - numbers.lowerBound], view, lens)
    }.filter { $0.keepsClear(of: opening?.clear ?? 0) }
  }

  struct Part {
    /// The plates that are seen, innermost first, as places in the list.
    var plates: [Int] = []
    var pieces: [Piece] = []
  }

  func part(_ tile: Tile) -> Part {
    var part = Part()
    let reach = tile.radius + pixel
    for index in plates.indices.reversed() {
      let plate = plates[index]
      let (dx, dy) = (tile.centre.x - plate.x, tile.centre.y - plate.y)
      let distance = (dx * dx + dy * dy).squareRoot()
      guard distance < plate.radius + reach else { continue }
      part.plates.append(index)
      if distance + reach < plate.radius * (1 - plate.toothDepth) { break }
    }
    part.pieces = pieces.filter { piece in
      let (dx, dy) = (tile.centre.x - piece.x, tile.centre.y - piece.y)
      let bound = piece.bound + reach
      return dx * dx + dy * dy < bound * bound
    }
    return part
  }

  func isOpen(_ tile: Tile) -> Bool { opening.map { tile.distances.upperBound + 2 * pixel < $0.nearest } ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let r2 = x * x + y * y
    var left = Lanes.one
    var sum = Light.black
    part.pieces.withUnsafeBufferPointer { pieces in
      for piece in pieces { work.add(piece, x, y, &sum, &left) }
    }
    part.plates.withUnsafeBufferPointer { list in
      for index in list where anyTrue(left .> 0.003) { add(index, x, y, &sum, &left) }
    }
    sum = sum + Light(heart) * (left * 0.3)
    // The works are lit from the lamp's side, and a little from their heart.
    let envelope = 0.60 + 0.26 * clamped(lamp.facing(x, y), -1.2, 1.2) + 0.62 / (1 + 2.2 * r2)
    // Where plates are smaller than can be seen there is a glimmer.
    let small = smoothstep(0.12, 0.5, pixel * 4 * reciprocalRoot(r2 + 1e-9))
    var light = mix(sum * envelope, Light(heart) * 0.6, small)
    light += Light(glow) * (1 / (1 + 160 * r2))
    guard let opening else { return Sight(light, open: .zero) }
    return opening.sight(light, x, y, r2, face)
  }

  /// Adds what is seen of a plate.
  @inline(__always)
  private func add(_ index: Int, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    let plate = plates[index]
    let cover = left * clamped(0.5 - plate.outside(x, y) * (1 / pixel))
    if !anyTrue(cover .> 0.002) { return }
    let spot = PlateSpot(plate, x, y)
    var shade = Lanes.one
    var beyond = spot.distance
    var gleam = Lanes.zero
    let bevel = max(0.012, 2 * plate.pixel)
    if index + 1 < plates.count {
      let next = plates[index + 1]
      let (dx, dy) = (x - next.x, y - next.y)
      let inverse = reciprocalRoot(dx * dx + dy * dy + 1e-9)
      beyond = ((dx * dx + dy * dy) * inverse - next.radius) * plate.inverse
      if next.isRaised {
        // The next plate throws its shadow here.
        let fall = next.height * next.radius
        let (sx, sy) = (dx + lamp.x * fall, dy + lamp.y * fall)
        let from = (root(sx * sx + sy * sy) - next.radius) * next.inverse
        shade *= 0.28 + 0.72 * smoothstep(-0.02, 0.055, from)
        shade *= 0.6 + 0.4 * clamped(beyond * 22 + 0.1)
      } else {
        // The edge of the recess in which the next one lies.
        let band = clamped(1 - magnitude(beyond - bevel) * (1 / bevel))
        gleam -= band * lamp.facing(dx * inverse, dy * inverse)
      }
    }
    let within = 1 - spot.distance
    if plate.isRaised {
      let band = clamped((bevel - within) * (1 / plate.pixel) + 0.5)
      gleam += band * (0.15 + lamp.facing(spot.across, spot.down))
    } else {
      // It lies in the shadow of the plate around it.
      let fall = plate.height
      let (sx, sy) = (spot.x + lamp.x * fall, spot.y + lamp.y * fall)
      let from = 1 - root(sx * sx + sy * sy)
      shade *= 0.25 + 0.75 * smoothstep(-0.02, 0.055, from)
      shade *= 0.55 + 0.45 * clamped(within * 22)
    }
    var light = face.light(plate, spot, beyond: beyond) * shade
    let bright = clamped(gleam)
    light = light * (1 - 0.75 * clamped(-gleam)) + face.brass.light(0.7 + 0.3 * bright) * (bright * 0.8)
    sum += light * cover
    left -= cover
  }
}
