import Geometry
import Worlds

extension SceneWish {
  init?(_ object: CheckedObject, worlds: [String]) {
    let content = object.content(worlds: worlds)
    // The other fields are read in any case, so that their mistakes are told too.
    self.init(content ?? .prompt(""))
    generator = object["generator"]?.text()
    clip = object["clip"]?.flag() ?? clip
    negativePrompt = object["negativePrompt"]?.text()
    from = object["from"]?.number(Limits.moment)
    to = object["to"]?.number(Limits.moment)
    reverse = object["reverse"]?.flag() ?? reverse
    crop = object["crop"]?.crop()
    steady = object["steady"]?.number(Limits.fraction)
    focus = object["focus"]?.numbers("[x, y]", 2, Limits.fraction).map { Point(x: $0[0], y: $0[1]) }
    octaves = object["octaves"]?.number(Limits.octaves)
    seconds = object["seconds"]?.number(Limits.seconds)
    speed = object["speed"]?.number(Limits.speed)
    roll = object["roll"]?.number(Limits.roll)
    at = object["at"]?.number(Limits.moment)
    join = object["join"]?.object(JoinWish.init)
    seed = object["seed"]?.seed()
    parameters = object["parameters"].flatMap { $0.parameters(of: content) } ?? parameters
    note = object["note"]?.text()
    object.refuseContradictions(self)
    if content == nil { return nil }
  }
}

extension JoinWish {
  fileprivate init(_ object: CheckedObject) {
    kind = object["kind"]?.choice() ?? kind
    octaves = object["octaves"]?.number(Limits.joinOctaves)
    frames = object["frames"]?.whole(Limits.joinFrames)
  }
}

extension CheckedObject {
  /// Exactly one of take, world and prompt.
  fileprivate func content(worlds: [String]) -> SceneContent? {
    let (take, world, prompt) = (self["take"], self["world"], self["prompt"])
    let given = [take, world, prompt].compactMap { $0 }
    for value in given.dropFirst() {
      value.complain("contradicts \(given[0].path): a scene has one of take, world and prompt")
    }
    if given.isEmpty { whole.complain("is empty, expected one of take, world and prompt") }
    guard given.count == 1 else { return nil }
    return take?.take().map(SceneContent.take)
      ?? world?.world(among: worlds).map(SceneContent.world)
      ?? prompt?.text("words for a generator").map(SceneContent.prompt)
  }

  fileprivate func refuseContradictions(_ scene: SceneWish) {
    if let to = scene.to, to - (scene.from ?? 0) < Limits.played {
      let least = (scene.from ?? 0) + Limits.played
      self["to"]?.complain("is \(to.plain), expected \(least.plain) or more, a millisecond after the part begins")
    }
    if self["world"] != nil {
      refuse(["from", "to", "reverse", "crop", "steady"], "takes only; this scene is a world")
    }
    if self["prompt"] != nil {
      refuse(["from", "to", "reverse", "crop"], "takes only; this scene is generated")
    } else {
      refuse(["generator", "negativePrompt", "clip"], "prompts only")
    }
  }

  private func refuse(_ keys: [String], _ reason: String) {
    for key in keys { self[key]?.complain("is for \(reason)") }
  }
}

extension CheckedValue {
  /// The path of a still or clip, which may be a part of a file.
  fileprivate func take() -> String? {
    guard let path = path("the name of a still or clip") else { return nil }
    let file = TakeName(path, isFile: PathBytes.exists).file
    if !file.contains("%"), !sheet.isThere(file) {
      complain("\(file) does not exist. Check the name, or the folder it is looked for in.")
      return nil
    }
    return path
  }

  fileprivate func world(among worlds: [String]) -> String? {
    guard let name = text("the name of a world") else { return nil }
    if worlds.contains(name) { return name }
    complain("is \(found): there is no such world, \(NearestWord.advice(for: name, among: worlds))")
    return nil
  }

  /// Values for a world's parameters, each in its range.
  fileprivate func parameters(of content: SceneContent?) -> [String: Double]? {
    guard case .world(let name) = content, let entry = WorldCatalog.entry(name) else {
      if content != nil { complain("is for worlds, and this scene is not one") }
      return nil
    }
    return object { box in
      var values: [String: Double] = [:]
      for parameter in entry.parameters + WorldCatalog.commonParameters {
        values[parameter.name] = box[parameter.name]?.number(NumberRange(parameter.range))
      }
      return values
    }
  }

  fileprivate func crop() -> CropWish? {
    guard let numbers = numbers("[x, y, width, height]", 4, Limits.fraction) else { return nil }
    let crop = CropWish(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    // A little more than 1 is what thirds and other fractions add up to.
    let fits = crop.x + crop.width <= 1 + 1e-9 && crop.y + crop.height <= 1 + 1e-9
    guard fits, Limits.shown.contains(crop.width), Limits.shown.contains(crop.height) else {
      return refuse(
        "[x, y, width, height] that lies within 0 … 1, with a width and height of \(Limits.shown)")
    }
    return crop
  }
}
