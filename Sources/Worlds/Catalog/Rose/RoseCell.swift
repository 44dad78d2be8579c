/// One pane's place in its ring. Lengths are angles.
struct RoseCell {
  /// From the middle of the pane: round, and outward.
  let x: Lanes
  let y: Lanes
  let number: Lanes
  let halfWidth: Float

  @inline(__always) init(_ ring: RoseRing, _ along: Lanes, _ turns: Lanes) {
    let rows = along * ring.rows
    let row = smaller(floor(rows), ring.rows - 1)
    // The second row stands between the panes of the first.
    let place = fraction(turns + ring.angle + row * (0.5 / ring.panes)) * ring.panes
    let whole = smaller(floor(place), ring.panes - 1)
    number = whole + row * 64
    halfWidth = Float.pi / ring.panes
    x = (place - whole - 0.5) * (2 * halfWidth)
    y = (rows - row - 0.5) * (ring.height / ring.rows)
  }

  struct Pane {
    /// Of clear glass: negative inside, positive in lead and beyond.
    var distance: Lanes
    /// From the pane's outline.
    let rim: Lanes
    /// 0 the outer glass, 1 the inner, 2 the heart.
    let part: Lanes
    /// Pieces between leads have their own numbers.
    let piece: Lanes
    /// Roughly the way out of the pane.
    let slopeX: Lanes
    let slopeY: Lanes
  }

  private static let lead: Float = 0.0085

  @inline(__always) func pane(_ ring: RoseRing, height: Float) -> Pane {
    let inverse = reciprocalRoot(x * x + y * y + 1e-6)
    let (outline, part, leads, piece): (Lanes, Lanes, Lanes, Lanes)
    switch ring.shape {
    case .roundel: (outline, part, leads, piece) = roundel(height * 0.5 - 0.055)
    case .lancet: (outline, part, leads, piece) = lancet(height * 0.5 - 0.055)
    case .quatrefoil: (outline, part, leads, piece) = quatrefoil(height * 0.5 - 0.055)
    case .teardrop: (outline, part, leads, piece) = teardrop(height * 0.5 - 0.055)
    }
    return Pane(
      distance: larger(outline, RoseCell.lead - leads), rim: outline, part: part,
      piece: part + piece * 4, slopeX: x * inverse, slopeY: y * inverse)
  }

  /// Which quarter of the pane.
  @inline(__always) private var corner: Lanes { only(x .< 0, .one) + only(y .< 0, Lanes(repeating: 2)) }

  /// A disc with a ring of eight pieces around a smaller one and its eye.
  @inline(__always) private func roundel(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let radius = min(room, halfWidth * 0.86)
    let r = root(x * x + y * y)
    let spokes = smaller(smaller(magnitude(x), magnitude(y)), magnitude(magnitude(x) - magnitude(y)) * 0.7071)
    let beyond = r - radius * 0.62
    let leads = smaller(magnitude(beyond), smaller(magnitude(r - radius * 0.26), select(beyond .> 0, spokes, .one)))
    let part = select(beyond .> 0, .zero, select(r .> radius * 0.26, .one, Lanes(repeating: 2)))
    return (
      r - radius, part, leads, only(beyond .> 0, corner + only(magnitude(x) .> magnitude(y), Lanes(repeating: 4)))
    )
  }

  /// A pointed arch that stands outward, with a bar across and a mullion below it.
  @inline(__always) private func lancet(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let half = min(halfWidth * 0.84, room * 0.9)
    let sweep = max(2.4 * half, room * 1.1)
    let aside = magnitude(x) + (sweep - half)
    let up = larger(y + room * 0.35, 0)
    let arch = root(aside * aside + up * up) - sweep
    let outline = larger(larger(arch, -room - y), y - room)
    let bar = y - room * 0.15
    let small = magnitude(y + room * 0.42)
    let leads = smaller(magnitude(bar), select(bar .< 0, smaller(magnitude(x), small), magnitude(arch + half * 0.45)))
    let core = only(arch + half * 0.45 .< 0, Lanes(repeating: 2))
    let low = only(y .< -room * 0.42, Lanes(repeating: 2))
    return (outline, select(bar .< 0, .zero, core + 1 - core * 0.5), leads, only(bar .< 0, only(x .< 0, .one) + low))
  }

  /// Four leaves about a heart.
  @inline(__always) private func quatrefoil(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let k = min(halfWidth * 0.9, room) * 0.5
    let (ax, ay) = (magnitude(x), magnitude(y))
    let (qx, qy) = (ax - k, ay - k)
    // Leaves on the diagonals and on the axes make eight lobes of two sizes.
    let diagonal = root(qx * qx + qy * qy) - k * 0.86
    let large = larger(ax, ay)
    let few = smaller(ax, ay)
    let axial = root((large - k * 1.28) * (large - k * 1.28) + few * few) - k * 0.62
    let heart = root(x * x + y * y) - k * 0.6
    let outline = smaller(smaller(diagonal, axial), heart)
    let seams = smaller(magnitude(diagonal), magnitude(axial)) + 0.004
    let leads = smaller(magnitude(heart), select(heart .> 0, select(axial .< 0, magnitude(axial), seams), .one))
    let part = select(heart .< 0, Lanes(repeating: 2), select(axial .< 0, .one, .zero))
    let arm = select(ax .> ay, only(x .< 0, .one), only(y .< 0, .one) + 2) + 4
    let lobe = select(axial .< 0, arm, corner)
    return (outline, part, leads, only(heart .> 0, lobe))
  }

  /// A drop with its round end outward, in two skins.
  @inline(__always) private func teardrop(_ room: Float) -> (Lanes, Lanes, Lanes, Lanes) {
    let width = min(halfWidth * 0.92, room * 0.95) * 1.9
    let outline = drop(room, width, scale: 1)
    let skin = drop(room, width, scale: 0.62)
    let core = drop(room, width, scale: 0.26)
    let leads = smaller(smaller(magnitude(skin), magnitude(core)), select(skin .> 0, magnitude(x) + 0.003, .one))
    return (outline, select(skin .> 0, .zero, select(core .> 0, .one, Lanes(repeating: 2))), leads, .zero)
  }

  /// How far outside a drop, which is smaller by `scale`, a place is.
  @inline(__always) private func drop(_ room: Float, _ width: Float, scale: Float) -> Lanes {
    let end = room * scale
    // The round end is wider: a smaller drop lies nearer to it.
    let up = y - (room - end) * 0.30
    let t = clamped((up + end) * (0.5 / end))
    let half = root(t * (1 - t) + 1e-5) * (0.40 + 0.75 * t) * (width * scale)
    return larger((magnitude(x) - half) * 0.78, larger(-end - up, up - end))
  }

  /// Distance from the nearest pearl of the strings at both edges of the ring.
  @inline(__always) func pearl(_ ring: RoseRing, _ toEdge: Lanes, _ turns: Lanes) -> Lanes {
    let across = (fraction((turns + ring.angle) * ring.pearls) - 0.5) * (2 * Float.pi / ring.pearls)
    let up = toEdge - 0.030
    return root(across * across + up * up) - 0.0135
  }
}
