import Geometry

/// A room and the wall at its far end, as one frame sees them.
struct Room {
  /// Where it begins and how long it is, in octaves ahead of the camera; it begins behind the camera if one stands in it.
  let start: Float
  let length: Float
  /// The distance of the front and of the back of the wall at its end.
  let end: Float
  let back: Float
  /// The lamp, and under its light the paint above and below the rail and the woodwork.
  let light: Colour
  let paint: Colour
  let dado: Colour
  let trim: Colour
  /// The light of what is behind the door.
  let next: Colour
  let hasWindow: Bool
  let sunshine: Float
  let door: Door
  /// Whether the door leads to the next scene.
  let isLast: Bool
  /// How much dust is in the air on the way.
  let haze: Float
  /// The side of a pixel on the front and the back of the end wall, or more where that is out of focus.
  let endPixel: Float
  let backPixel: Float
  let marble: UInt32

  struct Door {
    let halfWidth: Float
    let height: Float
    let isArch: Bool
  }

  /// The room before the wall of a number.
  init(_ number: Int, _ partitions: Partitions, _ enfilade: Enfilade, _ view: WorldView, _ lens: Lens) {
    let seed = enfilade.seed.at("room", number - 1)
    let start = partitions.place(number - 1) - lens.depth
    let end = partitions.place(number) - lens.depth
    self.start = Float(start)
    length = Float(end - start)
    self.end = Float(Corridor.distance(end))
    back = Float(Corridor.distance(end + Corridor.thickness))
    isLast = partitions.isLast(number)
    light = Room.light(number, partitions, enfilade, lens.opening)
    let (bare, wood) = (Room.paint(number - 1, enfilade), enfilade.materials.trim)
    paint = bare * light
    dado = Colour.mix(bare, wood, 0.30) * light
    trim = Colour.mix(bare, wood, 0.72) * light
    next = isLast ? lens.opening!.light * Room.daylight : Room.light(number + 1, partitions, enfilade, lens.opening)
    hasWindow = seed.at("window").unit < enfilade.windows
    // Clouds pass outside.
    let cloud = view.time.cycles(perSecond: 0.125) + seed.at("cloud").unit
    sunshine = Float(1 + 0.10 * PortableMath.sineAndCosine(turns: cloud).sine)
    let isArch = seed.at("arch").unit < enfilade.arches
    door =
      isLast
      ? Door(halfWidth: Threshold.halfWidth, height: Threshold.height, isArch: isArch)
      : Door(
        halfWidth: Float(0.40 + 0.08 * seed.at("width").signed), height: Float(0.55 + 0.10 * seed.at("height").signed),
        isArch: isArch)
    haze = min(0.6, Float(1 - PortableMath.exp2(-0.09 * max(0, end))))
    // Out of focus where it passes the camera, but for the edge of the next scene.
    endPixel = max(lens.pixel * self.end, 1e-6) + 0.12 * max(0, 1 - 1.5 * self.end)
    backPixel = isLast ? max(lens.pixel * back, 1e-6) : endPixel
    marble = UInt32(truncatingIfNeeded: seed.at("marble").bits)
  }

  /// How much of the next scene's light comes through its door, in its own terms.
  static let daylight: Float = 1.6

  private static func paint(_ index: Int, _ enfilade: Enfilade) -> Colour {
    let paints = enfilade.paints
    let step = 1 + enfilade.seed.at("paint", index).pick(0..<2) * 2
    return paints[((index * 2 + step) % paints.count + paints.count) % paints.count]
  }

  /// Lamps are warm or cool, and their strengths differ: that makes the way look deep. The last ones turn to the light of the next scene.
  private static func light(_ number: Int, _ partitions: Partitions, _ enfilade: Enfilade, _ opening: Opening?)
    -> Colour
  {
    let seed = enfilade.seed.at("lamp", number - 1)
    let strength = seed.at("strength").unit
    let colour = seed.at("warmth").unit < 0.62 ? enfilade.materials.warmLamp : enfilade.materials.coolLamp
    let lamp = colour * Float(0.48 + 1.45 * strength * strength)
    guard let opening else { return lamp }
    let away = max(0, partitions.lastPlace - partitions.place(number))
    return Colour.mix(lamp, opening.light * daylight + lamp * 0.25, Float(0.75 * PortableMath.exp2(-1.9 * away)))
  }
}

extension Room.Door {
  /// How far a point of the wall is outside the opening; negative inside.
  @inline(__always) func distance(_ x: Lanes, _ height: Lanes) -> Lanes {
    let aside = magnitude(x) - halfWidth
    if !isArch { return larger(aside, -self.height - height) }
    let above = height + (self.height - halfWidth)
    return select(above .< 0, root(x * x + above * above) - halfWidth, aside)
  }

  /// The same for one point.
  func distance(_ x: Float, _ height: Float) -> Float {
    let aside = abs(x) - halfWidth
    if !isArch { return max(aside, -self.height - height) }
    let above = height + (self.height - halfWidth)
    return above < 0 ? (x * x + above * above).squareRoot() - halfWidth : aside
  }
}
