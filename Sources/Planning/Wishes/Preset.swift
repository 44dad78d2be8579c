import Geometry

/// How the zoom feels. A preset without a word in it is a constant, straight zoom with a soft seam.
package struct Preset: Equatable, Sendable {
  package var name = ""
  /// One sentence for people.
  package var summary = ""
  /// Octaves per second: 1 doubles the picture every second.
  package var speed = 0.5
  /// How far the speed gives way to clips that zoom by themselves, or last longer than they bear to be magnified: 0 … 1 octaves, so that
  /// at 1 it stays between half of `speed` and twice that, and at 0 it is `speed` throughout.
  package var follow = 0.0
  package var breath = Breath()
  package var accents = Accents()
  package var ease = Ease()
  /// Turns per octave, clockwise on the screen.
  package var roll = 0.0
  /// The border over which one scene gives way to the next.
  package var seam = Seam(octaves: 0.25, shape: 8)
  /// Degrees of a full turn that the shutter is open; 0 is a still without motion blur, 180 is film.
  package var shutter = 0.0

  package init() {}

  /// A slow wave in the speed, which goes between speed · (1 − amount) and speed · (1 + amount).
  package struct Breath: Equatable, Sendable {
    /// 0 … 1; at 1 the zoom comes to rest once in every breath.
    package var amount = 0.0
    /// One breath in and out.
    package var seconds = 8.0

    package init(amount: Double = 0, seconds: Double = 8) {
      self.amount = amount
      self.seconds = seconds
    }
  }

  /// Pushes forward on the beat of the song.
  package struct Accents: Equatable, Sendable {
    /// How much faster than `speed` an accent is at its height: 1 is twice as fast.
    package var amount = 0.0
    /// From one accent to the next, in beats: 1 on every beat, 4 on every bar.
    package var beats = 4
    /// How long an accent takes to die away.
    package var seconds = 0.4

    package init(amount: Double = 0, beats: Int = 4, seconds: Double = 0.4) {
      self.amount = amount
      self.beats = beats
      self.seconds = seconds
    }
  }

  /// From rest to full speed at the start, and back to rest at the end. A loop has neither.
  package struct Ease: Equatable, Sendable {
    /// Seconds.
    package var start = 0.0
    /// Seconds.
    package var end = 0.0

    package init(start: Double = 0, end: Double = 0) {
      self.start = start
      self.end = end
    }
  }
}
