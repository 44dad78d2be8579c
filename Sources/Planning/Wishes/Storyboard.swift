import Geometry

/// What a person wishes for: scenes, canvas, song and preset. Everything is optional; the planner fills in the rest.
///
///     let storyboard = try Storyboard(file: "cosmos.json5")     // or Storyboard(folder:), Storyboard(files:)
///     var empty = Storyboard()                                  // the built-in shot
package struct Storyboard: Equatable, Sendable {
  package var canvas = CanvasWish()
  /// Nil: `PresetLibrary.usual`.
  package var preset: PresetChoice?
  package var direction = Direction.in
  package var loop = false
  package var bridge = Bridge.never
  package var song: SongWish?
  /// The length of the shot.
  package var seconds: Double?
  package var hold = Hold()
  /// From one scene to the next, where the scene does not say.
  package var octaves: Double?
  /// Octaves per second; wins over the preset's.
  package var speed: Double?
  /// The part of clips' pans and shakes that is made up for, 0 … 1, where the scene does not say.
  package var steady: Double?
  package var seed: UInt64 = 1
  /// Who makes the scenes with prompts that do not say; nil: the built-in worlds.
  package var generator: String?
  /// In order of appearance.
  package var scenes: [SceneWish] = []
  package var note: String?
  /// Where each thing stood, when the storyboard was read from a file.
  package var source: SourceMap?
  /// What people should know of where it comes from; not in the file.
  package var remarks: [String] = []

  package init() {}

  /// The part of a scene's pans and shakes that is made up for, if it is a clip.
  package func steadiness(of scene: SceneWish) -> Double { scene.steady ?? steady ?? 0 }

  /// What the zoom feels like. Throws a `Problem` or `Problems` when the preset that is named is not there or not right.
  package func zoomPreset() throws -> Preset { try preset?.preset() ?? PresetLibrary.usual }
}

/// The size and rate that are asked for.
package struct CanvasWish: Equatable, Sendable {
  package var size: CanvasSize?
  package var fps: Rational?

  package init(size: CanvasSize? = nil, fps: Rational? = nil) {
    self.size = size
    self.fps = fps
  }
}

/// Seconds for which the first and the last picture of a shot stand before the zoom sets off and after it has come to rest.
package struct Hold: Equatable, Sendable {
  package var start = 0.0
  package var end = 0.0

  package init(start: Double = 0, end: Double = 0) { (self.start, self.end) = (start, end) }
}

/// Into the scenes or out of them. Scenes are in order of appearance either way.
package enum Direction: String, CaseIterable, Codable, Sendable {
  case `in`
  case out
}

/// Whether a short built-in world stands between takes that do not join well.
package enum Bridge: String, CaseIterable, Sendable {
  case never
  case auto
}

/// How the zoom feels: by the name of a built-in preset, from a file, or written in place.
package enum PresetChoice: Equatable, Sendable {
  case named(String)
  /// Relative to the working folder, like every path that has been read.
  case file(String)
  case inline(Preset)
}

/// Where the beats of a song are looked for, if nobody said how fast it is.
package enum BeatSource: Equatable, Sendable {
  /// In its tags and chapters, and by listening to it.
  case auto
  /// In a file of another program, or of a person; relative to the working folder.
  case file(String)
  case none
}

/// The music, and where it stands.
package struct SongWish: Equatable, Sendable {
  /// Nil for a film without sound that keeps a beat all the same.
  package var file: String?
  /// Beats per minute.
  package var bpm: Double?
  /// The moment of the first beat, in seconds of the song.
  package var firstBeat = 0.0
  /// The moment of the song at which the shot starts, in seconds.
  package var start = 0.0
  package var beatSource = BeatSource.auto
  /// The beats as they were found, in seconds of the song; not in the file.
  package var found: BeatGrid?

  package init(file: String?, bpm: Double? = nil, firstBeat: Double = 0, start: Double = 0) {
    self.file = file
    self.bpm = bpm
    self.firstBeat = firstBeat
    self.start = start
  }

  /// The beats in seconds of the shot: what the timing of scenes and the accents of the zoom both read. Nil where none are known.
  package var beats: BeatGrid? {
    (bpm.map { BeatGrid(bpm: $0, firstBeat: firstBeat) } ?? found)?.shifted(by: -start)
  }
}
