import Geometry
import Imaging

/// The bays ahead, as one frame sees them.
struct LibraryMoment: WorldMoment {
  private let books: Books
  /// Keeps the table that `books` points to.
  private let cloths: BookCloths
  private let hall: Hall
  private let bays: [Bay]
  private let pixel: Float
  private let farAway: Light
  private let glow: Colour
  private let door = Room.Door(halfWidth: Threshold.halfWidth, height: Threshold.height, isArch: true)

  init(_ library: Library, _ view: WorldView, _ lens: Lens) {
    cloths = library.cloths
    books = Books(library.materials, library.cloths)
    hall = library.hall
    pixel = lens.pixel
    glow = library.materials.sun * 0.08
    var farAway = library.materials.farAway
    if let opening = lens.opening {
      farAway = Colour.mix(farAway, opening.light * Bay.daylight, smoothstep(8, 5.5, Float(opening.ahead)))
    }
    self.farAway = Light(farAway)
    var partitions = library.partitions
    if let opening = lens.opening {
      let back = view.depth + opening.ahead + Threshold.lead(reach: opening.reach)
      partitions = partitions.opening(at: back - Corridor.thickness)
    }
    let first = partitions.first(beyond: lens.depth - Corridor.thickness)
    let count = Int((Corridor.sight / partitions.spacing).rounded(.up))
    bays = (first..<first + count).filter { !partitions.isBeyond($0) }
      .map { Bay($0, partitions, library, view, lens) }
  }

  /// How many bays have their arch before all of a tile: nothing else of them is seen in it.
  func part(_ tile: Tile) -> Int {
    let reach = tile.radius + 2 * pixel
    return bays.firstIndex { bay in
      let blur = 2 * bay.endPixel
      // Glow of the lamps is seen beyond the piers' edges.
      let isLit = !bay.isLast && abs(tile.centre.y * bay.end) < 0.27 + reach * bay.end
      let room = reach * bay.end + blur + (isLit ? 0.24 : 0)
      return ![bay.end, bay.back].allSatisfy { distance in
        distance <= 0
          || outside(bay, tile.centre.x * distance, tile.centre.y * distance) < -room
            && (tile.centre.y + reach) * distance < Corridor.floor
      }
    } ?? bays.count
  }

  func isOpen(_ tile: Tile) -> Bool { (bays.last?.isLast ?? true) && part(tile) == bays.count }

  private func outside(_ bay: Bay, _ x: Float, _ height: Float) -> Float {
    bay.isLast ? door.distance(x, height) : hall.arch(x, height)
  }

  @inline(__always) private func outside(_ bay: Bay, _ x: Lanes, _ height: Lanes) -> Lanes {
    bay.isLast ? door.distance(x, height) : hall.arch(x, height)
  }

  /// What a line of sight meets in the hall, if no arch is before it.
  private struct Ray {
    let x: Lanes
    let y: Lanes
    /// How far ahead the surface is, and the gallery's rail before it.
    let hit: Lanes
    let rail: Lanes
    let isRail: LaneMask
    let isFloor: LaneMask
    let isSoffit: LaneMask
    let isVault: LaneMask
    let isUpper: LaneMask

    @inline(__always) init(_ x: Lanes, _ y: Lanes, _ hall: Hall) {
      (self.x, self.y) = (x, y)
      let toSide = hall.side / larger(magnitude(x), 1e-6)
      let toFloor = Corridor.floor / larger(y, 1e-6)
      let atSide = y * toSide
      rail = hall.rail / larger(magnitude(x), 1e-6)
      let atRail = y * rail
      isFloor = toFloor .< toSide
      isSoffit = (atSide .< hall.deck) .& (atRail .> hall.deck)
      isRail = (atRail .< hall.deck + 0.05) .& (atRail .> hall.handrail)
      isVault = atSide .< -hall.spring
      isUpper = (atSide .< hall.deck) .& .!isSoffit
      // The far side of the vault's circle.
      let square = x * x + y * y + 1e-9
      let half = y * hall.spring
      let rest = hall.spring * hall.spring - hall.side * hall.side
      let toVault = (root(larger(half * half - square * rest, 0)) - half) / square
      let toSoffit = hall.deck / smaller(y, -1e-6)
      hit = select(isFloor, toFloor, select(isSoffit, toSoffit, select(isVault, toVault, toSide)))
    }
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Int, column: Int, row: Int) -> Sight {
    var sum = Light.black
    let ray = Ray(x, y, hall)
    var left = Lanes.one
    bays.withUnsafeBufferPointer { bays in
      // Nothing of these is in the tile but the sunlight in their air.
      for index in 0..<part where bays[index].hasShaft { shaft(bays[index], ray, &sum, left) }
      for index in part..<bays.count {
        if !anyTrue(left .> 0.003) { break }
        add(bays[index], ray, &sum, &left)
      }
    }
    var open = Lanes.zero
    if bays.last?.isLast ?? true { open = larger(left, 0) } else { sum += farAway * larger(left, 0) }
    let r2 = x * x + y * y
    return Sight(sum + Light(glow) * (1 / (1 + 30 * r2)), open: open)
  }

  /// Adds what is seen of a bay.
  @inline(never) private func add(_ bay: Bay, _ ray: Ray, _ sum: inout Light, _ left: inout Lanes) {
    let (x, y) = (ray.x, ray.y)
    let isHere = ray.hit .< bay.end
    // The rail stands before what is behind it.
    let railHere = ray.isRail .& (ray.rail .< bay.end) .& (ray.rail .> bay.begin)
    if anyTrue(railHere .& (left .> 0.003)) {
      let surface = surface(bay, ray, ray.rail)
      let (light, cover) = surface.balustrade()
      let share = only(railHere, left * cover)
      sum += surface.hazed(light) * share
      left -= share
    }
    if bay.hasShaft { shaft(bay, ray, &sum, left) }
    let here = isHere .& (left .> 0)
    if anyTrue(here) {
      let surface = surface(bay, ray, ray.hit)
      var light = Light.black
      let isWall = .!(ray.isFloor .| ray.isSoffit .| ray.isVault)
      if anyTrue(here .& isWall) {
        var wall = surface.wall(x, isUpper: ray.isUpper)
        if bay.sunshine > 0 && anyTrue(here .& ray.isUpper) {
          let window = surface.window(wall, x)
          wall = mix(wall, window, only(ray.isUpper, .one))
        }
        light = wall
      }
      if anyTrue(here .& ray.isFloor) { light = mix(light, surface.ground(y), only(ray.isFloor, .one)) }
      if anyTrue(here .& ray.isSoffit) { light = mix(light, surface.soffit(), only(ray.isSoffit, .one)) }
      if anyTrue(here .& ray.isVault) { light = mix(light, surface.vault(), only(ray.isVault, .one)) }
      let share = only(here, left)
      sum += surface.hazed(light) * share
      left -= share
    }
    arch(bay, ray.hit .> bay.end, x, y, &sum, &left)
  }

  @inline(__always) private func surface(_ bay: Bay, _ ray: Ray, _ distance: Lanes) -> BaySurface {
    BaySurface(books, hall, bay, x: ray.x * distance, height: ray.y * distance, distance: distance, pixel: pixel)
  }

  /// Sunlight in the dust of a bay.
  @inline(__always) private func shaft(_ bay: Bay, _ ray: Ray, _ sum: inout Light, _ left: Lanes) {
    let across = 0.9 - ray.x * bay.middle * hall.sun
    let down = ray.y * bay.middle + hall.spring - 0.25
    let off = down - across * 0.72
    let wide = 1 / (1 + off * off * 22)
    let thin = 1 / (1 + (off - 0.14) * (off - 0.14) * 160)
    let beam = wide * wide * wide + 0.5 * thin * thin
    let fade = clamped(across * 3) * clamped(1.9 - across) * clamped(bay.middle * 2.5 - 0.9)
    let seen = left * smoothstepBetween(bay.middle, ray.hit)
    sum += Light(books.materials.sun) * (beam * fade * seen * (0.085 * bay.sunshine))
  }

  /// How much of a shaft a place behind it lets be seen: what is just behind it touches it.
  @inline(__always) private func smoothstepBetween(_ middle: Float, _ hit: Lanes) -> Lanes {
    smoothstep(0.95, 1.5, hit * (1 / middle))
  }

  /// The arch at the end of a bay, or the wall with the door.
  @inline(never)
  private func arch(_ bay: Bay, _ beyond: LaneMask, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    if !anyTrue(beyond .& (left .> 0.003)) { return }
    if bay.end > 0 {
      let (ax, ay) = (x * bay.end, y * bay.end)
      let distance = outside(bay, ax, ay)
      let face = ArchFace(books, hall, bay)
      if !bay.isLast && bay.end > 0.25 && anyTrue((distance .> -0.26) .& (magnitude(ay) .< 0.27)) {
        let (light, cover, glow) = face.lamps(ax, ay)
        let focus = clamped(bay.end * 4 - 1)
        let share = only(beyond, left * cover * focus)
        sum += light * share
        left -= share
        sum += glow * (only(beyond, left) * focus)
      }
      let wall = only(beyond, left * clamped(distance * (1 / bay.endPixel) + 0.5))
      if anyTrue(wall .> 0) {
        sum += hazed(face.light(ax, ay, distance), bay) * wall
        left -= wall
      }
    }
    guard bay.back > 0 else { return }
    let (bx, by) = (x * bay.back, y * bay.back)
    let jamb = only(beyond, left * clamped(outside(bay, bx, by) * (1 / bay.backPixel) + 0.5))
    if anyTrue(jamb .> 0) {
      let turned = 0.6 + 0.4 * clamped(by * -0.5 + 0.5)
      let light = Light(books.materials.wood * (bay.lamp * 0.25 + bay.next * 0.5 + bay.air)) * turned
      sum += hazed(light, bay) * jamb
      left -= jamb
    }
    if bay.isLast {
      let sill = only(beyond, left * clamped((by - Corridor.floor) * (1 / bay.backPixel) + 0.5))
      if anyTrue(sill .> 0) {
        sum += hazed(Light(books.materials.floor.1 * (bay.lamp * 0.3 + bay.next * 0.6)), bay) * sill
        left -= sill
      }
    }
  }

  @inline(__always) private func hazed(_ light: Light, _ bay: Bay) -> Light {
    mix(light, Light(books.materials.dust) * 0.30, Lanes(repeating: bay.haze))
  }
}
