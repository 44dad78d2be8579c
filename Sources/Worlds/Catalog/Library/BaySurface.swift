/// A place on the walls, the vault or the floor of a bay.
struct BaySurface {
  let hall: Hall
  let bay: Bay
  let books: Books
  var materials: LibraryMaterials { books.materials }
  let x: Lanes
  let height: Lanes
  let distance: Lanes
  /// Along the bay, 0 … 1.
  let along: Lanes
  /// The side of a pixel across, and along the bay.
  let blur: Lanes
  let blurAlong: Lanes
  /// Darkness in the corners beside arches.
  let ends: Lanes

  @inline(__always)
  init(_ books: Books, _ hall: Hall, _ bay: Bay, x: Lanes, height: Lanes, distance: Lanes, pixel: Float) {
    (self.books, self.hall, self.bay) = (books, hall, bay)
    (self.x, self.height, self.distance) = (x, height, distance)
    along = (log2(1 + distance * Corridor.scale) - bay.start) * (1 / bay.length)
    blur = distance * pixel
    blurAlong = distance * distance * (pixel * 1.6 / 0.6931472 / bay.length) / (1 / Corridor.scale + distance)
    ends = clamped(along * 6 + 0.3) * clamped((1 - along) * 6 + 0.3)
  }

  /// What is seen of it through the dust on the way.
  @inline(__always) func hazed(_ light: Light) -> Light {
    let octaves = along * bay.length + (bay.start - 0.5)
    return mix(light, Light(materials.dust) * 0.30, 1 - exp2(larger(octaves, 0) * -0.08))
  }

  @inline(__always) private func edge(_ inside: Lanes, _ blur: Lanes) -> Lanes {
    clamped(inside / larger(blur, 1e-5) + 0.5)
  }

  /// The lamps' light at a place: those at both arches of the bay, and what the sky gives.
  @inline(never) private func lit(_ up: Lanes) -> Light {
    let h = (height - 0.02) * (height - 0.02) * 3.2
    let near = 1 / (0.20 + 5.5 * along * along + h)
    let far = 1 / (0.20 + 5.5 * (1 - along) * (1 - along) + h)
    let share = 0.36 * select(x .< 0, bay.lamps.0, bay.lamps.1)
    let shareBefore = 0.36 * select(x .< 0, bay.lampsBefore.0, bay.lampsBefore.1)
    return Light(bay.before) * (near * shareBefore) + Light(bay.lamp) * (far * share) + Light(bay.air) * up
  }

  /// The books on one storey, and the ladder.
  @inline(never) func wall(_ screenX: Lanes, isUpper: LaneMask) -> Light {
    let upper = only(isUpper, .one)
    let base = mix(Lanes(repeating: Corridor.floor - 0.10), Lanes(repeating: hall.deck), upper)
    let top = mix(Lanes(repeating: hall.deck + 0.05), Lanes(repeating: -hall.spring + 0.06), upper)
    let count = mix(Lanes(repeating: hall.shelves), Lanes(repeating: hall.upperShelves), upper)
    let place = (base - height) / (base - top) * count
    let row = clamped(floor(place), 0, 15)
    let part = place - row
    let up = count / (base - top)
    let board: Float = 0.11
    let side = only(screenX .> 0, Lanes(repeating: 40))
    let perBay = bay.length * 44
    let seed = bay.seed
    let number = along * perBay + row * 3.7
    var light = books.light(
      number, (part - board) * (1 / (1 - board)), row: row + side + upper * 9, seed: seed, blur: blurAlong * perBay,
      blurUp: blur * up)
    // Boards and uprights.
    let isBoard = edge(Lanes(repeating: board) - part, blur * up)
    let isBeyond = larger(edge(place - count, blur * up), edge(-place, blur * up))
    let third = magnitude(fraction(along * 3 + 0.5) - 0.5) * (1 / 3)
    let upright = edge(0.010 - third, blurAlong)
    let plank = Light(materials.wood) * (0.62 + 0.5 * clamped(1 - magnitude(part - 0.035) * 25))
    light = mix(light, plank, larger(larger(isBoard, upright), isBeyond))
    // Below the boards lies shadow.
    light = light * (0.62 + 0.38 * smoothstep(1.0, 0.72, part)) * (0.75 + 0.25 * clamped(third * 22))
    let shade = ends * clamped((Corridor.floor - height) * 5 + 0.35)
    let underGallery = mix(0.55 + 0.45 * smoothstep(hall.deck, hall.deck + 0.30, height), .one, upper)
    light = light * lit(0.85 * underGallery) * shade
    if bay.ladder >= 0 { light = ladder(light, screenX) }
    if bay.sunshine > 0 { light = sunlit(light, screenX, upper) }
    return light
  }

  /// Sunlight on the books across from the window.
  @inline(never) private func sunlit(_ light: Light, _ screenX: Lanes, _ upper: Lanes) -> Light {
    let across = only(screenX * hall.sun .< 0, .one)
    let u = (along - 0.55 + 0.16 * height) * (1 / 0.20)
    let v = (height - 0.16) * (1 / 0.34)
    let field = smoothstep(1.15, 0.85, magnitude(u)) * smoothstep(1.2, 0.8, magnitude(v))
    let bars =
      0.35 + 0.65 * smoothstep(0.03, 0.14, magnitude(u)) * smoothstep(0.03, 0.12, magnitude(fraction(v * 1.5) - 0.5))
    return light + light * Light(materials.sun) * (field * bars * across * (1 - upper) * (bay.sunshine * 9))
  }

  /// A window above the gallery, on the sun's side.
  @inline(never) func window(_ wall: Light, _ screenX: Lanes) -> Light {
    let u = (along - 0.55) * (1 / 0.26)
    let (low, high) = (hall.deck - 0.10, -hall.spring + 0.02)
    let v = (height - 0.5 * (low + high)) * (2 / (low - high))
    let soft = blurAlong * 4 + blur * 4
    // Round at its top.
    let rise = larger(-v - 0.35, 0)
    let outside = larger(root(u * u + rise * rise * 2.2) - 1, v - 1)
    if !anyTrue(outside .< 0.2 + soft) { return wall }
    let pane = edge(-outside, soft)
    let frame = edge(0.15 - outside, soft)
    let bars = larger(bar(fraction(u * 1.5 + 0.5) - 0.5, 0.07, soft * 1.5), bar(fraction(v * 2) - 0.5, 0.06, soft * 2))
    let sky = Light(materials.sun) * ((1.9 - 0.4 * v) * bay.sunshine * (1 - 0.85 * bars))
    let side = only(screenX * hall.sun .> 0, .one)
    let trim = Light(materials.wood) * lit(.one) * ends
    return mix(wall, mix(mix(wall, trim, frame), sky, pane), side)
  }

  @inline(__always) private func bar(_ distance: Lanes, _ width: Float, _ blur: Lanes) -> Lanes {
    let reach = 1 / (width + blur)
    return clamped(1.3 - magnitude(distance) * reach) * (width * reach)
  }

  @inline(never) private func ladder(_ wall: Light, _ screenX: Lanes) -> Light {
    let side = only(screenX * bay.ladderSide .> 0, .one)
    // It leans: its foot stands out into the bay.
    let lean = (height - hall.deck) * 0.10
    let place = along - bay.ladder - lean
    if !anyTrue(magnitude(place) .< 0.14 + blurAlong * 2) { return wall }
    let within = edge(height - (hall.deck + 0.06), blur) * side
    let half: Float = 0.062
    let rails = edge(0.012 - magnitude(magnitude(place) - half), blurAlong)
    let rungs =
      edge(0.10 - magnitude(fraction(height * 9.5) - 0.5), blur * 9.5) * edge(half - magnitude(place), blurAlong)
    let cover = larger(rails, rungs) * within
    let shadow = clamped(1 - magnitude(magnitude(place - 0.030) - half) * 30) * within
    let metal = Light(materials.lightWood) * lit(.one) * (1.0 * ends)
    return mix(wall * (1 - 0.55 * shadow), metal, cover)
  }

  /// The gallery's floor from below: boards with brackets.
  @inline(never) func soffit() -> Light {
    let beam = magnitude(fraction(along * 6) - 0.5)
    let tone = 0.42 + 0.30 * edge(beam - 0.36, blurAlong * 6)
    return Light(materials.wood) * lit(0.35 * Lanes.one) * (tone * ends)
  }

  /// The gallery's rail, and how much of it is there.
  @inline(never) func balustrade() -> (Light, cover: Lanes) {
    let s = (hall.deck - height) * (1 / (hall.deck - hall.handrail))
    let count: Float = 26 * bay.length
    let place = (fraction(along * count) - 0.5) * 2
    let up = blur * (1 / (hall.deck - hall.handrail))
    let soft = blurAlong * (2 * count)
    // Turned balusters, thick below.
    let profile = 0.30 + 0.24 * smoothstep(0.62, 0.30, s) * smoothstep(0.02, 0.24, s) - 0.12 * smoothstep(0.55, 0.75, s)
    let fade = smoothstep(1.6, 0.7, soft)
    let baluster = mix(Lanes(repeating: 0.42), edge(profile - magnitude(place), soft), fade)
    let solid = larger(edge(s - 0.86, up), edge(0.10 - s, up))
    let round = mix(Lanes(repeating: 0.6), 0.35 + 0.65 * root(clamped(1 - place * place * 2.2)), fade)
    let moulding = 0.75 + 0.45 * clamped(1 - magnitude(s - 0.96) * 22) + 0.25 * clamped(1 - magnitude(s - 0.05) * 25)
    let tone = mix(round, moulding, solid)
    // A line of gilt under the handrail.
    let gold = clamped(1 - magnitude(s - 0.845) * 40) * 0.6
    let colour = mix(Light(materials.lightWood), Light(materials.gilt), gold)
    return (
      colour * lit(0.9 * Lanes.one) * (tone * ends * 0.9),
      larger(baluster, solid) * edge(1 - s, up) * edge(s + 0.28, up)
    )
  }

  /// The vault, in coffers with gilt roses.
  @inline(never) func vault() -> Light {
    let above = height + hall.spring
    let angle = turns(x, -above) * (2 * hall.coffers)
    let rows: Float = 3
    let a = fraction(angle + 0.5 * hall.coffers) - 0.5
    let b = fraction(along * rows) - 0.5
    let blurA = blur * (hall.coffers / (Float.pi * hall.side))
    let blurB = blurAlong * rows
    let d = larger(magnitude(a), magnitude(b))
    let soft = larger(blurA, blurB)
    let fade = smoothstep(0.9, 0.3, soft)
    let frame = edge(d - 0.36, soft)
    let step = edge(d - 0.27, soft)
    // The recess is dark toward the light, light away from it.
    let depth = 0.55 - 0.35 * clamped(0.5 - b) * (1 - step) + 0.30 * step
    let rose = edge(0.11 - root(a * a + b * b), soft)
    let glow = root(clamped(x * x * (1 / (hall.side * hall.side))))
    var colour = mix(Light(materials.wood) * depth, Light(materials.lightWood) * 0.85, frame)
    colour = mix(colour, Light(materials.gilt), (rose * 0.5 + 0.35 * clamped(1 - magnitude(d - 0.315) * 30)) * fade)
    let mean = mix(Light(materials.wood), Light(materials.lightWood), 0.45 * Lanes.one) * 0.8
    colour = mix(mean, colour, fade)
    let window = bay.sunshine * 0.5 * clamped(0.5 - 0.5 * hall.sun * x * (1 / hall.side))
    return colour * (lit(0.55 + 0.5 * glow) + Light(materials.sun) * (0.25 * window)) * ends
  }

  /// Herringbone and a carpet.
  @inline(never) func ground(_ screenY: Lanes) -> Light {
    let aside = magnitude(x)
    let rows = 10 * bay.length
    let (u, v) = (x * 13, along * rows)
    // Slats lean left and right in turn.
    let column = floor(u)
    let lean = select(fraction(column * 0.5) .< 0.25, 1, -1)
    let slat = v * 1.6 + (u - column) * lean
    let joint = magnitude(fraction(slat) - 0.5)
    let soft = blurAlong * (rows * 1.6) + blur * 13
    let fade = smoothstep(0.8, 0.25, soft)
    let grain = Noise.unit(Noise.hash(wholeBits(floor(slat)), wholeBits(column), bay.seed))
    let tone = mix(Lanes(repeating: 0.5), 0.25 + 0.5 * grain + 0.12 * lean, fade)
    var colour = mix(Light(materials.floor.0), Light(materials.floor.1), tone)
    colour = colour * (1 - 0.45 * clamped((joint - 0.44) * 16) * fade)
    let onCarpet = edge(hall.carpet - aside, blur)
    if anyTrue(onCarpet .> 0) { colour = carpeted(colour, rows, onCarpet) }
    let corners = clamped((hall.side - aside) * 4 + 0.2)
    var light = colour * lit(0.7 * Lanes.one) * (0.35 + 0.65 * ends) * corners
    // Wax shines toward the light at the end.
    let grazing = clamped(1 - screenY * 0.95)
    light += Light(bay.next) * (grazing * grazing * grazing * (0.13 - 0.10 * onCarpet) * (0.4 + 0.6 * tone))
    if bay.sunshine > 0 {
      let u = (along - 0.5) * (1 / 0.20)
      let v = (x + hall.sun * 0.22) * (1 / 0.36)
      let field = smoothstep(1.15, 0.85, magnitude(u)) * smoothstep(1.2, 0.8, magnitude(v))
      let bars = smoothstep(0.03, 0.14, magnitude(u)) * smoothstep(0.03, 0.10, magnitude(fraction(v * 1.5) - 0.5))
      light += colour * Light(materials.sun) * (field * (0.35 + 0.65 * bars) * (1.7 * bay.sunshine))
    }
    return light
  }

  // The carpet, worn along its middle.
  @inline(never) private func carpeted(_ floor: Light, _ rows: Float, _ onCarpet: Lanes) -> Light {
    let aside = magnitude(x)
    let half = hall.carpet
    let soft = blurAlong * (rows * 1.6) + blur * 13
    var colour = floor
    let (p, q) = (x * (3 / half), along * (rows * 0.75))
    let (m, n) = (fraction(p * 0.5 + 0.5) - 0.5, fraction(q * 0.5) - 0.5)
    let softC = blurAlong * (rows * 0.4) + blur * (1.5 / half)
    let diamond = magnitude(m) + magnitude(n)
    let figure =
      clamped((0.30 - diamond) / larger(softC, 0.02) + 0.5) - clamped((0.17 - diamond) / larger(softC, 0.02) + 0.5)
      * 0.7
    let fadeC = smoothstep(0.7, 0.25, softC)
    let edges = edge(aside - half * 0.80, blur) - edge(aside - half * 0.86, blur) + edge(aside - half * 0.95, blur)
    let pile = Noise.value(x * 30, along * (rows * 5), seed: bay.seed &+ 5) * smoothstep(0.6, 0.2, soft * 3)
    let worn = 0.16 * clamped(1 - aside * (1.8 / half)) * (1 + Noise.value(x * 6, along * rows, seed: bay.seed &+ 6))
    let cloth = mix(
      Light(materials.carpet), Light(materials.border), clamped(figure * fadeC * 0.55 + edges * 0.8 + worn))
    colour = mix(colour, cloth * (1 + 0.16 * pile), onCarpet)
    colour = colour * (1 - 0.5 * clamped(1 - magnitude(aside - half - 0.012) * 60) * (1 - onCarpet))
    return colour
  }
}
