import Geometry
import Planning

/// Takes that exist as what their names say: `640x360.png` is a still; `640x360-100@25-in.mp4` a clip of 100 frames, 25 a second, that zooms
/// in; `…-vfr` has frames of different lengths, and `…mp4#2` is a part of a film.
enum MadeTakes {
  static let names = [
    "1920x1080.png", "640x360.jpg", "1x1.png", "30x4000.png", "16384x2.jpg", "65536x65536.png", "3x2.png",
    "640x360-1@25.mp4", "640x360-100@25.mp4", "640x360-100@25-in.mp4", "640x360-100@25-out.mp4",
    "320x240-100000@1000.mp4", "320x240-9000@1000-in.mp4", "320x240-9000@25-out.mp4", "1x1-2@1-in.mp4",
    "1920x1080-250@30-vfr.mp4", "1920x1080-250@30-vfr-in.mp4", "640x360-300@25-in.mp4#2", "640x360-300@25.mp4#1",
    "640x360-600@24-wild.mp4",
  ]

  /// What would have been measured of the takes of a storyboard.
  static func survey(_ storyboard: Storyboard) -> Survey {
    var survey = Survey(facts: [:])
    let names = storyboard.scenes.compactMap(\.takeName)
    for name in names { MadeTake(name).add(to: &survey, as: name) }
    for outer in names {
      for inner in names {
        survey.alignments[TakePair(outer: outer, inner: inner)] = alignment(outer, inner)
      }
    }
    for (index, scene) in storyboard.scenes.enumerated() {
      let seed = seed(of: (scene.takeName ?? "") + "/\(index)")
      if seed.at("has place").unit < 0.5 { survey.places[index] = [place(scene.takeName, seed)] }
    }
    return survey
  }

  private static func place(_ take: String?, _ seed: Seed) -> JoinPlace {
    let aspect = take.map { MadeTake($0).size.aspect } ?? 1
    return JoinPlace(
      middle: Point(x: seed.at("x").signed * aspect, y: seed.at("y").signed),
      score: JoinScore(
        seam: 0.5, frame: 0, emptiness: 0, covered: 0, late: 0, afloat: 0, off: 0, sharpness: 1, colour: 0.5))
  }

  /// How two takes lie in one another: often not at all, else as a piece or as what goes on.
  private static func alignment(_ outer: String, _ inner: String) -> TakeAlignment? {
    let seed = seed(of: outer + "|" + inner)
    guard seed.at("found").unit < 0.3 else { return nil }
    let octaves = seed.at("goes on").unit < 0.5 ? seed.at("nearly").signed * 0.3 : seed.at("inside").unit * 5
    let length = PortableMath.exp2(-octaves)
    // About the middle of what lies in the other, so that most of it does.
    let room = max(0.02, 0.5 * (1 - length))
    return TakeAlignment(
      portal: Similarity(
        scale: Point(turns: seed.at("roll").signed * 0.1, length: length),
        offset: Point(x: seed.at("x").signed * room, y: seed.at("y").signed * room)),
      agreement: seed.at("agreement").unit, repeated: seed.at("repeated").pick(0..<3))
  }

  static func seed(of name: String) -> Seed { name.utf8.reduce(Seed(3)) { $0.at("byte", Int($1)) } }
}

/// What a take's name says. A name that says nothing is a still of 640x480.
private struct MadeTake {
  let size: CanvasSize
  let times: FrameTimes
  let isClip: Bool
  let track: ZoomTrack?
  /// As in `film.mp4#2`.
  let part: Int?
  let seed: Seed

  init(_ name: String) {
    let stem = name.prefix { $0 != "." }.split(separator: "-")
    let sides = (stem.first ?? "").split(separator: "x").compactMap { Int($0) }.filter { 1...65536 ~= $0 }
    size = sides.count == 2 ? CanvasSize(sides[0], sides[1]) : CanvasSize(640, 480)
    let pace = (stem.dropFirst().first ?? "").split(separator: "@").compactMap { Int($0) }.filter {
      1...1_000_000 ~= $0
    }
    isClip = pace.count == 2
    seed = MadeTakes.seed(of: name)
    let count = isClip ? pace[0] : 1
    times = !isClip ? .still : MadeTake.times(count, rate: pace[1], isVariable: stem.contains("vfr"), seed)
    let octaves = stem.contains("in") ? 2.0 : stem.contains("out") ? -2 : stem.contains("wild") ? 9 : 0
    track = octaves == 0 ? nil : MadeTake.track(count, octaves: octaves, seed)
    part = name.split(separator: "#").dropFirst().first.flatMap { Int($0) }
  }

  /// A hand that shakes, in clips that can be followed.
  private var drifts: [Point] {
    guard track != nil else { return [] }
    return (0..<times.count).map { frame in
      frame == 0 ? .zero : Point(x: seed.at("drift", frame).signed * 0.1, y: seed.at("sag", frame).signed * 0.02)
    }
  }

  func add(to survey: inout Survey, as name: String) {
    survey.facts[name] = TakeFacts(kind: isClip ? .clip : .still, size: size, hash: name, times: times)
    if isClip {
      survey.motions[name] = ClipMotion(track: track, confidence: 0.9, drifts: drifts)
    }
    if !isClip, seed.at("is see-through").unit < 0.2 {
      let half = Point(x: 0.6 * seed.at("wide").unit * size.aspect, y: 0.6 * seed.at("high").unit)
      let middle = Point(x: seed.at("x").signed * (size.aspect - half.x), y: seed.at("y").signed * (1 - half.y))
      survey.openings[name] = StillOpening(
        missing: 0.3, hole: seed.at("has hole").unit < 0.7 ? StillOpening.Hole(middle: middle, half: half) : nil,
        showsAround: seed.at("shows around").unit < 0.5)
    }
    if isClip, let part, part > 0 {
      let frames = part % 2 == 1 ? 0..<(times.count + 1) / 2 : times.count / 2..<times.count
      survey.parts[name] = TakePart(file: String(name.prefix { $0 != "#" }), frames: frames)
    }
  }

  private static func times(_ count: Int, rate: Int, isVariable: Bool, _ seed: Seed) -> FrameTimes {
    guard isVariable else { return FrameTimes(rate: Rational(rate), count: count) }
    var ticks = [0]
    for frame in 1..<max(2, count) { ticks.append(ticks[frame - 1] + seed.at("tick", frame).pick(1..<3000)) }
    return FrameTimes(timeBase: Rational(1, 1000 * rate), ticks: ticks, lastTicks: 1)
  }

  /// Even, or wild: there and back by leaps.
  private static func track(_ count: Int, octaves: Double, _ seed: Seed) -> ZoomTrack {
    let isWild = octaves > 2
    let path = (0..<count).map { frame -> Double in
      let even = octaves * Double(frame) / Double(max(1, count - 1))
      return isWild && frame > 0 ? even + seed.at("leap", frame).signed * 3 : even
    }
    return ZoomTrack(
      octaves: path, turns: (0..<count).map { Double($0) / Double(count) * 0.1 },
      focus: Point(x: seed.at("focus").signed * 0.5, y: 0))
  }
}
