import TestSupport
import Testing

@Suite struct `A mistake on the command line` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  @Test(arguments: [
    ("redner", ["no command \"redner\"", "did you mean \"render\""]),
    ("help rendre", ["did you mean \"render\""]),
    ("render a.png --siez 96x54", ["--siez", "did you mean --size", "render --help"]),
    ("render a.png -x", ["-x", "render --help"]),
    ("render a.png --size", ["--size needs a value", "WxH"]),
    ("render a.png --size 96", ["--size", "\"96\"", "1920x1080"]),
    ("render a.png --size 0x54", ["--size", "\"0x54\""]),
    ("render a.png --size 20000x20000", ["--size", "16384"]),
    ("render a.png --size 96x54 --size 54x96", ["--size is given twice"]),
    ("render a.png --loop=yes", ["--loop takes no value"]),
    ("render a.png --fps 0", ["--fps", "\"0\"", "30000/1001"]),
    ("render a.png --fps nan", ["--fps", "\"nan\""]),
    ("render a.png --seconds 0", ["--seconds", "\"0\"", "86400"]),
    ("render a.png --seconds nan", ["--seconds", "\"nan\""]),
    ("render a.png --seconds -1", ["--seconds", "\"-1\""]),
    ("render a.png --speed inf", ["--speed", "\"inf\""]),
    ("render a.png --octaves 100", ["--octaves", "64"]),
    ("render a.png --preset calmm", ["--preset", "\"calmm\"", "did you mean \"calm\""]),
    ("render a.png --direction up", ["--direction", "\"up\"", "in, out"]),
    ("render a.png --seed -1", ["--seed", "\"-1\""]),
    ("render a.png --jobs 0", ["--jobs", "\"0\""]),
    ("render a.png --crf 99 --seconds 1", ["--crf", "51"]),
    ("render a.png --codec hevc", ["codec hevc", "h264"]),
    ("render a.png --codec h264 -o a.y4m", ["codec", ".mp4"]),
    ("render a.png --encoder-preset silly", ["--encoder-preset", "\"silly\"", "veryslow"]),
    ("render a.png --progress pie", ["--progress", "\"pie\"", "json"]),
    ("render a.png --seconds 1 --frames 0:31", ["--frames", "\"0:31\"", "30 frames"]),
    ("render a.png --seconds 1 --frames 5:5", ["--frames", "A < B"]),
    ("render a.png --seconds 1 --frames 5", ["--frames", "A:B"]),
    ("render a.png --seconds 1 --frames -3:5", ["--frames", "\"-3:5\""]),
    ("render a.png --size 97x55", ["shot.mp4", "97x55", "even", "96x54"]),
    ("render a.png --seconds 1 -o still.png", ["still.png", "one frame", "%05d"]),
    ("render a.png -o film", ["film does not say what to write", ".mp4"]),
    ("render a.png -o film.wmv", ["film.wmv does not say what to write"]),
    ("render a.png -o frames/%x.png", ["%05d"]),
    ("render a.png b.jpg plan.json", ["plan.json stands beside other inputs"]),
    ("render clip.mp4 -o clip.mp4", ["clip.mp4 is what the shot is made from"]),
    ("render clip.mp4 -o ./clip.mp4", ["clip.mp4 is what the shot is made from"]),
    ("frame", ["which frame?"]),
    ("frame a.png", ["which frame?"]),
    ("frame a.png 1.5", ["which frame?"]),
    ("frame a.png 100000", ["no frame 100000"]),
    ("frame a.png -1", ["no frame -1"]),
    ("frame a.png 0 -o still.jpg", ["still.jpg", ".png"]),
    ("frame a.png 0 -o a.png", ["a.png is what the shot is made from"]),
    ("plan a.png --plot plot.png", ["plot.png", ".svg"]),
    ("plan a.png --sheet sheet.svg", ["sheet.svg", ".png"]),
    ("presets shwo calm", ["list, show NAME"]),
    ("presets show", ["needs the name"]),
    ("presets show clam", ["did you mean \"calm\""]),
    ("presets list -o film.mp4", ["presets try"]),
  ])
  func `is told in a sentence with its remedy`(words: String, keys: [String]) throws {
    try workshop.refused(words, 64, keys)
  }

  @Test func `may be to say nothing at all, and then the help is shown`() throws {
    let run = try workshop.run("")
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.contains("usage: everzoom COMMAND"))
  }

  @Test func `is a folder where a file should be written`() throws {
    try workshop.folder.makeFolder("film.mp4")
    try workshop.refused("render a.png -o film.mp4", 64, ["film.mp4 is a folder", "film.mp4/shot.mp4"])
    try workshop.refused("render a.png -o film.mp4/", 64, ["film.mp4/ is a folder"])
  }

  @Test func `is a sequence that goes over its own stills`() throws {
    try workshop.folder.makeFolder("stills")
    for number in 1...2 {
      _ = try workshop.folder.write(try workshop.folder.bytes("a.png"), "stills/0000\(number).png")
    }
    try workshop.refused("render stills -o stills/%05d.png", 64, ["stills/00001.png is what the shot is made from"])
  }

  @Test func `is an option that changes what a plan has decided`() throws {
    try workshop.folder.write(try workshop.done("plan a.png b.jpg --size 96x54").text, "plan.json")
    for option in [
      "--size 54x96", "--fps 25", "--loop", "--preset calm", "--seconds 3", "--speed 1", "--direction out",
    ] {
      let name = String(option.split(separator: " ")[0])
      try workshop.refused("render plan.json -o null \(option)", 64, [name, "make a new plan"])
    }
  }
}

@Suite struct `The help` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  @Test(arguments: ["render", "generate", "pick", "plan", "frame", "check", "presets"])
  func `of a command has each of its options with a line of its own`(command: String) throws {
    let page = try ProgramRun("\(command) --help", in: folder)
    #expect(page.status == 0 && page.errors.isEmpty)
    #expect(page.text.hasPrefix("everzoom \(command): "))
    #expect(page.text.contains("usage: everzoom \(command)"))
    #expect(try ProgramRun("help \(command)", in: folder).text == page.text)
    #expect(try ProgramRun("\(command) nosuch.png -h", in: folder).text == page.text)
  }

  @Test func `names the options that make a film`() throws {
    let page = try ProgramRun("render --help", in: folder).text
    let options = [
      "-o, --out", "--size", "--fps", "--frames", "--seconds", "--codec", "--preset", "--speed", "--octaves",
      "--direction", "--loop", "--seed", "--jobs", "--crf", "--audio", "--preview", "--progress",
    ]
    for option in options { #expect(page.contains("\n  \(option)"), "\(option)") }
  }

  @Test func `at the top lists the commands and the exit codes, and what a dash is`() throws {
    let page = try ProgramRun("--help", in: folder)
    #expect(page.status == 0)
    for word in ["render", "plan", "frame", "presets", "64", "65", "70", "74", "130", "143", "stdin"] {
      #expect(page.text.contains(word), "\(word)")
    }
  }

  @Test func `knows its version`() throws {
    #expect(try ProgramRun("--version", in: folder).text.hasPrefix("everzoom "))
  }
}
