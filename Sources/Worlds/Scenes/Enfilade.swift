import Geometry
import Imaging

/// A walk through painted rooms, door behind door.
///
/// Walls, floor and ceiling are planes through the vanishing point: a place at depth z (1 at the camera, 0 at the vanishing point) that lies
/// k = (1 − z) / z ahead is seen at lateral / k. So every surface is found by a division, the rooms halve in size with their distance, and
/// yet it looks exactly like an ordinary corridor.
struct Enfilade: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let paints: [Colour]

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    paints = Enfilade.houses[seed.at("house").pick(0..<Enfilade.houses.count)].map { Colour($0) }
    var grade = Grade()
    grade.bloom = 0.2
    grade.exposure = 1.45
    grade.contrast = 1.15
    grade.vignette = 0.3
    self.grade = grade
  }

  /// The paints of a house.
  private static let houses: [[UInt32]] = [
    [0x7F9A84, 0xC8A468, 0x8FA0B8, 0xBC7458, 0xCABFAE, 0x5F7F86, 0xA8746E],
    [0xB8C0A8, 0xD8B8A0, 0x9CB0C4, 0xD0A878, 0xD8CEC0, 0x88A09C, 0xC8909C],
    [0x3F5F70, 0xB08848, 0x58405C, 0xA85840, 0xC0B09C, 0x2F5C54, 0x8A3F48],
  ]

  func scene(_ view: WorldView, _ lens: Lens) -> EnfiladeScene { EnfiladeScene(self, view, lens) }
}

/// The corridor that all rooms stand in.
private enum Corridor {
  /// Half the width, the floor and the ceiling, in units of the distance.
  static let side: Float = 0.95
  static let floor: Float = 0.62
  static let ceiling: Float = 0.95
  /// The length of a room and the thickness of its walls in octaves.
  static let length = 0.62
  static let thickness = 0.045
}

/// What every house has.
private struct Materials {
  let trim = Colour(0xE8E2D4)
  let dust = Colour(0xFFDDB0) * 0.55
  let daylight = Colour(0xFFF2DC)
  let darkMarble = Colour(0x2C2824)
  let lightMarble = Colour(0xC4B49A)
  let beam = Colour(0x8A6848)
  let glow = Colour(0xFFD9A0) * 0.10
  let farAway = Colour(0xFFE6BD) * 2.2
}

struct EnfiladeScene: Scene {
  private let materials = Materials()
  private let rooms: [Room]
  private let pixel: Float

  /// A room and the wall at its far end, as this frame sees them.
  struct Room {
    /// Where it begins, in octaves ahead of the camera; negative for the room one stands in.
    let start: Float
    /// The distance k of the front and of the back of the wall at its end.
    let end: Float
    let back: Float
    let paint: Colour
    let light: Colour
    /// The light of the room behind the door.
    let next: Colour
    let hasWindow: Bool
    let sunshine: Float
    let door: Door
    /// How much dust is in the air on the way.
    let haze: Float
    /// The side of a pixel on the end wall, or more where that is out of focus.
    let endPixel: Float
    let marble: UInt32
  }

  struct Door {
    let halfWidth: Float
    let height: Float
    let isArch: Bool
  }

  init(_ enfilade: Enfilade, _ view: WorldView, _ lens: Lens) {
    pixel = lens.pixel
    let first = Int((lens.depth / Corridor.length).rounded(.down))
    rooms = (first..<first + 13).map { Room($0, enfilade, view, lens) }
  }

  func part(_ tile: Tile) {}

  func light(_ x: Lanes, _ y: Lanes, _ part: Void, column: Int, row: Int) -> Light {
    var sum = Light.black
    let floorSeen = cast(x, y, mirrored: false, only: Lanes.one, &sum)
    if anyTrue(floorSeen .> 0) {
      // The floor is polished.
      let grazing = clamped(1 - 0.9 * y)
      let shine = 0.10 + 0.22 * grazing * grazing * grazing
      _ = cast(x, y, mirrored: true, only: floorSeen * shine, &sum)
    }
    let r2 = x * x + y * y
    return sum + Light(materials.glow) * (1 / (1 + 40 * r2))
  }

  /// Adds what is seen, times `weight`, and returns how much of each pixel is floor. Mirrored, it is what the floor reflects.
  @inline(__always)
  private func cast(_ x: Lanes, _ y: Lanes, mirrored: Bool, only weight: Lanes, _ sum: inout Light) -> Lanes {
    let (side, floor, ceiling) = (Corridor.side, Corridor.floor, Corridor.ceiling)
    // The distance ahead of side walls, floor and ceiling, and of the nearest of them.
    let toSide = side / larger(magnitude(x), 1e-6)
    let toFloor = floor / larger(y, 1e-6)
    let toTop = mirrored ? (2 * floor + ceiling) / larger(y, 1e-6) : ceiling / larger(-y, 1e-6)
    let hit = mirrored ? smaller(toSide, toTop) : smaller(toSide, smaller(toFloor, toTop))
    var left = weight
    var floorSeen = Lanes.zero
    rooms.withUnsafeBufferPointer { rooms in
      for room in rooms {
        if !anyTrue(left .> 0.003) { break }
        if mirrored && !anyTrue((toFloor .< room.end) .& (left .> 0.003)) { continue }
        let here = (hit .< room.end) .& (left .> 0)
        if anyTrue(here) {
          let surface = Surface(
            materials, room, x: x * hit, height: mirrored ? 2 * floor - y * hit : y * hit, distance: hit, pixel: pixel)
          let isSide = toSide .< hit * 1.000001
          var light = Light.black
          if anyTrue(here .& isSide) { light = mix(light, surface.wall(x), only(isSide, .one)) }
          if mirrored {
            if anyTrue(here .& .!isSide) { light = mix(surface.top(), light, only(isSide, .one)) }
          } else {
            let isFloor = (.!isSide) .& (y .> 0)
            let isTop = (.!isSide) .& (y .< 0)
            if anyTrue(here .& isFloor) {
              light = mix(light, surface.ground(), only(isFloor, .one))
              floorSeen += only(here .& isFloor, left)
            }
            if anyTrue(here .& isTop) { light = mix(light, surface.top(), only(isTop, .one)) }
          }
          let share = only(here, left)
          sum += hazed(light, room) * share
          left -= share
        }
        let beyond = mirrored ? (hit .> room.end) .& (toFloor .< room.end) : hit .> room.end
        endWall(room, beyond, x, y, mirrored: mirrored, &sum, &left)
      }
    }
    sum += Light(materials.farAway) * larger(left, 0)
    return floorSeen
  }

  /// The wall at the end of a room and its door, which is a real hole with sides.
  @inline(__always)
  private func endWall(
    _ room: Room, _ beyond: LaneMask, _ x: Lanes, _ y: Lanes, mirrored: Bool, _ sum: inout Light, _ left: inout Lanes
  ) {
    if room.end <= 0 || !anyTrue(beyond .& (left .> 0.003)) { return }
    let floor = Corridor.floor
    let height = mirrored ? 2 * floor - y * room.end : y * room.end
    let distance = room.door.distance(x * room.end, height)
    let sharpness = 1 / room.endPixel
    let wall = only(beyond, left * clamped(distance * sharpness + 0.5))
    if anyTrue(wall .> 0) {
      sum += hazed(face(room, x * room.end, height, distance), room) * wall
      left -= wall
    }
    // The jamb: inside the door at its front, outside at its back.
    let deep = mirrored ? 2 * floor - y * room.back : y * room.back
    let jamb = only(beyond, left * clamped(room.door.distance(x * room.back, deep) * sharpness + 0.5))
    if anyTrue(jamb .> 0) {
      let turned = 0.55 + 0.3 * clamped(0.5 + x * room.end * (0.9 / room.door.halfWidth))
      let light = Light(materials.trim * (room.light * 0.4 + room.next * 0.55)) * (turned * 0.8)
      sum += hazed(light, room) * jamb
      left -= jamb
    }
  }

  @inline(__always) private func hazed(_ light: Light, _ room: Room) -> Light {
    mix(light, Light(materials.dust), Lanes(repeating: room.haze))
  }

  /// The end wall from the front: paint, a moulded frame about the door, skirting and a rail.
  @inline(__always) private func face(_ room: Room, _ x: Lanes, _ height: Lanes, _ distance: Lanes) -> Light {
    let (side, floor, ceiling) = (Corridor.side, Corridor.floor, Corridor.ceiling)
    let blur = room.endPixel
    let frame = edge(0.085 - distance, blur)
    let skirting = edge(height - (floor - 0.095), blur)
    let dado = edge(height - 0.235, blur)
    var relief = line(distance - 0.022, 0.010, blur) + line(distance - 0.066, 0.008, blur)
    relief = relief * frame
    relief += (line(height - 0.22, 0.012, blur) + line(height - (floor - 0.11), 0.010, blur)) * (1 - frame)
    relief += line(height + (ceiling - 0.10), 0.012, blur)
    let cornice = edge(-ceiling + 0.09 - height, blur)
    let paint = mix(Light(room.paint), Light(Colour.mix(room.paint, materials.trim, 0.30)), dado)
    let trimmed = larger(larger(frame, skirting), cornice)
    let colour = mix(paint, Light(Colour.mix(room.paint, materials.trim, 0.72)), trimmed)
    let corners =
      clamped((side - magnitude(x)) * 3.2 + 0.25) * clamped((floor - height) * 4 + 0.3)
      * clamped((height + ceiling) * 2.2 + 0.3)
    // Light comes from the windows at the left, and pools about the middle.
    let pool = 1 / (1 + 0.9 * (x * x + (height + 0.2) * (height + 0.2)))
    let shade = (0.62 - 0.22 * x) * (0.55 + 0.6 * pool) * corners * (1 - 0.38 * relief)
    // The frame throws a small shadow on the wall.
    let contact = 1 - 0.35 * clamped(1 - magnitude(distance - 0.10) * 25) * (1 - frame)
    return colour * room.light * (shade * contact)
  }

  /// 1 where a signed distance is positive, softened by a pixel.
  @inline(__always) private func edge(_ distance: Lanes, _ blur: Float) -> Lanes {
    clamped(distance * (1 / blur) + 0.5)
  }

  /// A thin line; where pixels are wider than it, it is wider and fainter.
  @inline(__always) private func line(_ distance: Lanes, _ width: Float, _ blur: Float) -> Lanes {
    let reach = width + blur
    return clamped(1 - magnitude(distance) * (1 / reach)) * (width / reach)
  }
}

extension EnfiladeScene.Door {
  /// How far a point of the wall is outside the opening; negative inside.
  @inline(__always) fileprivate func distance(_ x: Lanes, _ height: Lanes) -> Lanes {
    let aside = magnitude(x) - halfWidth
    if !isArch { return larger(aside, -self.height - height) }
    let above = height + (self.height - halfWidth)
    return select(above .< 0, root(x * x + above * above) - halfWidth, aside)
  }
}

/// A place on the walls, floor or ceiling of a room.
private struct Surface {
  let materials: Materials
  let room: EnfiladeScene.Room
  let x: Lanes
  let height: Lanes
  /// Along the room, 0 … 1.
  let along: Lanes
  /// The side of a pixel across, and along the room.
  let blur: Lanes
  let blurAlong: Lanes
  /// Darkness in the corners at both ends.
  let ends: Lanes

  @inline(__always)
  init(_ materials: Materials, _ room: EnfiladeScene.Room, x: Lanes, height: Lanes, distance: Lanes, pixel: Float) {
    self.materials = materials
    self.room = room
    self.x = x
    self.height = height
    along = (log2(1 + distance) - room.start) * Float(1 / Corridor.length)
    blur = distance * pixel
    // Along a plane at height h, k = h / y, so dk = k² / h per unit of the picture; an octave is dk / (1 + k) / ln 2.
    blurAlong = distance * distance * (pixel * 1.5 / (0.62 * 0.6931472)) / (1 + distance) * 1.2
    ends = clamped(along * 5 + 0.25) * clamped((1 - along) * 5 + 0.25)
  }

  @inline(__always) private func edge(_ distance: Lanes, _ blur: Lanes) -> Lanes {
    clamped(distance / larger(blur, 1e-5) + 0.5)
  }

  @inline(__always) private func line(_ distance: Lanes, _ width: Float, _ blur: Lanes) -> Lanes {
    let reach = 1 / (width + blur)
    return clamped(1 - magnitude(distance) * reach) * (width * reach)
  }

  /// A side wall. At the left may be a window, and then its light lies on the right one.
  @inline(__always) func wall(_ screenX: Lanes) -> Light {
    let isLeft = only(screenX .< 0, .one)
    let (floor, ceiling) = (Corridor.floor, Corridor.ceiling)
    let skirting = edge(height - (floor - 0.095), blur)
    let dado = edge(height - 0.235, blur)
    let cornice = edge(-ceiling + 0.09 - height, blur)
    var colour = mix(Light(room.paint), Light(Colour.mix(room.paint, materials.trim, 0.30)), dado)
    colour = mix(colour, Light(Colour.mix(room.paint, materials.trim, 0.72)), larger(skirting, cornice))
    var relief = line(height - 0.22, 0.012, blur) + line(height - (floor - 0.11), 0.010, blur)
    relief += line(height + (ceiling - 0.10), 0.012, blur)
    relief += panels()
    let corners = clamped((floor - height) * 3 + 0.35) * clamped((height + ceiling) * 3 + 0.4)
    let pool = 1 / (1 + 1.4 * ((along - 0.5) * (along - 0.5) * 3 + (height + 0.15) * (height + 0.15)))
    var shade = (0.34 + 0.34 * (1 - isLeft)) * ends * corners * (0.5 + 0.75 * pool) * (1 - 0.35 * relief)
    if room.hasWindow { shade += patch() * (1 - isLeft) * room.sunshine * 1.3 }
    var light = colour * room.light * shade
    if room.hasWindow { light = window(light, isLeft) }
    return light
  }

  /// Framed fields below the rail.
  @inline(__always) private func panels() -> Lanes {
    let cell = fraction(along * 4) - 0.5
    let outside = larger(magnitude(cell) - 0.40, (magnitude(height - 0.385) - 0.085) * 1.6)
    return line(outside, 0.035, blurAlong * 4 + blur) * 0.8
  }

  @inline(__always) private func window(_ wall: Light, _ isLeft: Lanes) -> Light {
    let u = (along - 0.5) * (1 / 0.22)
    let v = (height + 0.14) * (1 / 0.44)
    let outside = larger(magnitude(u), magnitude(v)) - 1
    let soft = blurAlong * 4.5 + blur * 2.3
    let pane = edge(-outside, soft)
    let frame = edge(0.16 - outside, soft)
    let bars =
      larger(line(u, 0.07, soft), line(fraction(v * 1.5 + 0.5) - 0.5, 0.06, soft * 1.5))
    let sky = Light(materials.daylight) * ((2.6 - 0.5 * v) * room.sunshine * (1 - 0.85 * bars) + 0.25)
    let trim = Light(materials.trim * room.light * 0.5) * ends
    return mix(wall, mix(mix(wall, trim, frame), sky, pane), isLeft)
  }

  /// Sunlight on the right wall.
  @inline(__always) private func patch() -> Lanes {
    let u = (along - 0.55 + 0.25 * height) * (1 / 0.2)
    let v = (height - 0.14) * (1 / 0.36)
    let field = smoothstep(1.12, 0.86, larger(magnitude(u), magnitude(v)))
    let bars = smoothstep(0.02, 0.12, magnitude(u)) * smoothstep(0.03, 0.14, magnitude(fraction(v * 1.5 + 0.5) - 0.5))
    return field * (0.35 + 0.65 * bars)
  }

  /// The floor: a chequer of two marbles.
  @inline(__always) func ground() -> Light {
    let row = along * 6
    let column = x * 5
    let alternation = square(column, blur * 5) * square(row, blurAlong * 6)
    // Along the room rows have whole numbers, so that the noise goes with the floor.
    let veins = Noise.value(column * 1.3 + row * 0.6, row * 1.1 - column * 0.5, seed: room.marble)
    let fine = Noise.value(column * 3.7, row * 3.1, seed: room.marble &+ 1)
    let detail = (0.22 * veins + 0.12 * fine) * clamped(1 - (blur * 12 + blurAlong * 12))
    let tone = clamped(0.5 + 0.5 * alternation)
    var colour = mix(Light(materials.darkMarble), Light(materials.lightMarble), tone)
    colour = colour * (1 + detail)
    let corners = clamped((Corridor.side - magnitude(x)) * 3 + 0.3)
    let pool = 1 / (1 + 1.2 * ((along - 0.5) * (along - 0.5) * 3 + x * x))
    var shade = 0.26 * ends * corners * (0.6 + 0.6 * pool)
    if room.hasWindow {
      let u = (along - 0.5 - 0.12 * x) * (1 / 0.2)
      let field = smoothstep(1.12, 0.86, larger(magnitude(u), magnitude((x + 0.15) * (1 / 0.42))))
      shade += field * smoothstep(0.02, 0.10, magnitude(u)) * (1.15 * room.sunshine)
    }
    return colour * room.light * shade
  }

  /// A square wave of period 2, −1 … 1, softened by the side of a pixel; 0 where it is too fine.
  @inline(__always) private func square(_ x: Lanes, _ blur: Lanes) -> Lanes {
    let toEdge = magnitude(fraction(x * 0.5) - 0.5) * 2 - 0.5
    let wave = clamped(toEdge / larger(blur, 1e-5), -0.5, 0.5) * 2
    return wave * smoothstepDown(blur)
  }

  @inline(__always) private func smoothstepDown(_ blur: Lanes) -> Lanes { smoothstep(0.9, 0.35, blur) }

  /// The ceiling, with beams.
  @inline(__always) func top() -> Light {
    let cell = magnitude(fraction(along * 5) - 0.5)
    let beam = edge((cell - 0.36) * 0.2, blurAlong) * smoothstep(0.5, 0.15, blurAlong * 5)
    let shadow = clamped(1 - magnitude(cell - 0.33) * 14) * smoothstep(0.4, 0.1, blurAlong * 5)
    let corners = clamped((Corridor.side - magnitude(x)) * 3 + 0.3)
    let shade = (0.30 - 0.10 * beam - 0.10 * shadow) * ends * corners
    return mix(Light(materials.trim), Light(materials.beam), beam * 0.75) * room.light * shade
  }
}

extension EnfiladeScene.Room {
  fileprivate init(_ index: Int, _ enfilade: Enfilade, _ view: WorldView, _ lens: Lens) {
    let length = Corridor.length
    let seed = enfilade.seed.at("room", index)
    let start = Double(index) * length - lens.depth
    let end = start + length
    self.start = Float(start)
    self.end = Float(PortableMath.exp2(end) - 1)
    back = Float(PortableMath.exp2(end + Corridor.thickness) - 1)
    paint = EnfiladeScene.Room.paint(index, enfilade)
    light = EnfiladeScene.Room.light(index, enfilade)
    next = EnfiladeScene.Room.light(index + 1, enfilade)
    hasWindow = seed.at("window").unit < 0.62
    // Clouds pass outside.
    let cloud = view.time.cycles(perSecond: 0.125) + seed.at("cloud").unit
    sunshine = Float(1 + 0.10 * PortableMath.sineAndCosine(turns: cloud).sine)
    door = EnfiladeScene.Door(
      halfWidth: Float(0.40 + 0.08 * seed.at("width").signed), height: Float(0.55 + 0.10 * seed.at("height").signed),
      isArch: seed.at("arch").unit < 0.55)
    haze = min(0.6, Float(1 - PortableMath.exp2(-0.09 * max(0, end))))
    // Out of focus where it passes the camera.
    endPixel = max(lens.pixel * self.end, 1e-6) + 0.02 * max(0, 0.5 - Float(end))
    marble = UInt32(truncatingIfNeeded: seed.at("marble").bits)
  }

  /// Neighbouring rooms have different paints.
  private static func paint(_ index: Int, _ enfilade: Enfilade) -> Colour {
    let count = enfilade.paints.count
    let step = 1 + enfilade.seed.at("paint", index).pick(0..<2) * 2
    return enfilade.paints[((index * 2 + step) % count + count) % count]
  }

  /// Lamps are warm or cool, and their strengths differ: that makes the way look deep.
  private static func light(_ index: Int, _ enfilade: Enfilade) -> Colour {
    let seed = enfilade.seed.at("lamp", index)
    let strength = seed.at("strength").unit
    let colour = seed.at("warmth").unit < 0.62 ? Colour(0xFFD9A0) : Colour(0xBFD6FF)
    return colour * Float(0.48 + 1.45 * strength * strength)
  }
}
