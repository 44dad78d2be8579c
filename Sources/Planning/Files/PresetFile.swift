import Geometry

extension Preset {
  /// Reads a preset. Throws `Problems` with everything that is wrong in it.
  package init(_ document: JSONDocument) throws {
    let sheet = ProblemSheet(document, subject: "the preset")
    let preset = sheet.root.object(Preset.init)
    try sheet.check()
    guard let preset else { preconditionFailure("a preset that cannot be read has problems") }
    self = preset
  }

  /// What is not given, or wrong, stays as in a preset without a word in it.
  init(_ object: CheckedObject) {
    self.init()
    name = object["name"]?.text() ?? name
    summary = object["summary"]?.text() ?? summary
    speed = object["speed"]?.number(Limits.flownSpeed) ?? speed
    follow = object["follow"]?.number(Limits.fraction) ?? follow
    breath = object["breath"]?.object(Breath.init) ?? breath
    accents = object["accents"]?.object(Accents.init) ?? accents
    ease = object["ease"]?.object(Ease.init) ?? ease
    roll = object["roll"]?.number(Limits.roll) ?? roll
    seam = object["seam"]?.object { Seam($0, or: seam) } ?? seam
    shutter = object["shutter"]?.number(Limits.shutter) ?? shutter
  }
}

extension Preset.Breath {
  fileprivate init(_ object: CheckedObject) {
    amount = object["amount"]?.number(Limits.fraction) ?? amount
    seconds = object["seconds"]?.number(Limits.breathSeconds) ?? seconds
  }
}

extension Preset.Accents {
  fileprivate init(_ object: CheckedObject) {
    amount = object["amount"]?.number(Limits.accent) ?? amount
    beats = object["beats"]?.whole(Limits.accentBeats) ?? beats
    seconds = object["seconds"]?.number(Limits.accentSeconds) ?? seconds
  }
}

extension Preset.Ease {
  fileprivate init(_ object: CheckedObject) {
    start = object["start"]?.number(Limits.easeSeconds) ?? start
    end = object["end"]?.number(Limits.easeSeconds) ?? end
  }
}

extension Seam {
  /// What is not given, or wrong, stays as in another seam.
  fileprivate init(_ object: CheckedObject, or other: Seam) {
    self.init(
      octaves: object["octaves"]?.number(Limits.seamOctaves) ?? other.octaves,
      shape: object["shape"]?.powerOfTwo(Limits.seamShape) ?? other.shape)
  }
}
