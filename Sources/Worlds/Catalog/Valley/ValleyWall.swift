import Geometry

extension ValleyMoment {
  /// Looks at the wall that the valley ends at: the next scene in its mouth, behind light, and rock round it.
  @inline(never)
  func pass(_ wall: Ridge, _ face: RockFace.Place, _ place: Place, _ sum: inout Light, _ left: inout Lanes) -> Lanes {
    let (under, cover) = wall.cover(place.x, place.y)
    let seen = left * cover
    if !anyTrue(seen .> 0) { return .zero }
    // Near the rim what is worked out at every second pixel is not sharp enough.
    let isNear = anyTrue(magnitude(face.outside) .< 0.2 + 6 * lens.pixel / mouth.radius)
    let outside = isNear ? mouth.outside(place.x, place.y) : face.outside
    let inverse = reciprocalRoot(larger(place.x * place.x + place.y * place.y, 1e-12))
    let share = mouth.share(place.x, place.y, outside: outside, softer: smoothstep(0.55, 0.95, place.y * inverse))
    let hole = left * share * mouth.presence
    let open = hole * mouth.clearness
    if mouth.clearness < 1 {
      let glow = place.sky + Light(morning.sun) * 0.5 + Light(mouth.light) * 0.5
      sum += glow * (hole - open)
    }
    let rock = seen * (1 - share)
    left -= hole
    if anyTrue(rock .> 0) {
      sum += stone(wall, face, place, larger(under, 0) * wall.distance, outside: outside, up: -place.y * inverse) * rock
      left -= rock
    }
    return open
  }

  /// The wall's rock, and in the reveal of its mouth the light of what lies behind.
  @inline(__always)
  private func stone(
    _ wall: Ridge, _ face: RockFace.Place, _ place: Place, _ below: Lanes, outside: Lanes, up: Lanes
  ) -> Light {
    let facing = clamped(face.facing)
    var colour = mix(Light(morning.wood * 0.5), Light(morning.rock), 0.06 + facing * 0.85)
    let edge = 1 / (1 + below * below * 900 + below * 24)
    colour += Light(morning.sun) * (facing * facing * place.wide * 0.05 + edge * place.near * 0.10)
    if anyTrue(outside .< 0.7) {
      if let rim = mouth.rim {
        colour = rim.lit(colour, outside: outside * 2.2 + 0.08, facing: clamped(0.4 + face.facing))
      }
      let reveal = clamped(0.5 - face.front * (mouth.radius * 0.7 / lens.pixel))
      if anyTrue(reveal .> 0) {
        let inner = mix(Light(morning.wood * 0.3), Light(morning.rock * 0.6), clamped(0.1 + 0.8 * facing))
        let lit = clamped(0.15 + 1.3 * face.facing) * exp2(larger(outside, 0) * -11)
        colour = mix(colour, inner * (0.55 + 0.3 * up) + Light(mouth.light * 0.9 + morning.sun * 0.05) * lit, reveal)
      }
    }
    colour = mix(colour, place.sky, Lanes(repeating: wall.haze * 0.9))
    let bright = mix(Light(morning.horizon * 0.96), place.sky, Lanes(repeating: 0.4))
    return mix(colour, bright + Light(mouth.light) * (place.near * 0.12), face.mist * 0.82)
  }
}
