import Geometry
import Worlds

/// What holds for the whole shot, as wished or by default.
struct Wishes: Sendable {
  static let usualSize = CanvasSize(1920, 1080)
  static let usualRate = Rational(30)
  static let usualOctaves = 3.0
  /// A single still goes into itself again and again: so far to itself, and so far in all.
  static let drosteOctaves = 2.0
  static let drosteDepth = 8.0

  let storyboard: Storyboard
  let preset: Preset
  let size: CanvasSize
  let framesPerSecond: Rational
  /// A generated scene is as long as was outlined before anything of it was known.
  private let worlds: [OutlinedWorld?]

  init(_ storyboard: Storyboard, preset: Preset) {
    self.storyboard = storyboard
    self.preset = preset
    size = storyboard.canvasSize
    framesPerSecond = storyboard.framesPerSecond
    worlds = storyboard.outlinedWorlds
  }

  var isSingleTake: Bool {
    guard storyboard.scenes.count == 1, case .take = storyboard.scenes[0].content else { return false }
    return true
  }

  /// How long the first and the last picture stand; a loop has neither.
  var hold: Hold { storyboard.loop ? Hold() : storyboard.hold }

  /// The time that the shot takes to set off and to come to rest, which is some where a picture stands.
  var ease: Preset.Ease {
    var ease = preset.ease
    if hold.start > 0 { ease.start = max(ease.start, Wishes.easeOfRest) }
    if hold.end > 0 { ease.end = max(ease.end, Wishes.easeOfRest) }
    return ease
  }

  /// Seconds in which the camera comes to rest and sets off again, if the preset has no longer ease.
  static let easeOfRest = 1.0

  /// Whether a length that is asked for is kept by the speed: octaves were given and no speed.
  var speedFollows: Bool {
    storyboard.speed == nil && (storyboard.octaves != nil || storyboard.scenes.contains { $0.octaves != nil })
  }

  func moment(_ seconds: Double) -> FrameTime { FrameTime(frames: seconds * framesPerSecond.value) }

  /// Rolls turn the same way on the screen whether we fly in or out.
  var rollSign: Double { storyboard.direction == .in ? 1 : -1 }

  /// The scenes in order of appearance.
  func appearances(_ survey: Survey) throws -> [Appearance] {
    var problems: [Problem] = []
    var list: [Appearance] = []
    for index in storyboard.scenes.indices {
      do { list.append(try appearance(index, survey)) } catch let problem as Problem { problems.append(problem) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return list
  }

  private func appearance(_ index: Int, _ survey: Survey) throws -> Appearance {
    let wish = storyboard.scenes[index]
    let (content, name) = try content(index, survey)
    let clip = try clip(index, content, survey.parts[name]?.frames)
    let octaves = octaves(index)
    let steadying = try steadying(index, content, clip, survey.motions[name])
    try checkRest(index, clip)
    return Appearance(
      wish: index, content: content,
      crop: crop(wish),
      focus: wish.focus, octaves: octaves, speed: speed(index), parallax: parallax(index),
      rests: rests(index), roll: rollSign * (wish.roll ?? preset.roll * octaves),
      seam: Seam(octaves: wish.join?.octaves ?? preset.seam.octaves, shape: preset.seam.shape),
      opens: wish.join?.octaves == nil, seconds: wish.seconds, at: wish.at, clip: clip,
      zoom: zoom(content, clip, survey.motions[name], steadying), steadying: steadying, name: name,
      opening: survey.openings[name],
      join: wish.join ?? JoinWish(), provenance: wish.made?.provenance)
  }

  /// What a scene shows, and its name in the survey.
  private func content(_ index: Int, _ survey: Survey) throws -> (Appearance.Content, name: String) {
    let wish = storyboard.scenes[index]
    if let pending = storyboard.pending(scene: index) {
      switch wish.made?.content {
      case .take(let path): return (try take(index, path, survey), path)
      case .world(let recipe): return (.world(recipe), "")
      case nil: return (.pending(pending), "")
      }
    }
    switch wish.content {
    case .take(let name):
      let take = try take(index, name, survey)
      try checkCrop(index, take)
      return (take, name)
    case .world(let name):
      guard WorldCatalog.entry(name) != nil else {
        let names = WorldCatalog.entries.map(\.name).joined(separator: ", ")
        throw storyboard.problem(scene: index, "world", "is \"\(name)\", expected one of \(names)")
      }
      return (.world(storyboard.recipe(scene: index)!), "")
    case .prompt: preconditionFailure("a prompt is pending or made")
    }
  }

  private func take(_ index: Int, _ name: String, _ survey: Survey) throws -> Appearance.Content {
    guard let facts = survey.facts[name] else {
      throw storyboard.problem(scene: index, "take", "has not been looked at; this is a fault of the program")
    }
    return .take(path: survey.parts[name]?.file ?? name, facts: facts)
  }

  /// Throws where less than a pixel would be shown.
  private func checkCrop(_ index: Int, _ content: Appearance.Content) throws {
    guard let crop = storyboard.scenes[index].crop, case .take(_, let facts) = content else { return }
    let (width, height) = (crop.width * Double(facts.size.width), crop.height * Double(facts.size.height))
    // To a millionth of a pixel, which fractions may be off.
    guard min(width, height) < 1 - 1e-6 else { return }
    throw storyboard.problem(
      scene: index, "crop",
      "shows \(brief(width)) x \(brief(height)) pixels of a picture of \(facts.size), expected one at least")
  }

  /// The part of a clip that is played. `part` has the frames of a take that is a part of a file: seconds are counted from its first.
  private func clip(_ index: Int, _ content: Appearance.Content, _ part: Range<Int>?) throws -> Appearance.ClipPart? {
    let wish = storyboard.scenes[index]
    guard case .take(_, let facts) = content, facts.kind == .clip else {
      for (key, isGiven) in [("from", wish.from != nil), ("to", wish.to != nil), ("reverse", wish.reverse)]
      where isGiven {
        throw storyboard.problem(scene: index, key, "is for clips, and this scene is not one")
      }
      return nil
    }
    let whole = Appearance.ClipPart(SceneWish(wish.content), facts.times, part)
    let from = wish.from ?? 0
    guard from == 0 || from + Limits.played <= whole.seconds else {
      throw storyboard.problem(
        scene: index, "from", "is \(from) s, but the clip is only \(brief(whole.seconds)) s long")
    }
    return Appearance.ClipPart(wish, facts.times, part)
  }

  /// Throws where the camera is to rest, and nobody says for how long.
  private func checkRest(_ index: Int, _ clip: Appearance.ClipPart?) throws {
    let isLast = index == storyboard.scenes.count - 1 && !storyboard.loop
    guard rests(index), clip == nil, storyboard.scenes[index].seconds == nil, !isLast else { return }
    throw storyboard.problem(
      scene: index, "speed", "is 0, so that the camera rests here; say for how long with seconds")
  }

  private func zoom(
    _ content: Appearance.Content, _ clip: Appearance.ClipPart?, _ motion: ClipMotion?, _ steadying: Steadying?
  ) -> ClipZoom? {
    guard case .take(_, let facts) = content, let clip else { return nil }
    return ClipZoom(motion, clip, facts.times, steadied: steadying)
  }

  /// What of a clip's pans and shakes is made up for; nil where that is not wished, or nothing in it was followed.
  private func steadying(
    _ index: Int, _ content: Appearance.Content, _ clip: Appearance.ClipPart?, _ motion: ClipMotion?
  ) throws -> Steadying? {
    let wish = storyboard.scenes[index]
    guard case .take(_, let facts) = content, let clip else {
      guard wish.steady == nil || wish.takeName == nil else {
        throw storyboard.problem(scene: index, "steady", "is for clips, and this scene is not one")
      }
      return nil
    }
    guard let motion else { return nil }
    let fit = PictureFit(facts.size, crop: crop(wish), canvas: size)
    let units = fit.unitsPerPixel * Double(facts.size.height) / 2
    return Steadying(
      motion, frames: clip.frames(facts.times), shown: fit.half / units, canvas: size.corners[2] / units,
      strength: storyboard.steadiness(of: wish))
  }

  private func crop(_ wish: SceneWish) -> Crop? {
    wish.crop.map { Crop(x: $0.x, y: $0.y, width: $0.width, height: $0.height) }
  }

  /// From a scene to the next, as far as that is known before takes are measured.
  fileprivate func octaves(_ index: Int) -> Double {
    storyboard.scenes[index].octaves ?? storyboard.octaves ?? usualOctaves(worlds[index])
  }

  private func usualOctaves(_ world: OutlinedWorld?) -> Double {
    if isSingleTake { return Wishes.drosteOctaves }
    return world?.entry.octaves ?? Wishes.usualOctaves
  }

  /// On the way to the next scene. A speed or preset that was asked for wins over a world's own favourite.
  private func speed(_ index: Int) -> Double {
    let asked = [storyboard.scenes[index].speed, storyboard.speed].compactMap(\.self).first
    if let asked, asked >= Limits.flownSpeed.lower { return asked }
    let world = worlds[index]
    if asked == nil, storyboard.preset == nil, let world { return world.entry.speed * world.pace }
    return preset.speed * (world?.pace ?? 1)
  }

  /// Of a world that is flown through at its own speed.
  private func parallax(_ index: Int) -> Parallax? {
    let isAsked = storyboard.scenes[index].speed != nil || storyboard.speed != nil || storyboard.preset != nil
    return isAsked ? nil : worlds[index]?.entry.parallax
  }

  /// Whether the camera is asked to rest at a scene.
  private func rests(_ index: Int) -> Bool {
    (storyboard.scenes[index].speed ?? storyboard.speed).map { $0 < Limits.flownSpeed.lower } ?? false
  }
}

extension Storyboard {
  /// The world that a scene is by name; nil for takes and prompts.
  package func recipe(scene index: Int) -> WorldRecipe? {
    let wish = scenes[index]
    guard case .world(let name) = wish.content else { return nil }
    let seed = wish.seed.map { Seed($0) } ?? Seed(self.seed).at("world", index)
    return WorldRecipe(
      name, seed: seed, parameters: wish.parameters, digest: wish.digest, placed: wish.focus.map(worldPlace))
  }

  /// Where a world's vanishing point stands when it fills the canvas, for a focus of 0 … 1: within what can be flown to.
  private func worldPlace(_ focus: Point) -> Point {
    let (x, y) = (focus.x * 2 - 1, focus.y * 2 - 1)
    let far = Portals.farthest
    return Point(x: min(max(x, -far), far) * canvasSize.aspect, y: min(max(y, -far), far))
  }

  /// The size of the canvas that is asked for, or the usual one.
  package var canvasSize: CanvasSize { canvas.size ?? Wishes.usualSize }

  /// Its rate.
  package var framesPerSecond: Rational { canvas.fps ?? Wishes.usualRate }

  /// For each scene the octaves to the next one, as far as that is known before takes are measured: as is asked for, or as is usual.
  ///
  /// Throws what `zoomPreset` does.
  package func outlinedOctaves() throws -> [Double] {
    let wishes = Wishes(self, preset: try zoomPreset())
    return scenes.indices.map(wishes.octaves)
  }
}
