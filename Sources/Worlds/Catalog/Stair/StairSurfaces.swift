/// What the parts of the stair look like.
extension StairMoment {
  /// 1 at the places of windows, falling to both sides.
  @inline(__always) private func atWindow(_ ray: Ray, _ sharpness: Float) -> Lanes {
    let aside = fraction(ray.around * windows) - 0.5
    return 1 / (1 + sharpness * aside * aside)
  }

  // MARK: What is at the well

  /// The rail, round, and its posts.
  @inline(__always) func iron(_ ray: Ray, _ below: Lanes, _ onRail: LaneMask) -> Light {
    let (top, bottom) = (StairMoment.rail.lowerBound, StairMoment.rail.upperBound)
    let across = (below - top) * (1 / (bottom - top))
    let shine = clamped(1 - magnitude(across - 0.3) * 2.6)
    let rail = Light(house.rail) * ((0.22 + 0.55 * shine + 1.1 * shine * shine * shine * shine) * ray.side)
    let post = Light(house.rail) * (ray.side * 0.17)
    return select(onRail, rail, post)
  }

  /// The board that the treads are let into, with a gilt line.
  @inline(__always) func string(_ ray: Ray, _ below: Lanes) -> Light {
    let (top, bottom) = (StairMoment.string.lowerBound, StairMoment.string.upperBound)
    let down = (below - top) * (1 / (bottom - top))
    let sharp = smaller(ray.perWell * (bottom - top), 50)
    let gilt = line(down - 0.22, 0.038, sharp) + line(down - 0.86, 0.03, sharp)
    let shade = (0.92 - 0.5 * down) * (0.6 + 0.4 * ray.side)
    let seam = magnitude(fraction(ray.around * (treads * 0.5)) - 0.5)
    let panel = larger(line(magnitude(down - 0.54) - 0.2, 0.02, sharp), only(seam .< 0.03, .one))
    let carved = panel * only(magnitude(down - 0.54) .< 0.22, .one) * clamped(1 - ray.footprint * (treads * 8))
    let colour = mix(Light(house.string) * (1 - 0.35 * carved), Light(house.stripe), clamped(gilt) * 0.8)
    return colour * (shade * 0.8)
  }

  // MARK: What is behind it

  /// The first tread that the ray falls on, or the wall, how many octaves ahead it is, and how many pixels from its edge.
  @inline(__always) func beyond(_ ray: Ray, hasGrain: Bool) -> (light: Light, ahead: Lanes, margin: Lanes) {
    let step = ray.around * treads
    let number = floor(step)
    let toWall = ray.toWall
    let offset = (number + 0.5) * (1 / treads)
    let whole = -floor(offset - (ray.toWell + passed) * (1 / fall))
    let ahead = (whole + offset) * fall - passed
    let isTread = ahead .< toWall
    var light = Light.black
    if anyTrue(isTread) {
      light = tread(ray, ahead, along: step - number, number: number + whole * treads, hasGrain: hasGrain)
    }
    if anyTrue(.!isTread) {
      light = select(isTread, light, wall(ray, toWall, below: ahead - toWall, hasGrain: hasGrain))
    }
    let along = step - number
    let toNext = smaller(along, 1 - along) * ray.perTurn * (1 / treads)
    let toEdge = magnitude(toWall - ahead) * ray.perWall
    return (light, Worlds.select(isTread, ahead, toWall), smaller(Worlds.select(isTread, toNext, toEdge), toEdge))
  }

  /// A tread from the riser above it (along 0) to its own edge (1).
  @inline(__always) private func tread(
    _ ray: Ray, _ ahead: Lanes, along: Lanes, number: Lanes, hasGrain: Bool
  ) -> Light {
    let distance = exp2(ahead) - 1
    let out = (ray.radius * distance - StairMoment.well) * (1 / (StairMoment.wall - StairMoment.well))
    let blur = pixel * distance * (1 / (StairMoment.wall - StairMoment.well))
    let fromMiddle = magnitude(out - 0.5)
    let fade = clamped(1 - blur * 18)
    let sharp = 1 / larger(blur, 0.004)
    let onCarpet = clamped((carpet - fromMiddle) * sharp + 0.5)
    var gilt = Lanes.zero
    var grain = Lanes.zero
    if anyTrue(fade .> 0) {
      // A diamond on each tread.
      let diamond = fromMiddle * 7 + magnitude(along - 0.55) * 2.2
      let motif = (line(diamond - 0.62, 0.08, sharp * 0.2) + clamped((0.2 - diamond) * 12)) * clamped(1 - blur * 24)
      let stripes =
        line(fromMiddle - (carpet - 0.038), 0.013, sharp) + line(fromMiddle - (carpet - 0.074), 0.005, sharp)
      gilt = clamped(stripes * fade + motif * 0.3) * onCarpet
      if hasGrain {
        grain = Noise.value(out * 14 + number * 3.7, along * 4 + number * 5.3, seed: seed) * (fade * 0.12)
      }
    }
    var colour = mix(Light(house.stone), Light(house.carpet), onCarpet)
    colour = mix(colour, Light(house.stripe), gilt)
    // Each tread lies in the shadow of the one above, and its edge catches the light.
    let shadow = 0.30 + 0.70 * smoothstep(0, 0.8, along)
    let edge = smoothstep(0.91, 0.97, along) * clamped(1 - ray.footprint * (treads * 6))
    let corner = 0.62 + 0.38 * clamped((1 - out) * 6)
    let daylight = atWindow(ray, 26) * (0.16 + 0.84 * out * out) * (0.9 + 0.1 * clouds)
    let shade = shadow * corner * ray.side * (0.74 + grain) * (1 + 0.45 * edge)
    return colour * shade + colour * house.window * (daylight * (0.55 + 0.45 * shadow) * 0.55)
  }

  /// A line of half a width, whose edges rise by `sharp` over a unit.
  @inline(__always) private func line(_ distance: Lanes, _ width: Float, _ sharp: Lanes) -> Lanes {
    clamped((width - magnitude(distance)) * sharp + 0.5)
  }

  /// The wall behind the stair: dado and plaster, and tall windows.
  @inline(__always) private func wall(_ ray: Ray, _ ahead: Lanes, below: Lanes, hasGrain: Bool) -> Light {
    // How high above the treads, in octaves: 0 … `fall`.
    let place = (ahead + passed) * (1 / fall) - ray.around
    let height = (1 - fraction(place)) * fall
    let sharp = smaller(ray.perWall, 250)
    let dado = clamped((0.075 - height) * sharp + 0.5)
    let mouldings = line(height - 0.081, 0.007, sharp) + line(height - 0.016, 0.007, sharp)
    let near = atWindow(ray, 40)
    let shade = (0.42 + 0.58 * clamped(below * 2.4)) * ray.side * 0.55
    var light = mix(Light(house.plaster), Light(house.dado), dado) * (shade * (1 + 0.5 * clamped(mouldings)))
    light += Light(house.plaster * house.window) * (near * near * (0.10 + 0.02 * clouds))
    // The plaster is a little uneven.
    let fade = clamped(1.2 - ray.wallPixel * 60)
    if hasGrain, anyTrue(fade .> 0) {
      let relief = Noise.value(around: 220, turns: ray.around, height * 55, cell: 0, seed: seed)
      light = light * (1 + 0.22 * relief * fade)
    }
    // An arched window: aside and up in the same units.
    let aside = magnitude(fraction(ray.around * windows) - 0.5) * 0.9
    let up = height - 0.30
    let arch = Worlds.select(up .> 0, root(aside * aside + up * up * 1.2) - 0.125, aside - 0.125)
    let outside = larger(arch, 0.125 - height)
    if !anyTrue(outside .< 0.03) { return light }
    let frame = clamped((0.024 - outside) * sharp + 0.5)
    let bars = line(aside, 0.006, sharp) + line((fraction(height * 11) - 0.5) * (1 / 11), 0.006, sharp)
    let pane = clamped(0.5 - outside * sharp)
    let sky = Light(house.window) * ((0.75 + 0.9 * up + 0.08 * clouds) * (1 - 0.9 * clamped(bars)))
    light = mix(light, Light(house.string) * (ray.side * 0.5), frame)
    return mix(light, sky, pane)
  }
}
