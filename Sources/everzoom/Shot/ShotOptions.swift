import Planning

/// The inputs and options that `render`, `plan` and `frame` share.
enum ShotOptions {
  static let usage = "[STORYBOARD|PLAN|FOLDER|FILES …]"
  static let remark = """
    Input is a storyboard (JSON5), a plan, a folder of stills or clips, or the files themselves; - is a storyboard or plan from stdin.
    With none it is the built-in shot.
    """

  static let all =
    decisions + [
      Option("folder", "SHOT.shot", "where generated scenes are kept [beside the storyboard, with its name]"),
      Option("audio", "FILE", "the song: trimmed, or padded with silence, to the film"),
      Option("preview", nil, "the same shot with 480 pixels on its longer side, fast"),
      Option("progress", "bar|json|none", "how to tell the progress, on stderr [bar on a terminal, else none]"),
      Option("jobs", "N", "processor cores to use; nothing but the speed depends on it [all]"),
    ]

  /// Options that decide about the shot. A plan has decided already, so they are refused with one.
  static let decisions = [
    Option("size", "WxH", "size of the picture in pixels [\(Storyboard().canvasSize)]"),
    Option("fps", "RATE", "frames a second: 30, 29.97, 30000/1001 … [30]"),
    Option(
      "seconds", "S",
      "length of the shot; beyond its scenes it goes on from the first, as a loop does\n[from the first scene to the last one filling the frame]"
    ),
    Option("hold", "S", "seconds for which the first and the last picture stand [0]"),
    Option("preset", "NAME|FILE", "how the zoom feels; everzoom presets lists them [\(PresetLibrary.usual.name)]"),
    Option("speed", "OCTAVES", "octaves a second: 1 doubles the picture every second, 0 rests [the preset's]"),
    Option(
      "octaves", "N",
      "depth from one scene to the next; 1 is a factor of 2\n[as measured in stacks and zooming clips; else 3; from a single still to itself 2; a world's own]"
    ),
    Option("direction", "in|out", "fly into the scenes, or out of them, in their order of appearance [in]"),
    Option("order", "given|stack", "stack: put stills in the order in which each lies in the one before [given]"),
    Option("loop", nil, "close the chain: after the last frame comes the first"),
    Option("bridge", nil, "put a short built-in world between pictures that do not join well"),
    Option("steady", "0…1", "how much of clips' pans and shakes is made up for [0]"),
    Option("bpm", "N", "beats a minute; scenes fill the frame on bars [as found in the song]"),
    Option("first-beat", "S", "the moment of the song's first beat in seconds, with --bpm [0]"),
    Option(
      "beat-file", "FILE|none",
      "when beats fall: a text, MIDI file or rekordbox XML; none: keep no beat [the song's tags, and listening to it]"),
    Option("bars", "N", "length of the shot in bars of the beat"),
    Option("beats", "N", "length of the shot in beats"),
    Option("seed", "N", "another number, other worlds [1]"),
    Option(
      "generator", "NAME", "who makes scenes with prompts that do not say: worlds, or \"command: PROGRAM …\" [worlds]"),
  ]

  /// A plan has decided already.
  static func refuseDecisions(_ arguments: Arguments) throws {
    guard let option = arguments.given(decisions.map(\.name)).first else { return }
    throw UsageError("--\(option) changes what a plan has decided; make a new plan with it from the storyboard")
  }
}
