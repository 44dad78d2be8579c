import Geometry

/// A lantern as this frame sees it, or its mirror image.
struct Lantern {
  enum Kind { case sky, box, round }
  let kind: Kind
  /// Where its middle is on the canvas, and half its height.
  let x: Float
  let y: Float
  let size: Float
  /// How far it turned, as cosine and sine.
  let tilt: (cosine: Float, sine: Float)
  let paper: Colour
  let flame: Colour
  /// How bright it is, and how much of it is there.
  let power: Float
  let presence: Float
  /// The width of its edge, of its size.
  let blur: Float
  /// How far its halo goes, on the canvas.
  let reach: Float
  /// How wide the paper's fold lines are told, 0 … 1.
  let detail: Float
  let grain: Float
  let isMirrored: Bool
  /// Octaves ahead of the camera.
  let ahead: Double

  /// A halo ends at so many times half the height.
  static let halo: Float = 4.6

  /// The light of the lantern at eight places, and what it covers of them.
  @inline(__always) func light(_ px: Lanes, _ py: Lanes) -> (light: Light, cover: Lanes)? {
    let inverse = 1 / size
    let (dx, dy) = ((px - x) * inverse, (py - y) * inverse)
    let r2 = dx * dx + dy * dy
    let near = clamped(1 - r2 * (1 / (Lantern.halo * Lantern.halo)))
    if !anyTrue(near .> 0) { return nil }
    let halo = near * near * (0.05 / (0.25 + r2 * 0.30)) * power
    var light = Light(Colour.mix(paper, flame, 0.15)) * halo
    guard anyTrue(r2 .< 2.4 + blur * 4) else { return (light, .zero) }
    let a = dx * tilt.cosine + dy * tilt.sine
    let b = (dy * tilt.cosine - dx * tilt.sine) * (isMirrored ? -1 : 1)
    let body = LanternBody(kind, a, b)
    let cover = clamped(0.5 - body.edge * (1 / blur)) * presence
    if anyTrue(cover .> 0) { light += surface(body, a, b) * cover }
    return (light, cover)
  }

  /// Paper with a flame behind: brightest at the flame, dark at the seams.
  @inline(__always) private func surface(_ body: LanternBody, _ a: Lanes, _ b: Lanes) -> Light {
    let below = b - body.flame
    let near = exp2((a * a * 1.9 + below * below * 1.25) * -1.44)
    let across = clamped(a / body.width, -1, 1)
    var tone = (0.22 + 1.15 * near) * (1 - 0.5 * across * across)
    if detail > 0 {
      let folds = body.folds(a, b) * detail
      let wrinkle = Noise.value(a * 3.2 + grain, b * 4.5, seed: 77) + 0.5 * Noise.value(a * 9 + grain, b * 7, seed: 78)
      tone *= (1 - 0.34 * folds) * (1 + 0.14 * detail * wrinkle)
    }
    let hot = near * near * near
    let paper = mix(Light(paper), Light(flame) * 1.5, hot * 0.7)
    return paper * (tone * body.paper * power) + Light(self.paper)
      * ((1 - body.paper) * (0.015 + 0.06 * (1 - across * across)) * power)
  }
}

/// The form of a lantern about its middle; half its height is 1.
struct LanternBody {
  /// How far outside something is; negative inside.
  let edge: Lanes
  /// Half the width there.
  let width: Lanes
  /// 1 on paper, 0 on wood and rings.
  let paper: Lanes
  /// Where the flame stands, downward.
  let flame: Float
  private let kind: Lantern.Kind

  @inline(__always) init(_ kind: Lantern.Kind, _ a: Lanes, _ b: Lanes) {
    self.kind = kind
    let aside = magnitude(a)
    switch kind {
    case .sky:
      // A dome that narrows downward to a ring.
      let dome = larger(-0.42 - b, 0) * (1 / 0.58)
      width = larger((0.70 - 0.11 * (b + 0.42)) * root(larger(1 - dome * dome, 0)), 0.03)
      edge = larger((aside - width) * 0.93, magnitude(b) - 1)
      paper = smoothstep(0.97, 0.92, b)
      flame = 0.62
    case .box:
      // Paper between four posts, on a board.
      width = 0.60 - 0.03 * b
      let board = larger(aside - 0.70, magnitude(b - 0.93) - 0.07)
      edge = smaller(larger(aside - width, magnitude(b + 0.02) - 0.90), board)
      paper = smoothstep(0.86, 0.83, b) * smoothstep(-0.92, -0.89, b)
      flame = 0.35
    case .round:
      let (u, v) = (aside * (1 / 0.9), magnitude(b) * (1 / 0.86))
      let (u2, v2) = (u * u, v * v)
      let norm = root(root(u2 * u2 * 0.55 + v2 * v2 * 0.55 + u2 * v2 * 1.0 + 1e-6))
      width = larger(0.9 * root(larger(1 - v2, 0.01)), 0.1)
      let ring = magnitude(b) - 0.86
      let cap = larger(aside - (0.36 - 0.4 * ring), magnitude(b) - 0.97)
      edge = smaller((norm - 0.9) * 0.9, cap)
      paper = smoothstep(0.89, 0.86, magnitude(b))
      flame = 0.12
    }
  }

  /// Dark lines where the paper is folded or glued.
  @inline(__always) func folds(_ a: Lanes, _ b: Lanes) -> Lanes {
    @inline(__always) func line(_ distance: Lanes, _ half: Float) -> Lanes {
      smoothstep(half, half * 0.3, magnitude(distance))
    }
    switch kind {
    case .sky:
      let across = a / width
      return larger(line(magnitude(across) - 0.36, 0.05), line(magnitude(across) - 0.92, 0.09))
    case .box:
      return larger(larger(line(magnitude(a) - 0.58, 0.05), line(a, 0.025)), line(b + 0.06, 0.022))
    case .round:
      let rib = fraction(b * 5.5 + 0.5) - 0.5
      return line(rib * (1 / 5.5), 0.028)
    }
  }
}
