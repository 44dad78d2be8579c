import Geometry
import Imaging

/// The rooms ahead, as one frame sees them.
struct EnfiladeMoment: WorldMoment {
  private let materials: RoomMaterials
  private let rooms: [Room]
  private let pixel: Float
  private let farAway: Light
  private let opening: Opening?

  init(_ enfilade: Enfilade, _ view: WorldView, _ lens: Lens) {
    materials = enfilade.materials
    pixel = lens.pixel
    opening = lens.opening
    farAway = Light(EnfiladeMoment.farAway(enfilade, lens.opening))
    var partitions = enfilade.partitions
    if let opening = lens.opening {
      let back = view.depth + opening.ahead + Threshold.lead(reach: opening.reach)
      partitions = partitions.opening(at: back - Corridor.thickness)
    }
    rooms = EnfiladeMoment.rooms(partitions, enfilade, view, lens)
  }

  /// From the one that the camera is in to the last that can be seen. None, if the camera has come through the door of the last one.
  private static func rooms(_ partitions: Partitions, _ enfilade: Enfilade, _ view: WorldView, _ lens: Lens) -> [Room] {
    let first = partitions.first(beyond: lens.depth - Corridor.thickness)
    let count = Int((Corridor.sight / partitions.spacing).rounded(.up))
    return (first..<first + count).filter { !partitions.isBeyond($0) }
      .map { Room($0, partitions, enfilade, view, lens) }
  }

  /// The light beyond all rooms: from far off one cannot see yet that it is the next scene's.
  private static func farAway(_ enfilade: Enfilade, _ opening: Opening?) -> Colour {
    guard let opening else { return enfilade.materials.farAway }
    return Colour.mix(
      enfilade.materials.farAway, opening.light * Room.daylight, smoothstep(8, 5.5, Float(opening.ahead)))
  }

  /// How many rooms have their door before all of a tile: nothing else of them is seen in it.
  func part(_ tile: Tile) -> Int {
    let reach = tile.radius + 2 * pixel
    return rooms.firstIndex { room in
      let blur = 2 * room.endPixel
      return ![room.end, room.back].allSatisfy { distance in
        distance <= 0
          || room.door.distance(tile.centre.x * distance, tile.centre.y * distance) < -reach * distance - blur
            && (tile.centre.y + reach) * distance < Corridor.floor
      }
    } ?? rooms.count
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Int, column: Int, row: Int) -> Sight {
    var sum = Light.black
    var open = Lanes.zero
    let floorSeen = cast(x, y, from: part, mirrored: false, only: Lanes.one, &sum, &open)
    if anyTrue(floorSeen .> 0) {
      // The floor is polished.
      let grazing = clamped(1 - 0.9 * y)
      let shine = 0.10 + 0.22 * grazing * grazing * grazing
      var mirroredOpen = Lanes.zero
      _ = cast(x, y, from: part, mirrored: true, only: floorSeen * shine, &sum, &mirroredOpen)
      if let opening { sum += Light(opening.light * Room.daylight) * mirroredOpen }
    }
    let r2 = x * x + y * y
    return Sight(sum + Light(materials.glow) * (1 / (1 + 40 * r2)), open: open)
  }

  func isOpen(_ tile: Tile) -> Bool { (rooms.last?.isLast ?? true) && part(tile) == rooms.count }

  /// Adds what is seen, times `weight`, and how much of each pixel is the next scene; returns how much of it is floor. Mirrored, it is
  /// what the floor reflects.
  @inline(__always)
  private func cast(
    _ x: Lanes, _ y: Lanes, from first: Int, mirrored: Bool, only weight: Lanes, _ sum: inout Light, _ open: inout Lanes
  )
    -> Lanes
  {
    let (side, floor, ceiling) = (Corridor.side, Corridor.floor, Corridor.ceiling)
    // The distance ahead of side walls, floor and ceiling, and of the nearest of them.
    let toSide = side / larger(magnitude(x), 1e-6)
    let toFloor = floor / larger(y, 1e-6)
    let toTop = mirrored ? (2 * floor + ceiling) / larger(y, 1e-6) : ceiling / larger(-y, 1e-6)
    let hit = mirrored ? smaller(toSide, toTop) : smaller(toSide, smaller(toFloor, toTop))
    var left = weight
    var floorSeen = Lanes.zero
    rooms.withUnsafeBufferPointer { rooms in
      for index in first..<rooms.count {
        let room = rooms[index]
        if !anyTrue(left .> 0.003) { break }
        if mirrored && !anyTrue((toFloor .< room.end) .& (left .> 0.003)) { continue }
        let here = (hit .< room.end) .& (left .> 0)
        if anyTrue(here) {
          let surface = RoomSurface(
            materials, room, x: x * hit, height: mirrored ? 2 * floor - y * hit : y * hit, distance: hit, pixel: pixel)
          let isSide = toSide .< hit * 1.000001
          var light = Light.black
          if anyTrue(here .& isSide) { light = mix(light, surface.wall(x, isReflected: mirrored), only(isSide, .one)) }
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
    if rooms.last?.isLast ?? true {
      open += larger(left, 0)
    } else {
      sum += farAway * larger(left, 0)
    }
    return floorSeen
  }

  /// The wall at the end of a room and its door, which is a real hole with sides.
  @inline(__always)
  private func endWall(
    _ room: Room, _ beyond: LaneMask, _ x: Lanes, _ y: Lanes, mirrored: Bool, _ sum: inout Light, _ left: inout Lanes
  ) {
    if !anyTrue(beyond .& (left .> 0.003)) { return }
    if room.end > 0 { front(room, beyond, x, y, mirrored: mirrored, &sum, &left) }
    if room.back > 0 { jamb(room, beyond, x, y, mirrored: mirrored, &sum, &left) }
    if room.isLast && !mirrored { sill(room, beyond, y, &sum, &left) }
  }

  @inline(__always)
  private func front(
    _ room: Room, _ beyond: LaneMask, _ x: Lanes, _ y: Lanes, mirrored: Bool, _ sum: inout Light, _ left: inout Lanes
  ) {
    let floor = Corridor.floor
    let height = mirrored ? 2 * floor - y * room.end : y * room.end
    let distance = room.door.distance(x * room.end, height)
    let sharpness = 1 / room.endPixel
    let wall = only(beyond, left * clamped(distance * sharpness + 0.5))
    if anyTrue(wall .> 0) {
      sum += hazed(WallFace(room, pixel).light(x * room.end, height, distance, isReflected: mirrored), room) * wall
      left -= wall
    }
  }

  /// The sides of the door: inside it at its front, outside at its back.
  @inline(__always)
  private func jamb(
    _ room: Room, _ beyond: LaneMask, _ x: Lanes, _ y: Lanes, mirrored: Bool, _ sum: inout Light, _ left: inout Lanes
  ) {
    let deep = mirrored ? 2 * Corridor.floor - y * room.back : y * room.back
    let sharpness = 1 / room.backPixel
    let jamb = only(beyond, left * clamped(room.door.distance(x * room.back, deep) * sharpness + 0.5))
    if anyTrue(jamb .> 0) {
      let turned = 0.55 + 0.3 * clamped(0.5 + x * room.end * (0.9 / room.door.halfWidth))
      let light = Light(materials.trim * (room.light * 0.4 + room.next * 0.55)) * (turned * 0.8)
      sum += hazed(light, room) * jamb
      left -= jamb
    }
  }

  /// The floor within the door to the next scene.
  @inline(__always)
  private func sill(_ room: Room, _ beyond: LaneMask, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    let sill = only(beyond, left * clamped((y * room.back - Corridor.floor) * (1 / room.backPixel) + 0.5))
    if anyTrue(sill .> 0) {
      sum += hazed(Light(materials.lightMarble * (room.light * 0.3 + room.next * 0.5)), room) * sill
      left -= sill
    }
  }

  @inline(__always) private func hazed(_ light: Light, _ room: Room) -> Light {
    mix(light, Light(materials.dust), Lanes(repeating: room.haze))
  }
}
