/// What the fields of storyboards, presets and options may hold.
package enum Limits {
  /// Pixels on each side of the canvas.
  package static let side = 1...16384
  /// How many times as long as one side of the canvas the other may be.
  package static let aspect = 100
  /// Frames per second.
  package static let fps = NumberRange(0.01...1000)
  /// How deep the zoom goes from one frame to the next, at most.
  package static let octavesPerFrame = 64.0
  /// From one scene to the next.
  package static let octaves = NumberRange(0.1...64)
  /// Octaves per second; below the least that is flown the camera rests.
  package static let speed = NumberRange(0...8)
  package static let flownSpeed = NumberRange(0.001...8)
  /// A length in time.
  package static let seconds = NumberRange(0.001...86400)
  /// A moment in time.
  package static let moment = NumberRange(0...86400)
  /// Turns over a link, or turns per octave.
  package static let roll = NumberRange(-4...4)
  /// A part of something whole.
  package static let fraction = NumberRange(0...1)
  /// The least of a picture that is shown, as a part of its width and height.
  package static let shown = NumberRange(0.001...1)
  /// The least of a clip that plays, in seconds.
  package static let played = 0.001
  package static let bpm = NumberRange(1...1000)
  /// Whole numbers that JSON holds exactly; greater seeds are written as strings.
  package static let exactSeeds: ClosedRange<UInt64> = 0...0x1F_FFFF_FFFF_FFFF

  /// The width of a hand-over in depth, and its length in frames.
  package static let joinOctaves = NumberRange(0.02...16)
  package static let joinFrames = 1...10000

  package static let breathSeconds = NumberRange(0.1...600)
  /// How much faster than the preset's speed an accent may be.
  package static let accent = NumberRange(0...8)
  package static let accentBeats = 1...256
  package static let accentSeconds = NumberRange(0.02...30)
  package static let holdSeconds = NumberRange(0...3600)
  package static let easeSeconds = NumberRange(0...600)
  package static let seamOctaves = NumberRange(0.02...2)
  package static let seamShape = 2...64
  /// Degrees.
  package static let shutter = NumberRange(0...360)
}
