import Geometry

/// A bay of the hall and the arch at its far end, as one frame sees them.
struct Bay: Sendable {
  /// Where it begins and how long it is, in octaves ahead of the camera, and how far ahead its beginning is.
  let begin: Float
  let start: Float
  let length: Float
  /// How far ahead the front and the back of the arch are, and the middle of the bay.
  let end: Float
  let back: Float
  let middle: Float
  /// Lamps at this arch, and at the one before; the light through the arch.
  let lamp: Colour
  let before: Colour
  let next: Colour
  /// The light that is everywhere, and the sun's through the window above.
  let air: Colour
  let sunshine: Float
  /// Whether sunlight is seen in its air.
  var hasShaft: Bool { sunshine > 0 && middle > 0.36 }
  /// How bright the lamps on the left and on the right are.
  let lamps: (Float, Float)
  let lampsBefore: (Float, Float)
  /// Where a ladder leans, along the bay; none below 0. And on which side.
  let ladder: Float
  let ladderSide: Float
  let isLast: Bool
  let haze: Float
  /// The side of a pixel at the front and the back of the arch, or more where that is out of focus.
  let endPixel: Float
  let backPixel: Float
  let seed: UInt32

  init(_ number: Int, _ partitions: Partitions, _ library: Library, _ view: WorldView, _ lens: Lens) {
    let seed = library.seed.at("bay", number)
    let start = partitions.place(number - 1) - lens.depth
    let end = partitions.place(number) - lens.depth
    self.start = Float(start)
    begin = Float(Corridor.distance(start))
    let seedBefore = library.seed.at("bay", number - 1)
    lampsBefore = (Bay.share(seedBefore.at("left")), Bay.share(seedBefore.at("right")))
    lamps = (Bay.share(seed.at("left")), Bay.share(seed.at("right")))
    length = Float(end - start)
    self.end = Float(Corridor.distance(end))
    back = Float(Corridor.distance(end + Corridor.thickness))
    middle = Float(Corridor.distance(start + 0.55 * (end - start)))
    isLast = partitions.isLast(number)
    lamp = Bay.lamp(number, partitions, library, view, lens.opening)
    before = Bay.lamp(number - 1, partitions, library, view, lens.opening)
    next = isLast ? lens.opening!.light * Bay.daylight : Bay.lamp(number + 1, partitions, library, view, lens.opening)
    let away = max(0, partitions.lastPlace - partitions.place(number))
    let sky = library.materials.sun * 0.10 + library.materials.dust * 0.03
    air = lens.opening.map { sky + $0.light * Float(0.5 * PortableMath.exp2(-1.6 * away)) } ?? sky
    // Clouds pass outside.
    let cloud = view.time.cycles(perSecond: 0.1) + seed.at("cloud").unit
    let bright = Float(1 + 0.12 * PortableMath.sineAndCosine(turns: cloud).sine)
    sunshine = seed.at("window").unit < library.windows ? bright : 0
    ladder = seed.at("ladder").unit < library.ladders ? Float(0.25 + 0.5 * seed.at("leans").unit) : -1
    ladderSide = seed.at("ladder side").unit < 0.5 ? -1 : 1
    haze = Float(1 - PortableMath.exp2(-0.08 * max(0, end - 0.5)))
    endPixel = max(lens.pixel * self.end, 1e-6) + 0.07 * max(0, 1 - 2.4 * self.end)
    backPixel = isLast ? max(lens.pixel * back, 1e-6) : endPixel
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }

  /// Some lamps burn low, and some are out.
  private static func share(_ seed: Seed) -> Float {
    seed.unit < 0.22 ? 0.12 : Float(0.75 + 0.5 * seed.at("flame").unit)
  }

  /// How much of the next scene's light comes through its door, in its own terms.
  static let daylight: Float = 1.6

  /// The light of the lamps at an arch: some burn low. The last ones turn to the light of the next scene.
  private static func lamp(
    _ number: Int, _ partitions: Partitions, _ library: Library, _ view: WorldView, _ opening: Opening?
  ) -> Colour {
    let seed = library.seed.at("lamp", number)
    let flicker = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.3) + seed.at("flicker").unit).sine
    let strength = Float(0.55 + 0.75 * seed.at("strength").unit + 0.04 * flicker) * library.materials.lamps
    let lamp = library.materials.lamp * strength
    guard let opening else { return lamp }
    let away = max(0, partitions.lastPlace - partitions.place(number))
    return Colour.mix(lamp, opening.light * daylight + lamp * 0.4, Float(0.6 * PortableMath.exp2(-1.9 * away)))
  }
}
