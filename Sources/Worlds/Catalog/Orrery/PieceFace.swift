/// How wheels, dials and planets look.
struct PieceFace: Sendable {
  private let face: PlateFace
  private var lamp: WorkLight { face.light }

  init(_ face: PlateFace) { self.face = face }

  /// Adds what is seen of a piece, and takes from `left` what it covers and what its shadow swallows.
  @inline(__always)
  func add(_ piece: Piece, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    let a = (x - piece.x) * piece.inverse
    let b = (y - piece.y) * piece.inverse
    let squared = a * a + b * b
    switch piece.kind {
    case .planet: planet(piece, a, b, squared, &sum, &left)
    case .wheel:
      if anyTrue(squared .< 1.7) { wheel(piece, a, b, squared, &sum, &left) }
    case .dial, .moon:
      if anyTrue(squared .< 1.7) { dial(piece, a, b, squared, &sum, &left) }
    }
  }

  @inline(__always) private func edge(_ inside: Lanes, _ blur: Float) -> Lanes { clamped(inside * (1 / blur) + 0.5) }

  // A toothed wheel with spokes, through which one sees.
  @inline(__always)
  private func wheel(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ squared: Lanes, _ sum: inout Light, _ left: inout Lanes)
  {
    let inverse = reciprocalRoot(squared + 1e-9)
    let r = squared * inverse
    let form = outline(piece, a, b, r)
    let cover = left * edge(-form.distance, piece.pixel)
    if anyTrue(cover .> 0.002) {
      let (p, q) = (a * inverse, b * inverse)
      let fan = lamp.fan(p, q, streak: 0.06 * Noise.value(r * 60, seed: piece.seed))
      var tone = 0.30 + 0.46 * fan
      let bevel = clamped(1 + form.distance * 26)
      tone += bevel * (form.outward * lamp.facing(p, q)) * 0.42
      let groove = face.line(r - 0.80, 0.010, piece.pixel) + face.line(r - 0.21, 0.010, piece.pixel)
      var light = face.brass.light(tone) * (1 - 0.55 * clamped(groove))
      // Its arbor: a ruby in the hub.
      let stone = edge(0.085 - r, piece.pixel)
      let spark = (a - lamp.x * 0.035) * (a - lamp.x * 0.035) + (b - lamp.y * 0.035) * (b - lamp.y * 0.035)
      let ruby =
        Light(face.materials.jewel) * clamped(0.35 - 4 * (a * lamp.x + b * lamp.y)) + Light(Colour(1, 1, 1))
        * (1 / (1 + spark * 6000))
      light = mix(light, ruby, stone)
      sum += light * cover
      left -= cover
    }
    let shift: Float = 0.10
    let (sa, sb) = (a + lamp.x * shift, b + lamp.y * shift)
    let below = outline(piece, sa, sb, root(sa * sa + sb * sb + 1e-9))
    left *= 1 - 0.62 * smoothstep(0.045, -0.045, below.distance)
  }

  /// How far outside a wheel's metal a place is, and whether its nearest edge looks outward, 1, inward, −1, or aside.
  @inline(__always)
  private func outline(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ r: Lanes) -> (distance: Lanes, outward: Lanes) {
    let (u, v) = (a * piece.cosine + b * piece.sine, b * piece.cosine - a * piece.sine)
    let angle = turns(u, v)
    let phase = magnitude(fraction(angle * piece.teeth) - 0.5)
    let tooth = clamped((0.25 - phase) * 5 + 0.5)
    let outer = r - 0.89 - 0.11 * tooth
    // Windows between rim, hub and spokes.
    let arm = (fraction(angle * piece.spokes) - 0.5) * (2 * Float.pi / piece.spokes)
    let aside = magnitude(arm) * r
    let ring = larger(r - 0.72, 0.29 - r)
    let spoke = (0.085 - 0.03 * r) - aside
    let inner = -larger(ring, spoke)
    let inward = select(spoke .> ring, .zero, select(r .> 0.5, -1 * Lanes.one, .one))
    return (larger(outer, inner), select(outer .> inner, .one, inward))
  }

  // A dial in its bezel, with hands, or with the moon in it.
  @inline(__always)
  private func dial(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ squared: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    let inverse = reciprocalRoot(squared + 1e-9)
    let r = squared * inverse
    let cover = left * edge(1 - r, piece.pixel)
    if anyTrue(cover .> 0.002) {
      let (p, q) = (a * inverse, b * inverse)
      let facing = lamp.facing(p, q)
      let across = (0.92 - r) * (1 / 0.08)
      let round = root(clamped(1 - across * across))
      let gleam = clamped(0.68 * round - 0.7 * facing * across)
      let bezel = face.brass.light(0.14 + 0.40 * gleam + 0.44 * gleam * gleam * gleam)
      var inside = piece.kind == .moon ? moon(piece, a, b, r) : hours(piece, a, b, r, p, q)
      // The bezel's shadow on the face.
      let (sa, sb) = (a + lamp.x * 0.07, b + lamp.y * 0.07)
      inside = inside * (0.30 + 0.70 * smoothstep(0.88, 0.78, root(sa * sa + sb * sb)))
      sum += mix(bezel, inside, edge(0.84 - r, piece.pixel)) * cover
      left -= cover
    }
    let (sa, sb) = (a + lamp.x * 0.13, b + lamp.y * 0.13)
    left *= 1 - 0.65 * smoothstep(1.06, 0.92, root(sa * sa + sb * sb))
  }

  @inline(__always) private func hours(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ r: Lanes, _ p: Lanes, _ q: Lanes)
    -> Light
  {
    let blur = piece.pixel
    let angle = turns(a, b)
    let fan = lamp.fan(p, q, streak: .zero)
    var ink = face.line(r - 0.76, 0.012, blur) + face.line(r - 0.60, 0.008, blur)
    let minute = (fraction(angle * 60 + 0.5) - 0.5) * (2 * Float.pi / 60) * r
    let hour = (fraction(angle * 12 + 0.5) - 0.5) * (2 * Float.pi / 12) * r
    let band = edge(0.76 - r, blur) * edge(r - 0.68, blur)
    ink = larger(ink, face.line(minute, 0.012, blur) * band)
    ink = larger(ink, face.line(hour, 0.035, blur) * edge(0.76 - r, blur) * edge(r - 0.60, blur))
    // A sunk middle of enamel.
    let facing = lamp.facing(p, q) + 0.07 * sine(turns: angle * 24)
    let sheen = 1 / (1 + facing * facing * 8)
    let blue = mix(Light(face.materials.enamel), Light(face.materials.sheen), 0.15 + 0.6 * sheen)
    var light = mix(face.silver.light(0.40 + 0.36 * fan), Light(face.materials.ink), clamped(ink) * 0.9)
    light = mix(light, blue, edge(0.44 - r, blur))
    light = light * (1 - 0.6 * face.line(r - 0.45, 0.02, blur))
    // Hands, with their shadow.
    for shift in [Float(0.035), 0] {
      let (ha, hb) = (a + lamp.x * shift, b + lamp.y * shift)
      let minute = hand(ha, hb, piece.hands.0, piece.hands.1, length: 0.70, width: 0.026, blur + shift)
      let hour = hand(ha, hb, piece.hands.2, piece.hands.3, length: 0.48, width: 0.04, blur + shift)
      let cover = larger(minute, hour)
      light = shift > 0 ? light * (1 - 0.5 * cover) : mix(light, face.brass.light(0.62 + 0.25 * fan), cover)
    }
    return light
  }

  @inline(__always)
  private func hand(_ a: Lanes, _ b: Lanes, _ x: Float, _ y: Float, length: Float, width: Float, _ blur: Float) -> Lanes
  {
    let along = a * x + b * y
    let aside = magnitude(b * x - a * y)
    let taper = smaller((along + 0.16) * 0.4, (Lanes(repeating: length) - along) * 0.16)
    let blade = smaller(taper, width) - aside
    let hub = 0.062 - root(a * a + b * b)
    return edge(larger(smaller(blade, taper), hub), blur)
  }

  // The moon in a night of enamel, partly in shadow.
  @inline(__always) private func moon(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ r: Lanes) -> Light {
    let blur = piece.pixel
    let facing = lamp.facing(a, b)
    let night = mix(Light(face.materials.enamel), Light(face.materials.sheen), 0.12 + 0.35 * clamped(0.6 - facing))
    // Stars at fixed places round it.
    let angle = turns(a, b)
    let spoke = fraction(angle * 9) - 0.5
    let (s, t) = (spoke * (2 * Float.pi / 9) * 0.67, r - 0.68)
    let star = clamped((0.075 - (root(magnitude(s)) + root(magnitude(t))) * 0.27) * (1 / (blur * 0.6 + 0.004)) + 0.3)
    var light = mix(night, face.brass.light(Lanes(repeating: 0.8)), star)
    let size: Float = 0.50
    let (m, n) = (a * (1 / size), b * (1 / size))
    let square = m * m + n * n
    let z = root(clamped(1 - square))
    // Its own light comes from a side, as the phase has it.
    let lit = m * piece.cosine + n * piece.sine
    let day = smoothstep(-0.15, 0.35, lit * 0.85 + z * 0.5 - 0.15)
    let seas = Noise.value(m * 2.4, n * 2.4, seed: piece.seed) + 0.5 * Noise.value(m * 6, n * 6, seed: piece.seed &+ 1)
    let ball = face.silver.light(0.22 + 0.62 * day * (0.75 + 0.25 * z) + 0.13 * seas) * (0.10 + 0.95 * day)
    let disc = edge(size - r, blur)
    light += Light(face.materials.gold) * (0.05 / (0.05 + square * square)) * (1 - disc)
    light = mix(light, ball, disc)
    return light
  }

  // A ball of stone on an arm of brass.
  @inline(__always)
  private func planet(_ piece: Piece, _ a: Lanes, _ b: Lanes, _ squared: Lanes, _ sum: inout Light, _ left: inout Lanes)
  {
    let blur = piece.pixel
    if anyTrue(squared .< 1.1) {
      let cover = left * edge(1 - root(squared), blur)
      let z = root(clamped(1 - squared))
      let lambert = clamped(0.62 * lamp.facing(a, b) + 0.72 * z)
      let (ha, hb) = (a - lamp.x * 0.40, b - lamp.y * 0.40)
      let hot = 1 / (1 + 55 * (ha * ha + hb * hb))
      let bands =
        Noise.value(a * 1.2 + 7, b * 3.4 + a * 0.8, seed: piece.seed) + 0.5
        * Noise.value(a * 3, b * 8.1 + a, seed: piece.seed &+ 1)
      let rim = (1 - z) * (1 - z)
      let base = Light(piece.colour) * ((0.06 + 1.05 * lambert * lambert) * (1 + 0.30 * bands))
      let light =
        base + Light(face.materials.gold) * (rim * 0.22 * clamped(-lamp.facing(a, b))) + Light(Colour(1, 0.97, 0.9))
        * (hot * hot * 0.9)
      sum += light * cover
      left -= cover
    }
    // The foot of its arm, a knob.
    let (fa, fb) = (a - piece.armX * piece.arm, b - piece.armY * piece.arm)
    let foot = fa * fa + fb * fb
    if anyTrue(foot .< 0.4) {
      let cover = left * edge(0.34 - root(foot), blur)
      let (m, n) = (fa * (1 / 0.34), fb * (1 / 0.34))
      let z = root(clamped(1 - m * m - n * n))
      let gleam = clamped(0.62 * lamp.facing(m, n) + 0.66 * z)
      sum += face.brass.light(0.12 + 0.42 * gleam + 0.46 * gleam * gleam * gleam * gleam) * cover
      left -= cover
      let (sa, sb) = (fa + lamp.x * 0.2, fb + lamp.y * 0.2)
      left *= 1 - 0.5 * smoothstep(0.5, 0.2, root(sa * sa + sb * sb))
    }
    // The arm, toward the middle.
    let along = a * piece.armX + b * piece.armY
    let aside = b * piece.armX - a * piece.armY
    let half: Float = 0.13
    if anyTrue((along .> -0.2) .& (along .< piece.arm + 0.4) .& (magnitude(aside) .< 1.2)) {
      let ends = edge(along, blur) * edge(piece.arm - along, blur)
      let cover = left * edge(half - magnitude(aside), blur) * ends
      let across = aside * (1 / half)
      let side = piece.armX * lamp.y - piece.armY * lamp.x
      let gleam = clamped(0.62 * root(clamped(1 - across * across)) + 0.6 * across * side)
      sum += face.brass.light(0.12 + 0.5 * gleam + 0.4 * gleam * gleam * gleam) * cover
      left -= cover
      let (sa, sb) = (a + lamp.x * 0.5, b + lamp.y * 0.5)
      let (t, w) = (sa * piece.armX + sb * piece.armY, sb * piece.armX - sa * piece.armY)
      let shadow = smoothstep(0.34, 0.02, magnitude(w)) * clamped(t * 3) * clamped((piece.arm - t) * 3 + 1)
      left *= 1 - 0.5 * shadow
    }
    // Its shadow lies apart from it, for it stands high.
    let (sa, sb) = (a + lamp.x * 0.62, b + lamp.y * 0.62)
    left *= 1 - 0.62 * smoothstep(1.22, 0.72, root(sa * sa + sb * sb))
  }
}
