/// The wall at the end of a room, seen from the front: paint, a moulded frame about the door, skirting, a rail and a cornice.
struct WallFace {
  private let room: Room
  /// The side of a pixel on the wall, and that of what is out of focus.
  private let pixel: Float
  private let blur: Float
  /// Close by one sees more of the plaster.
  private let roughness: Float

  @inline(__always) init(_ room: Room, _ pixel: Float) {
    self.room = room
    self.pixel = pixel * room.end
    blur = room.endPixel
    roughness = Plaster.strength * (1 + 0.7 * max(0, 1 - room.end))
  }

  /// A place on the wall, so far outside the door. In a reflection only the large shapes are seen.
  @inline(__always) func light(_ x: Lanes, _ height: Lanes, _ distance: Lanes, isReflected: Bool) -> Light {
    let (side, floor, ceiling) = (Corridor.side, Corridor.floor, Corridor.ceiling)
    let corners =
      clamped((side - magnitude(x)) * 3.2 + 0.25) * clamped((floor - height) * 4 + 0.3)
      * clamped((height + ceiling) * 2.2 + 0.3)
    // Light comes from the windows at the left, and pools about the middle.
    let pool = 1 / (1 + 0.9 * (x * x + (height + 0.2) * (height + 0.2)))
    let shade = (0.62 - 0.22 * x) * (0.55 + 0.6 * pool) * corners
    if isReflected { return plain(height, frame: edge(0.085 - distance)) * shade }
    let relief = Plaster.relief(x, height, pixel: Lanes(repeating: pixel), seed: room.marble)
    return paint(height, distance) * (shade * (1 + roughness * relief))
  }

  @inline(__always) private func paint(_ height: Lanes, _ distance: Lanes) -> Light {
    let (floor, ceiling) = (Corridor.floor, Corridor.ceiling)
    let isTrimmed =
      (distance .< 0.15 + blur) .| (height .> floor - 0.15 - blur) .| (height .< 0.15 - ceiling + blur)
      .| (magnitude(height - 0.228) .< 0.05 + blur)
    if anyTrue(isTrimmed) { return trimmed(height, distance) }
    return plain(height, frame: .zero)
  }

  @inline(__always) private func plain(_ height: Lanes, frame: Lanes) -> Light {
    mix(mix(Light(room.paint), Light(room.dado), only(height .> 0.235, .one)), Light(room.trim), frame)
  }

  @inline(__always) private func trimmed(_ height: Lanes, _ distance: Lanes) -> Light {
    let (floor, ceiling) = (Corridor.floor, Corridor.ceiling)
    let frame = edge(0.085 - distance)
    let skirting = edge(height - (floor - 0.095))
    let cornice = edge(-ceiling + 0.09 - height)
    var relief = (line(distance - 0.022, 0.010) + line(distance - 0.066, 0.008)) * frame
    relief += (line(height - 0.22, 0.012) + line(height - (floor - 0.11), 0.010)) * (1 - frame)
    relief += line(height + (ceiling - 0.10), 0.012)
    let paint = mix(Light(room.paint), Light(room.dado), edge(height - 0.235))
    let colour = mix(paint, Light(room.trim), larger(larger(frame, skirting), cornice))
    // The frame throws a small shadow on the wall.
    let contact = 1 - 0.35 * clamped(1 - magnitude(distance - 0.10) * 25) * (1 - frame)
    return colour * ((1 - 0.38 * relief) * contact)
  }

  /// 1 where a signed distance is positive, softened by a pixel.
  @inline(__always) private func edge(_ distance: Lanes) -> Lanes { clamped(distance * (1 / blur) + 0.5) }

  /// A thin line; where pixels are wider than it, it is wider and fainter.
  @inline(__always) private func line(_ distance: Lanes, _ width: Float) -> Lanes {
    let reach = width + blur
    return clamped(1 - magnitude(distance) * (1 / reach)) * (width / reach)
  }
}
