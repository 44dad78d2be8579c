/// A place on the walls, floor or ceiling of a room.
struct RoomSurface {
  let materials: RoomMaterials
  let room: Room
  let x: Lanes
  let height: Lanes
  /// How far ahead it is.
  let distance: Lanes
  /// Along the room, 0 … 1.
  let along: Lanes
  /// The side of a pixel across, and along the room.
  let blur: Lanes
  let blurAlong: Lanes
  /// Darkness in the corners at both ends.
  let ends: Lanes

  @inline(__always)
  init(_ materials: RoomMaterials, _ room: Room, x: Lanes, height: Lanes, distance: Lanes, pixel: Float) {
    self.materials = materials
    self.room = room
    self.x = x
    self.height = height
    self.distance = distance
    along = (log2(1 + distance * Corridor.scale) - room.start) * (1 / room.length)
    blur = distance * pixel
    // Along a plane at height h, k = h / y, so dk = k² / h per unit of the picture; an octave is s dk / (1 + s k) / ln 2.
    blurAlong = distance * distance * (pixel * 1.8 / 0.6931472 / room.length) / (1 / Corridor.scale + distance)
    ends = clamped(along * 5 + 0.25) * clamped((1 - along) * 5 + 0.25)
  }

  @inline(__always) private func edge(_ distance: Lanes, _ blur: Lanes) -> Lanes {
    clamped(distance / larger(blur, 1e-5) + 0.5)
  }

  @inline(__always) private func line(_ distance: Lanes, _ width: Float, _ blur: Lanes) -> Lanes {
    let reach = 1 / (width + blur)
    return clamped(1 - magnitude(distance) * reach) * (width * reach)
  }

  /// A side wall. At the left may be a window, and then its light lies on the right one. In a reflection only the large shapes are seen.
  @inline(__always) func wall(_ screenX: Lanes, isReflected: Bool) -> Light {
    let isLeft = only(screenX .< 0, .one)
    let (floor, ceiling) = (Corridor.floor, Corridor.ceiling)
    var colour = mix(Light(room.paint), Light(room.dado), edge(height - 0.235, blur))
    if !isReflected && anyTrue((height .> 0.18 - blur) .| (height .< blur - (ceiling - 0.13))) {
      colour = trimmed(colour)
    }
    let corners = clamped((floor - height) * 3 + 0.35) * clamped((height + ceiling) * 3 + 0.4)
    let pool = 1 / (1 + 1.4 * ((along - 0.5) * (along - 0.5) * 3 + (height + 0.15) * (height + 0.15)))
    var shade = (0.34 + 0.34 * (1 - isLeft)) * ends * corners * (0.5 + 0.75 * pool)
    if room.hasWindow && anyTrue(isLeft .< 1) { shade += patch() * (1 - isLeft) * room.sunshine * 1.3 }
    if !isReflected {
      shade = shade * (1 + Plaster.strength * Plaster.relief(along * 2, height, pixel: blur, seed: room.marble))
    }
    let light = colour * shade
    return room.hasWindow && anyTrue(isLeft .> 0) ? window(light, isLeft) : light
  }

  /// The paint with skirting, cornice, mouldings and panels.
  @inline(__always) private func trimmed(_ paint: Light) -> Light {
    let (floor, ceiling) = (Corridor.floor, Corridor.ceiling)
    let skirting = edge(height - (floor - 0.095), blur)
    let cornice = edge(-ceiling + 0.09 - height, blur)
    var relief = line(height - 0.22, 0.012, blur) + line(height - (floor - 0.11), 0.010, blur)
    relief += line(height + (ceiling - 0.10), 0.012, blur) + panels()
    return mix(paint, Light(room.trim), larger(skirting, cornice)) * (1 - 0.35 * relief)
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
    // Out of focus where it passes the camera.
    let soft = blurAlong * 4.5 + blur * 2.3 + 0.4 * larger(0.8 - distance, 0)
    if !anyTrue(outside .< 0.16 + soft) { return wall }
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
    let tone = clamped(0.5 + 0.5 * alternation)
    var colour = mix(Light(materials.darkMarble), Light(materials.lightMarble), tone)
    let fade = clamped(1 - (blur * 12 + blurAlong * 12))
    if anyTrue(fade .> 0) {
      // Along the room rows have whole numbers, so that the noise goes with the floor.
      let veins = Noise.value(column * 1.3 + row * 0.6, row * 1.1 - column * 0.5, seed: room.marble)
      let fine = Noise.value(column * 3.7, row * 3.1, seed: room.marble &+ 1)
      colour = colour * (1 + (0.22 * veins + 0.12 * fine) * fade)
    }
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
