import Geometry
import Planning

/// What a survey might say of the takes that a storyboard names: no file is there.
enum MadeUpTakes {
  static func survey(_ storyboard: Storyboard, _ seed: Seed) -> Survey {
    var survey = Survey(facts: [:])
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let name) = scene.content, survey.facts[name] == nil else { continue }
      // Takes of one film are of one file.
      let own = seed.at("take", name.hasPrefix("film") ? 99 : index)
      let facts = facts(name, own)
      survey.facts[name] = facts
      if facts.kind == .still, own.at("place").unit < 0.5 {
        survey.places[name] = Point(x: own.at("x").signed * facts.size.aspect, y: own.at("y").signed)
      }
      if facts.kind == .clip { survey.motions[name] = motion(facts.frameCount, own) }
      if name.contains("#"), facts.frameCount > 1 {
        survey.parts[name] = TakePart(file: "film.mp4", frames: facts.frameCount / 2..<facts.frameCount)
      }
    }
    align(storyboard, &survey, seed)
    return survey
  }

  private static func facts(_ name: String, _ seed: Seed) -> TakeFacts {
    let sizes = [(1920, 1080), (640, 360), (1, 1), (30, 4000), (16384, 2), (1080, 1920), (3, 7)]
    let size = seed.at("size").choose(sizes)
    let isClip = name.contains(".mp4")
    return TakeFacts(
      kind: isClip ? .clip : .still, size: CanvasSize(size.0, size.1), hash: name,
      times: isClip ? times(seed.at("times")) : .still)
  }

  private static func times(_ seed: Seed) -> FrameTimes {
    let count = seed.at("count").choose([1, 2, 30, 125, 2000])
    guard seed.at("variable").unit < 0.3 else {
      return FrameTimes(
        rate: seed.at("rate").choose([Rational(25), Rational(30000, 1001), Rational(1), Rational(240)]), count: count)
    }
    var ticks = [0]
    for frame in 1..<max(count, 2) { ticks.append(ticks[frame - 1] + 1 + seed.at("step", frame).pick(0..<90)) }
    return FrameTimes(timeBase: Rational(1, 1000), ticks: ticks, lastTicks: 40)
  }

  private static func motion(_ count: Int, _ seed: Seed) -> ClipMotion? {
    guard seed.at("followed").unit < 0.7 else { return nil }
    let speed = seed.at("speed").choose([0, 0.001, 0.02, 0.3, -0.02, 2]) * (1 + seed.unit)
    let octaves = (0..<count).map { Double($0) * speed }
    let turns = (0..<count).map { Double($0) * seed.at("turns").signed * 0.01 }
    guard abs(octaves[count - 1]) < 60 else { return nil }
    let focus = Point(x: seed.at("fx").signed, y: seed.at("fy").signed)
    return ClipMotion(track: ZoomTrack(octaves: octaves, turns: turns, focus: focus), confidence: seed.unit)
  }

  /// Some neighbours lie in one another.
  private static func align(_ storyboard: Storyboard, _ survey: inout Survey, _ seed: Seed) {
    let names = storyboard.scenes.compactMap { scene -> String? in
      if case .take(let name) = scene.content { name } else { nil }
    }
    for (index, pair) in zip(names, names.dropFirst() + names.prefix(1)).enumerated() where pair.0 != pair.1 {
      let own = seed.at("pair", index)
      guard own.unit < 0.5 else { continue }
      let octaves = own.at("octaves").choose([0, 0.02, 0.29, 1, 3.7, -0.2, -2])
      let scale = Point(turns: own.at("roll").signed * 0.1, length: PortableMath.exp2(-octaves))
      let offset = Point(x: own.at("x").signed, y: own.at("y").signed)
      let found = TakeAlignment(
        portal: Similarity(scale: scale, offset: offset), agreement: own.at("agreement").unit,
        repeated: own.at("repeated").choose([0, 1, 5, 400]))
      survey.alignments[TakePair(outer: pair.0, inner: pair.1)] = found
      survey.alignments[TakePair(outer: pair.1, inner: pair.0)] = found
    }
  }
}
