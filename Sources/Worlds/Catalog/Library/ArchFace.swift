/// The arch at the end of a bay, seen from the front: fluted piers, a moulded arch, lamps; or the end wall with its door.
struct ArchFace {
  let hall: Hall
  let bay: Bay
  let books: Books
  private var materials: LibraryMaterials { books.materials }
  private let blur: Float

  @inline(__always) init(_ books: Books, _ hall: Hall, _ bay: Bay) {
    (self.books, self.hall, self.bay) = (books, hall, bay)
    blur = bay.endPixel
  }

  @inline(__always) private func edge(_ inside: Lanes) -> Lanes { clamped(inside * (1 / blur) + 0.5) }
  @inline(__always) private func line(_ distance: Lanes, _ width: Float) -> Lanes {
    let reach = width + blur
    return clamped(1 - magnitude(distance) * (1 / reach)) * (width / reach)
  }

  /// A place on it, so far outside the opening.
  @inline(never) func light(_ x: Lanes, _ height: Lanes, _ distance: Lanes) -> Light {
    let aside = magnitude(x)
    let floor = Corridor.floor
    let (a, b) = (aside - (hall.pier + 0.095), height - 0.02)
    let near = 1 / (0.05 + a * a * 2.2 + larger(b, 0) * larger(b, 0) * 0.9 + larger(-b, 0) * larger(-b, 0) * 2.6)
    let lamp = near * select(x .< 0, bay.lamps.0, bay.lamps.1) * (bay.isLast ? 0.02 : 0.055)
    let corners = clamped((floor - height) * 5 + 0.3)
    let lit = Light(bay.lamp) * lamp + Light(bay.air) * 0.8 + Light(bay.before) * 0.16
    var colour: Light
    if bay.isLast {
      colour = end(x, aside, height, distance)
    } else {
      // Flutes, between a plinth, the gallery's string and a capital.
      let flute = fraction((aside - hall.pier) * 26) - 0.5
      let fade = clamped(1.2 - blur * 60)
      let isShaft = edge(floor - 0.16 - height) * edge(height + hall.spring - 0.05)
      var tone = 0.72 + (0.28 - 1.6 * flute * flute + 0.22 * flute) * isShaft * fade
      tone -= 0.5 * line(distance - 0.012, 0.006) + 0.35 * line(distance - 0.05, 0.008)
      let string = magnitude(height - hall.deck - 0.01) - 0.03
      let capital = magnitude(height + hall.spring) - 0.05
      let plinth = floor - 0.16 - height
      tone += 0.30 * edge(-smaller(string, smaller(capital, plinth)))
      tone -= 0.45 * (line(string, 0.008) + line(capital, 0.010) + line(plinth, 0.008))
      let gold =
        line(capital + 0.012, 0.006) + line(string + 0.010, 0.005) + line(distance - 0.030, 0.006)
        * edge(-hall.spring - height)
      colour = mix(Light(materials.wood) * larger(tone, 0.1), Light(materials.gilt), clamped(gold) * 0.75)
    }
    return colour * lit * corners
  }

  // The end of the hall: books on both sides of the door and above it.
  @inline(never) private func end(_ x: Lanes, _ aside: Lanes, _ height: Lanes, _ distance: Lanes) -> Light {
    let count: Float = 10
    let (base, top) = (Corridor.floor - 0.10, 0.10 - hall.spring)
    let place = (base - height) * (count / (base - top))
    let row = clamped(floor(place), 0, 15)
    let part = place - row
    let pixels = Lanes(repeating: blur)
    let board: Float = 0.12
    var light = books.light(
      x * 34 + row * 2.3, (part - board) * (1 / (1 - board)), row: row, seed: bay.seed &+ 3, blur: pixels * 34,
      blurUp: pixels * (count / (base - top)))
    let isBoard = edge((board - part) * ((base - top) / count))
    let uprights = edge(0.016 - magnitude(aside - hall.pier - 0.02))
    let panel = edge(top - height)
    let frame = edge(0.10 - distance)
    let wood = larger(larger(isBoard, uprights), larger(panel, edge(height - base)))
    light = mix(light * (0.7 + 0.3 * smoothstep(1, 0.7, part)), Light(materials.wood) * 0.85, wood)
    let relief = line(distance - 0.022, 0.009) + line(distance - 0.078, 0.009) + line(distance - 0.104, 0.012) * 0.8
    light = mix(light, Light(materials.lightWood), frame) * (1 - 0.5 * clamped(relief))
    light = mix(light, Light(materials.gilt), line(distance - 0.05, 0.010) * 0.8)
    // Under the vault a window like a fan.
    let above = height + hall.spring - 0.02
    let r = root(x * x + above * above)
    let pane = edge(hall.pier * 0.86 - r) * edge(-above)
    let ray = magnitude(fraction(turns(x, -above) * 16) - 0.5) * (2 * Float.pi / 16) * r
    let bars = larger(line(ray, 0.008), larger(line(r - hall.pier * 0.30, 0.010), line(r - hall.pier * 0.60, 0.010)))
    let sill = line(above - 0.05, 0.03) + line(r - hall.pier * 0.90, 0.02) * edge(-above)
    light = mix(light, Light(materials.lightWood) * 1.2, clamped(sill))
    return mix(light, Light(materials.sun) * (4 - 2.6 * r), pane * (1 - 0.85 * bars))
  }

  /// The two lamps at the piers: their glass and brass with how much that covers, and the glow around.
  @inline(never) func lamps(_ x: Lanes, _ height: Lanes) -> (Light, cover: Lanes, glow: Light) {
    let a = magnitude(x) - (hall.pier + 0.03)
    let b = height - 0.0
    let r2 = a * a + b * b * 1.4
    let flame = select(x .< 0, bay.lamps.0, bay.lamps.1)
    let glow = Light(bay.lamp) * (flame * 0.0022 / (r2 + 0.004) * clamped(1.2 - 4.6 * root(r2)))
    if !anyTrue(r2 .< 0.05) { return (.black, .zero, glow) }
    // A dome of glass, its lit rim, and a stem with a foot.
    let dome = root(a * a * (1 / (0.075 * 0.075)) + b * b * (1 / (0.062 * 0.062))) - 1
    let isDome = edge(dome * -0.065) * edge(0.004 - b)
    let shine = clamped(1 + b * (1 / 0.062))
    let spot = clamped(1 - magnitude(a + 0.02) * 30) * clamped(1 - magnitude(b + 0.035) * 40)
    var light = Light(materials.shade) * (0.25 + 1.5 * shine * shine) * Light(bay.lamp) + Light(bay.lamp) * (spot * 0.5)
    let rim = edge(0.007 - magnitude(b - 0.006)) * edge(0.070 - magnitude(a))
    light = mix(light, Light(bay.lamp) * 2.6, rim)
    let stem = edge(0.008 - magnitude(a)) * edge(b) * edge(0.13 - b)
    let foot = edge(0.012 - magnitude(b - 0.13)) * edge(0.045 - magnitude(a))
    let brass = larger(stem, foot)
    light = mix(
      light, Light(materials.gilt) * Light(bay.lamp) * (0.55 - 12 * magnitude(a) * stem),
      brass * (1 - larger(isDome, rim)))
    return (light * (0.08 + 0.92 * flame), clamped(larger(larger(isDome, rim), brass)), glow)
  }
}
