import Geometry

/// Lanterns at one moment.
struct LanternsMoment: WorldMoment {
  private let world: Lanterns
  private let lake: Lake
  private let swarm: LanternSwarm
  private let window: LanternWindow
  private let lens: Lens
  private let pixel: Float

  init(_ world: Lanterns, _ view: WorldView, _ lens: Lens) {
    self.world = world
    self.lens = lens
    pixel = lens.pixel
    window = LanternWindow(lens)
    lake = Lake(world, view, lens)
    swarm = LanternSwarm(world, view, lens, window: window)
  }

  /// The lanterns whose light reaches a tile: those before the window, those behind it, and mirror images.
  struct Part {
    let before: [Lantern]
    let behind: [Lantern]
    let mirrored: [Lantern]
    let hasWindow: Bool
    let clouds: TileField?
  }

  func part(_ tile: Tile) -> Part {
    let seen = swarm.lanterns.filter { $0.reaches(tile) }
    let below = tile.centre.y + tile.radius > 0
    return Part(
      before: seen.filter { $0.ahead < window.ahead }, behind: seen.filter { $0.ahead >= window.ahead },
      mirrored: below ? swarm.mirrored.filter { $0.reaches(tile) } : [], hasWindow: window.isSeen,
      clouds: tile.centre.y - tile.radius < 0 ? TileField(tile, lens) { lake.clouds($0, $1) } : nil)
  }

  func isOpen(_ tile: Tile) -> Bool { window.contains(tile) }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    var (sum, left, open) = (Light.black, Lanes.one, Lanes.zero)
    add(part.before, x, y, &sum, &left)
    if part.hasWindow {
      let seen = window.sight(x, y, world.hour)
      open = left * seen.open
      sum +=
        seen.light * (left * seen.cover * (1 - seen.open)) + window.halo(x, y, world.hour) * (left * (1 - seen.cover))
      left *= 1 - larger(seen.cover, seen.open)
    }
    if anyTrue(left .> 0.004) {
      add(part.behind, x, y, &sum, &left)
      let cloud = part.clouds?.value(column: column, row: row) ?? .zero
      sum += scene(x, y, part, cloud) * left
    }
    return Sight(sum * (1 / larger(1 - open, 1e-3)), open: open)
  }

  @inline(__always)
  private func add(_ lanterns: [Lantern], _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    lanterns.withUnsafeBufferPointer { lanterns in
      for lantern in lanterns {
        guard let seen = lantern.light(x, y) else { continue }
        sum += seen.light * left
        left *= 1 - seen.cover
        if !anyTrue(left .> 0.004) { break }
      }
    }
  }

  /// Sky or water, and the light of all the lanterns that are too far to be told apart.
  @inline(__always) private func scene(_ x: Lanes, _ y: Lanes, _ part: Part, _ cloud: Lanes) -> Light {
    let isWater = y .> 0
    var light = Light.black
    if anyTrue(.!isWater) { light = lake.above(x, y, blur: .zero + pixel * 1.2, glint: .zero, cloud: cloud) }
    if anyTrue(isWater) {
      let ripple = lake.ripple(x, y)
      var water = lake.below(x, y, ripple)
      let far = 1 - clamped(y)
      let share = 0.42 + 0.4 * far * far
      var (images, left) = (Light.black, Lanes.one)
      add(part.mirrored, x + ripple.x, y + ripple.y, &images, &left)
      if part.hasWindow { images += window.path(x + ripple.x, y + ripple.y, world.hour) }
      water = water * (0.5 + 0.5 * left) + images * share
      light = Light(
        select(isWater, water.red, light.red), select(isWater, water.green, light.green),
        select(isWater, water.blue, light.blue))
    }
    let wide = x * x * 2.2 + y * y * 26
    return light + Light(Colour.mix(world.hour.paper[0], world.hour.flame, 0.4)) * (0.030 / (0.06 + wide * 2))
  }
}
