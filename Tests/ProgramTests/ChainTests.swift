import Foundation
import Geometry
import Planning
import TestSupport
import Testing

@Suite struct `A chain of generated scenes` {
  private let dream: Dream

  init() throws { dream = try Dream() }

  @Test func `is made once, scene after scene, and then kept`() throws {
    try dream.storyboard(["one", "two", "three"])
    let lines = try dream.generate()
    #expect(Dream.made(lines) == [1, 2, 3])
    #expect(lines.allSatisfy { $0.hasSuffix("made, because it was missing") })
    let hashes = try dream.takeHashes()
    #expect(Set(hashes).count == 3 && !hashes.contains("pending"))
    #expect(try dream.generate() == (1...3).map { "scene \($0), take 1: kept" })
    #expect(try dream.takeHashes() == hashes)
    #expect(
      try dream.folder.entries("dream.shot/scene-002/take-1")
        == ["log.txt", "request.json", "seed.png", "still.png", "take.json"])
    #expect(try dream.leftovers().isEmpty)
  }

  @Test func `begins each scene on the very picture that the scene before ends on`() throws {
    // A take instead of the first scene: the same picture, and nothing is generated from nothing.
    try dream.storyboard(["{take: 'first.png'}", "two"])
    try dream.generate()
    let seed = try dream.pixels("dream.shot/scene-002/take-1/seed.png")
    // At one octave the seed frame is the middle of the picture, twice as large: their means agree.
    let first = try dream.pixels("first.png")
    func mean(_ pixels: [UInt8], _ columns: Range<Int>, _ rows: Range<Int>, _ channel: Int) -> Double {
      let sum = rows.reduce(0) { sum, y in
        columns.reduce(sum) { $0 + Int(pixels[(y * Dream.width + $1) * 3 + channel]) }
      }
      return Double(sum) / Double(rows.count * columns.count)
    }
    for channel in 0..<3 {
      for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let inside = mean(first, 16 + 16 * x..<32 + 16 * x, 9 + 9 * y..<18 + 9 * y, channel)
        let shown = mean(seed, 32 * x..<32 + 32 * x, 18 * y..<18 + 18 * y, channel)
        #expect(abs(inside - shown) < 5, "channel \(channel) of quarter \(x), \(y): \(inside) and \(shown)")
      }
    }
  }

  @Test func `is remade from the scene on whose prompt has changed, and comes back with the prompt`() throws {
    try dream.storyboard(["one", "two", "three"])
    try dream.generate()
    let (before, sources) = (try dream.takeHashes(), try dream.sourceHashes())
    try dream.storyboard(["one", "another", "three"])
    let lines = try dream.generate()
    #expect(lines[0] == "scene 1, take 1: kept")
    #expect(lines[1] == "scene 2, take 1: made, because its prompt has changed")
    #expect(lines[2] == "scene 3, take 1: made, because the scene before it has changed")
    #expect(try zip(dream.sourceHashes(), sources).map { $0 == $1 } == [true, false, false])
    #expect(try dream.folder.entries("dream.shot/old").count == 2)
    try dream.storyboard(["one", "two", "three"])
    #expect(try dream.generate().dropFirst().allSatisfy { $0.hasSuffix("brought back from old/") })
    #expect(try dream.takeHashes() == before)
  }

  @Test func `is not remade for a change of timing alone, as stills do not move`() throws {
    try dream.storyboard(["one", "two"])
    try dream.generate()
    let words = "generate dream.json5 --speed 2 --seed 1"
    #expect(try dream.run(words).checked().text == "scene 1, take 1: kept\nscene 2, take 1: kept\n")
  }

  @Test func `is remade where it is asked for`() throws {
    try dream.storyboard(["one", "two", "three"])
    try dream.generate()
    #expect(Dream.made(try dream.generate("--redo 2")) == [2])
    #expect(try dream.folder.entries("dream.shot/old").count == 1)
    // The copy has other bytes now, so that what follows is made from something else.
    let script = String(decoding: try dream.folder.bytes("copy.sh"), as: UTF8.self)
    try dream.folder.write(script.replacing("printf %s \"$request\"", with: "printf %sx \"$request\""), "copy.sh")
    #expect(Dream.made(try dream.generate("--redo 2")) == [2, 3])
    let wrong = try dream.run("generate dream.json5 --redo 2,7")
    #expect(wrong.status == 64 && wrong.errors.contains("generated are 1, 2, 3"))
  }

  @Test func `has as many candidates as are asked for, and what is picked decides what follows`() throws {
    try dream.storyboard(["one", "two", "three"])
    #expect(try dream.generate("--takes 2").count == 6)
    let (first, sources) = (try dream.takeHashes(), try dream.sourceHashes())
    let picked = try dream.run("pick dream.shot 2 2").checked()
    #expect(picked.text.contains("scene 2 is take 2 now"))
    #expect(picked.text.contains("scene 3 was made from another take, and is made again"))
    let list = try dream.run("pick dream.json5").checked().text.split(separator: "\n")
    #expect(list.count == 7)
    #expect(list[3].contains("2      1") && !list[3].contains("in the shot"))
    #expect(list[4].contains("in the shot  ready") && list[5].contains("to be made again"))
    let lines = try dream.generate()
    #expect(lines[1] == "scene 2, take 2: kept")
    #expect(lines[2] == "scene 3, take 1: made, because the scene before it has changed")
    #expect(try zip(dream.sourceHashes(), sources).map { $0 == $1 } == [true, false, false])
    _ = try dream.run("pick dream.shot 2 1").checked()
    #expect(try dream.generate().last == "scene 3, take 1: brought back from old/")
    #expect(try dream.takeHashes() == first)
    let none = try dream.run("pick dream.shot 2 7")
    #expect(none.status == 65 && none.errors.contains("scene 2 has no take 7: it has 1, 2"))
  }

  @Test func `keeps what a person has edited, and goes on from it`() throws {
    try dream.storyboard(["one", "two"])
    try dream.generate()
    let other = try dream.folder.bytes("dream.shot/scene-002/take-1/still.png")
    _ = try dream.folder.write(other, "dream.shot/scene-001/take-1/still.png")
    let lines = try dream.generate()
    #expect(lines.contains("scene 1, take 1: kept, as it was edited by hand"))
    #expect(Dream.made(lines) == [2])
    #expect(try dream.run("pick dream.shot").text.contains("edited by hand"))
  }

  @Test func `is told as an outline before, and as it was made after`() throws {
    try dream.storyboard(["one", "{prompt: 'two', negativePrompt: 'text', seed: 7}"])
    let outline = try dream.plan()
    #expect(
      outline.scenes[1].content
        == .pending(PendingScene(prompt: "two", negativePrompt: "text", generator: "command: sh copy.sh", seed: 7)))
    try dream.folder.write(try dream.run("plan dream.json5").text, "plan.json")
    let refused = try dream.run("render plan.json -o null")
    #expect(refused.status == 65 && refused.errors.contains("everzoom generate"))
    #expect(try dream.run("frame dream.json5 0").status == 65)
    _ = try dream.run("render dream.json5 -o film.mp4").checked()
    #expect(String(decoding: try dream.folder.bytes("film.mp4"), as: UTF8.self).contains("compositeWithTrained"))
    let plan = try dream.plan()
    #expect(plan.frameCount == outline.frameCount && plan.waypoints == outline.waypoints)
    #expect(
      String(decoding: try dream.folder.bytes("dream.shot/scene-002/take-1/take.json"), as: UTF8.self).contains(
        "\"seedDecibels\" : 99"))
    let provenance = try #require(plan.scenes[1].provenance)
    #expect(provenance.generator == "command: sh copy.sh" && provenance.prompt == "two" && provenance.seed == 7)
    #expect(provenance.firstFrame == "exact" && provenance.metadata == ["model": "copy 1"])
    #expect(provenance.sourceHash.count == 32 && provenance.takeHash == plan.takes[1].facts.hash)
    #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
  }

  @Test func `of worlds writes no pictures of theirs, and goes on from the world before`() throws {
    try dream.storyboard(["misty valley", "warm agate", "{world: 'dahlia'}"], generator: "worlds")
    try dream.generate()
    let plan = try dream.plan()
    guard case .world(let first) = plan.scenes[0].content, case .world(let second) = plan.scenes[1].content else {
      Issue.record("worlds are planned as worlds")
      return
    }
    #expect(first.name == "valley" && second.name == "agate")
    #expect(second.digest != nil)
    #expect(
      try dream.folder.entries("dream.shot/scene-002/take-1") == ["log.txt", "request.json", "seed.png", "take.json"])
    #expect(try dream.generate() == (1...2).map { "scene \($0), take 1: kept" })
    _ = try dream.run("render dream.json5 --frames 0:2 -o film.mp4").checked()
    let film = String(decoding: try dream.folder.bytes("film.mp4"), as: UTF8.self)
    #expect(film.contains("digitalsourcetype/algorithmicMedia") && film.contains("misty valley"))
    #expect(plan.links.map(\.octaves) == [1, 1])
  }

  @Test func `ends on its beginning in a loop`() throws {
    try dream.storyboard(["one", "two", "three"], "loop: true")
    try dream.generate()
    #expect(try !dream.folder.entries("dream.shot/scene-002/take-1").contains("end.png"))
    let end = try dream.pixels("dream.shot/scene-003/take-1/end.png")
    let first = try dream.pixels("dream.shot/scene-001/take-1/still.png")
    #expect(zip(end, first).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    _ = try dream.run("render dream.json5 -o null").checked()
    // Another beginning is another end, but what lies between is not touched by the end.
    #expect(try dream.plan().loops)
  }

  @Test func `hands on the last frames of a clip, and asks for as many as are seen`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=25:d=2 -c:v libx264 -pix_fmt yuv420p", dream.folder("clip.mp4"))
    try dream.storyboard(["{take: 'clip.mp4', seconds: 1}", "{prompt: 'moving', clip: true}", "three"])
    try dream.generate()
    let folder = "dream.shot/scene-002/take-1"
    #expect(try dream.folder.entries(folder).contains("clip.mp4"))
    let entries = "stream=pix_fmt,nb_frames,width"
    #expect(try ffprobe(dream.folder("\(folder)/seed.mp4"), entries) == ["64", "yuv444p", "16"])
    #expect(try ffprobe(dream.folder("dream.shot/scene-003/take-1/seed.mp4"), entries).first == "64")
    // A second to the next scene, and until its seam has left.
    let request = String(decoding: try dream.folder.bytes("\(folder)/request.json"), as: UTF8.self)
    let frames = try #require(request.firstMatch(of: /"frames" : (\d+)/)?.1).description
    #expect((11...20).contains(Int(frames)!), "\(frames)")
    let plan = try dream.plan()
    // It plays from the moment that it fills the canvas: before, its first picture is what the scene before shows there.
    #expect(plan.scenes[1].playback?.knots.first?.time.frames == 10)
    _ = try dream.run("render dream.json5 -o null").checked()
  }

  @Test func `drifts as far as its generator drifts`() throws {
    try dream.storyboard((0...8).map { $0 == 0 ? "start" : "brighter \($0)" }, generator: "command: python3 paint.py")
    try dream.generate()
    // A hop's seed frame and what was made of it differ by a hundredth, and eight hops by eight.
    var total = 1.0
    for scene in 2...9 {
      func mean(_ name: String) throws -> Double {
        let pixels = try dream.pixels("dream.shot/scene-00\(scene)/take-1/\(name).png")
        return Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count)
      }
      let ratio = try mean("still") / mean("seed")
      #expect(abs(ratio - 1.01) < 0.004, "scene \(scene): \(ratio)")
      total *= ratio
    }
    #expect(abs(total - 1.0829) < 0.02, "over eight hops: \(total)")
  }
}

@Suite struct `A chain that zooms out` {
  private let dream: Dream

  init() throws {
    dream = try Dream()
    try dream.storyboard(["one", "two", "three"], generator: "command: python3 paint.py", "direction: 'out'")
    try dream.generate()
  }

  @Test func `shows what is known in the middle, and what is to be painted as white`() throws {
    let mask = try dream.pixels("dream.shot/scene-002/take-1/mask.png")
    let seed = try dream.pixels("dream.shot/scene-002/take-1/seed.png")
    for y in 0..<Dream.height {
      for x in 0..<Dream.width {
        let isKnown = (16..<48).contains(x) && (9..<27).contains(y)
        let place = (y * Dream.width + x) * 3
        #expect(mask[place] == (isKnown ? 0 : 255), "mask at \(x), \(y)")
        if !isKnown { #expect(seed[place..<place + 3].allSatisfy { $0 == 0 }, "seed at \(x), \(y)") }
      }
    }
    #expect(try !dream.folder.entries("dream.shot/scene-001/take-1").contains("mask.png"))
  }

  @Test(arguments: [2, 3]) func `puts the known middle back as it was`(scene: Int) throws {
    let seed = try dream.pixels("dream.shot/scene-00\(scene)/take-1/seed.png")
    let made = try dream.pixels("dream.shot/scene-00\(scene)/take-1/still.png")
    func place(_ x: Int, _ y: Int) -> Int { (y * Dream.width + x) * 3 }
    for y in 9 + 3..<27 - 3 {
      for x in 16 + 3..<48 - 3 {
        for channel in 0..<3 {
          let (a, b) = (Int(seed[place(x, y) + channel]), Int(made[place(x, y) + channel]))
          #expect(abs(a - b) <= 1, "at \(x), \(y): \(a) and \(b)")
        }
      }
    }
    let orange = zip(made[place(2, 2)...], [230, 120, 30])
    #expect(orange.allSatisfy { abs(Int($0) - $1) <= 1 })
  }

  @Test func `is outermost last, with each scene inside the next`() throws {
    let plan = try dream.plan()
    #expect(plan.scenes.map { $0.provenance?.prompt } == ["three", "two", "one"])
    _ = try dream.run("render dream.json5 -o null").checked()
  }
}
