import Geometry
import Testing

import Planning

@Suite struct `A storyboard file` {
  @Test func `fills every field`() throws {
    let storyboard = try read(everything, file: "shots/cosmos.json5")
    #expect(storyboard.canvas == CanvasWish(size: CanvasSize(1080, 1920), fps: Rational(30000, 1001)))
    #expect(storyboard.preset == .named("calm"))
    #expect(storyboard.direction == .out)
    #expect(storyboard.loop)
    #expect(storyboard.song == SongWish(file: "shots/song.mp3", bpm: 120, firstBeat: 0.25, start: 12))
    #expect([storyboard.seconds, storyboard.octaves, storyboard.speed] == [60, 2.5, 0.7])
    #expect(storyboard.seed == UInt64.max)
    #expect(storyboard.note == "for the chorus")
    var clip = SceneWish(.take("shots/takes/street.mp4#2"))
    clip.from = 1.5
    clip.to = 4
    clip.reverse = true
    clip.crop = CropWish(x: 0.1, y: 0, width: 0.9, height: 1)
    clip.focus = Point(x: 0.4, y: 0.6)
    clip.octaves = 4
    clip.seconds = 8
    clip.roll = -0.5
    clip.at = 0
    clip.join = JoinWish(kind: .successive, octaves: 0.5, frames: 12)
    clip.seed = 7
    clip.note = "slow"
    var dream = SceneWish(.prompt("a door in the sea"))
    dream.generator = "comfy"
    dream.at = 20
    #expect(storyboard.scenes == [clip, SceneWish(.world("nebula")), dream, SceneWish(.take("/absolute.png"))])
  }

  @Test func `that is empty is the built-in shot`() throws {
    var storyboard = try read("{}")
    storyboard.source = nil
    #expect(storyboard == Storyboard())
    #expect(try storyboard.zoomPreset() == PresetLibrary.usual)
  }

  @Test func `takes null for nothing`() throws {
    #expect(try read("{seconds: null, scenes: [{world: 'nebula', at: null}]}").scenes == [SceneWish(.world("nebula"))])
  }

  @Test(arguments: [
    ("1920x1080", CanvasSize(1920, 1080)), ("164x16384", CanvasSize(164, 16384)), ("1080×1350", CanvasSize(1080, 1350)),
    ("0x10", nil), ("16385x1", nil), ("1920", nil), ("1920x", nil), ("x", nil), ("1x2x3", nil), ("-1x5", nil),
    ("", nil),
    ("99999999999999999999x1", nil),
  ])
  func `reads sizes`(text: String, size: CanvasSize?) { #expect(CanvasWish.size(text) == size) }

  @Test(arguments: [
    ("30", Rational(30)), ("30000/1001", Rational(30000, 1001)), ("29.97", Rational(30000, 1001)),
    ("1000", Rational(1000)),
    ("0", nil), ("1001", nil), ("1/9223372036854775807", nil), ("nan", nil), ("30/0", nil), ("-1/-1", nil), ("", nil),
  ])
  func `reads rates`(text: String, rate: Rational?) { #expect(CanvasWish.fps(text) == rate) }

  @Test(arguments: [
    ("[]", "1:1: the storyboard is an empty list, expected an object { … }"),
    ("{octave: 2}", "1:2: unknown key \"octave\", did you mean \"octaves\"?"),
    ("{Loop: true}", "1:2: unknown key \"Loop\", did you mean \"loop\"?"),
    (
      "{bananas: 2}",
      "1:2: unknown key \"bananas\", expected one of canvas, preset, direction, loop, bridge, song, seconds, hold, octaves, speed, steady, seed, generator, note, scenes"
    ),
    ("{octaves: 0}", "1:11: octaves is 0, expected 0.1 … 64"),
    ("{octaves: NaN}", "1:11: octaves is NaN, expected 0.1 … 64"),
    ("{octaves: '3'}", "1:11: octaves is '3', expected a number 0.1 … 64"),
    ("{octaves: 3, octaves: 4}", "1:14: the key \"octaves\" is given twice, first on line 1"),
    ("{seconds: 0}", "1:11: seconds is 0, expected 0.001 … 86400"),
    ("{seconds: Infinity}", "1:11: seconds is Infinity, expected 0.001 … 86400"),
    ("{speed: 9}", "1:9: speed is 9, expected 0 … 8"),
    ("{loop: 1}", "1:8: loop is 1, expected true or false"),
    ("{direction: 'inn'}", "1:13: direction is 'inn', expected \"in\""),
    ("{direction: 'sideways'}", "1:13: direction is 'sideways', expected \"in\" or \"out\""),
    ("{seed: 1.5}", "1:8: seed is 1.5, expected a whole number 0 … 9007199254740991, or a greater one in quotes"),
    ("{seed: -1}", "1:8: seed is -1, expected a whole number 0 … 9007199254740991, or a greater one in quotes"),
    (
      "{seed: 9007199254740993}",
      "1:8: seed is 9007199254740993, expected a whole number 0 … 9007199254740991, or a greater one in quotes"
    ),
    ("{seed: 'x'}", "1:8: seed is 'x', expected a whole number 0 … 9007199254740991, or a greater one in quotes"),
    ("{note: ''}", "1:8: note is '', expected a string that is not empty"),
    ("{canvas: 7}", "1:10: canvas is 7, expected an object { … }"),
    (
      "{canvas: {size: '1920'}}",
      "1:17: canvas.size is '1920', expected \"1920x1080\" or [1920, 1080], each side 1 … 16384 and at most 100 times the other"
    ),
    ("{canvas: {size: [1920, 0.5]}}", "1:24: canvas.size[1] is 0.5, expected a whole number 1 … 16384"),
    ("{canvas: {fps: 0}}", "1:16: canvas.fps is 0, expected 0.01 … 1000, as 30, 29.97 or \"30000/1001\""),
    ("{canvas: {fsp: 30}}", "1:11: unknown key \"fsp\", did you mean \"fps\"?"),
    ("{song: 'a.mp3'}", "1:8: song is 'a.mp3', expected an object { … }"),
    ("{song: {firstBeat: 1}}", "1:8: song names no file, expected file: \"song.mp3\" or another, or a bpm"),
    ("{song: {file: 'a', bpm: 0}}", "1:25: song.bpm is 0, expected 1 … 1000"),
    ("{preset: 'clam'}", "1:10: preset is 'clam': there is no such preset, did you mean \"calm\"?"),
    ("{preset: 3}", "1:10: preset is 3, expected the name of a preset, a preset's file or an object { … }"),
    ("{preset: {sped: 3}}", "1:11: unknown key \"sped\", did you mean \"speed\"?"),
    ("{preset: {breath: {amount: 2}}}", "1:28: preset.breath.amount is 2, expected 0 … 1"),
    ("{scenes: {}}", "1:10: scenes is an object, expected a list [ … ]"),
    ("{scenes: ['a.png']}", "1:11: scenes[0] is 'a.png', expected an object { … }"),
    ("{scenes: [{}]}", "1:11: scenes[0] is empty, expected one of take, world and prompt"),
    ("{scenes: [{octaves: 3}]}", "1:11: scenes[0] is empty, expected one of take, world and prompt"),
    (
      "{scenes: [{world: 'nebula', take: 'a'}]}",
      "1:19: scenes[0].world contradicts scenes[0].take: a scene has one of take, world and prompt"
    ),
    ("{scenes: [{take: ''}]}", "1:18: scenes[0].take is '', expected the name of a still or clip that is not empty"),
    (
      "{scenes: [{world: 'nebla'}]}",
      "1:19: scenes[0].world is 'nebla': there is no such world, did you mean \"nebula\"?"
    ),
    (
      "{scenes: [{world: 'x'}]}", "1:19: scenes[0].world is 'x': there is no such world, expected one of nebula, dahlia"
    ),
    (
      "{scenes: [{take: 'a', from: 4, to: 4}]}",
      "1:36: scenes[0].to is 4, expected 4.001 or more, a millisecond after the part begins"
    ),
    ("{scenes: [{take: 'a', from: -1}]}", "1:29: scenes[0].from is -1, expected 0 … 86400"),
    (
      "{scenes: [{world: 'nebula', reverse: true}]}", "1:38: scenes[0].reverse is for takes only; this scene is a world"
    ),
    ("{scenes: [{take: 'a', generator: 'b'}]}", "1:34: scenes[0].generator is for prompts only"),
    ("{scenes: [{take: 'a', focus: [0.5]}]}", "1:30: scenes[0].focus is [0.5], expected [x, y] with numbers 0 … 1"),
    ("{scenes: [{take: 'a', focus: [0.5, 2]}]}", "1:36: scenes[0].focus[1] is 2, expected 0 … 1"),
    (
      "{scenes: [{take: 'a', crop: [0.5, 0, 0.6, 1]}]}",
      "1:29: scenes[0].crop is [0.5, 0, 0.6, 1], expected [x, y, width, height] that lies within 0 … 1, with a width and height of 0.001 … 1"
    ),
    (
      "{scenes: [{take: 'a', crop: {x: 1}}]}",
      "1:29: scenes[0].crop is an object, expected [x, y, width, height] with numbers 0 … 1"
    ),
    ("{scenes: [{take: 'a', roll: 5}]}", "1:29: scenes[0].roll is 5, expected -4 … 4"),
    (
      "{scenes: [{take: 'a', join: {kind: 'nestd'}}]}",
      "1:36: scenes[0].join.kind is 'nestd', expected \"nested\""
    ),
    (
      "{scenes: [{take: 'a', join: {frames: 0}}]}",
      "1:38: scenes[0].join.frames is 0, expected a whole number 1 … 10000"
    ),
    (
      "{scenes: [{take: 'a', at: 0}, {take: 'b'},\n {take: 'c', at: 5}, {take: 'd', at: 5}]}",
      "2:38: scenes[3].at is 5, expected more than 5, when scenes[2] fills the frame"
    ),
    (
      "{loop: true, scenes: [{take: 'a', at: 2}]}",
      "1:39: scenes[0].at is 2, expected 0, because a shot starts with its first scene"
    ),
    ("{everzoom: 'plan', scenes: []}", "1:1: this is a plan, not a storyboard"),
  ])
  func `says what is wrong and where`(text: String, expected: String) {
    let thrown = #expect(throws: Problems.self) { try read(text, file: "x") }
    #expect(thrown?.firstLines == ["x:" + expected])
  }

  @Test func `tells all mistakes at once, in their order, each with its line and a caret`() {
    let text = """
      {
        scenes: [
          { take: "a.png",
            "octaves": 0, },
          { "tkae": "b.png" },
        ],
        canvas: { fps: "fast" }, // too late
        direction: "inward",
      }
      """
    let thrown = #expect(throws: Problems.self) { try read(text, file: "cosmos.json5") }
    #expect(
      thrown?.description == """
        cosmos.json5:4:18: scenes[0].octaves is 0, expected 0.1 … 64
            "octaves": 0, },
                       ^
        cosmos.json5:5:5: scenes[1] is empty, expected one of take, world and prompt
            { "tkae": "b.png" },
            ^
        cosmos.json5:5:7: unknown key "tkae", did you mean "take"?
            { "tkae": "b.png" },
              ^
        cosmos.json5:7:18: canvas.fps is "fast", expected 0.01 … 1000, as 30, 29.97 or "30000/1001"
            canvas: { fps: "fast" }, // too late
                           ^
        cosmos.json5:8:14: direction is "inward", expected "in" or "out"
            direction: "inward",
                       ^
        """)
  }

  @Test func `lets the planner speak of its places`() throws {
    let storyboard = try read("{\n  song: {file: 'a.mp3'},\n  scenes: [{take: 'b.png'}]\n}", file: "x.json5")
    #expect(
      storyboard.problem(scene: 0, "take", "is 2 pixels wide").description == """
        x.json5:3:19: scenes[0].take is 2 pixels wide
            scenes: [{take: 'b.png'}]
                            ^
        """)
    let whole = storyboard.problem(scene: 0, "octaves", "would be 99, more than there are")
    #expect(
      whole.line == 3 && whole.column == 12 && whole.sentence == "scenes[0].octaves would be 99, more than there are")
    #expect(storyboard.problem(at: ["song", "bpm"], "is needed").column == 9)
    #expect(storyboard.problem(at: [], "The shot is too long").sentence == "The shot is too long")
    #expect(storyboard.problem(scene: 7, "does not exist").column == 11)
  }

  @Test func `speaks of takes by name when nobody wrote it`() {
    let storyboard = Storyboard(files: ["a.png", "b.png"])
    #expect(storyboard.problem(scene: 1, "take", "is 2 pixels wide").description == "b.png is 2 pixels wide")
    #expect(storyboard.problem(at: ["speed"], "is 9").description == "speed is 9")
  }

  @Test func `tells a plan from a storyboard`() throws {
    #expect(Storyboard.isPlan(try JSONDocument(bytes: Array("{\"everzoom\": \"plan\"}".utf8)).root))
    for text in ["{}", "[\"everzoom\"]", "{everzoom: 'other'}", "3"] {
      #expect(!Storyboard.isPlan(try JSONDocument(bytes: Array(text.utf8)).root))
    }
  }

  @Test func `reads its preset's file with it`() throws {
    try TemporaryFolder.with(["my.json5": "{speed: 0.3}", "bad.json5": "{\n speed: 99,\n rol: 1}"]) { (folder) throws in
      let good = try read("{preset: 'my.json5'}", file: folder + "/s.json5")
      #expect(good.preset == .file(folder + "/my.json5"))
      #expect(try good.zoomPreset().speed == 0.3)
      #expect(try good.zoomPreset().name == "my")
      let thrown = #expect(throws: Problems.self) { try read("{speed: 9, preset: 'bad.json5'}", file: folder + "/s") }
      #expect(
        thrown?.firstLines == [
          "\(folder)/bad.json5:2:9: speed is 99, expected 0.001 … 8",
          "\(folder)/bad.json5:3:2: unknown key \"rol\", did you mean \"roll\"?",
          "\(folder)/s:1:9: speed is 9, expected 0 … 8",
        ])
      let missing = #expect(throws: Problems.self) { try read("{preset: 'no.json5'}", file: folder + "/s") }
      #expect(
        missing?.firstLines == [
          "\(folder)/s:1:10: preset is 'no.json5', which cannot be read: No such file or directory"
        ])
    }
  }
}

func read(_ text: String, file: String? = nil) throws -> Storyboard {
  try Storyboard(JSONDocument(bytes: Array(text.utf8), file: file), worlds: ["nebula", "dahlia"])
}

/// A storyboard that uses every key.
let everything = """
  // A shot with everything in it.
  {
    canvas: { size: [1080, 1920], fps: "30000/1001" },
    preset: "calm", direction: "out", loop: true,
    song: { file: "song.mp3", bpm: 120, firstBeat: 0.25, start: 12 },
    seconds: 60, octaves: 2.5, speed: .7, seed: "18446744073709551615", note: 'for the chorus',
    scenes: [
      {
        take: "takes/street.mp4#2", from: 1.5, to: 4, reverse: true,
        crop: [0.1, 0, 0.9, 1], focus: [.4, .6], octaves: 4, seconds: 8, roll: -0.5, at: 0,
        join: { kind: "successive", octaves: 0.5, frames: 12 }, seed: 7, note: "slow",
      },
      { world: "nebula" },
      { prompt: "a door in the sea", generator: "comfy", at: 20 },
      { take: "/absolute.png" },
    ],
  }
  """
