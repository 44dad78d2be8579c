import Foundation
import Geometry
import TestSupport
import Testing

@Suite struct `A chain that fails` {
  private let dream: Dream

  init() throws { dream = try Dream() }

  @Test(
    arguments: [
      ("refuse", 65, "refuses the request"), ("unset", 77, "not allowed"), ("away", 69, "gone"),
      ("crash", 70, "is broken"), ("garbage", 70, "ended without a result"),
    ] as [(String, Int32, String)])
  func `ends with a code that says why, and keeps the scenes before`(prompt: String, code: Int32, words: String) throws
  {
    try dream.storyboard(["one", prompt, "three"])
    let run = try dream.run("generate dream.json5")
    #expect(run.status == code, "\(run.errors)")
    #expect(run.errors.contains("scene 2 was not made") && run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.contains("the same command goes on from there"))
    #expect(try dream.run("render dream.json5 -o film.mp4").status == code)
    #expect(!dream.folder.names.contains("film.mp4"))
    try dream.storyboard(["one", "two", "three"])
    #expect(Dream.made(try dream.generate()) == [2, 3])
    #expect(try dream.leftovers().isEmpty)
  }

  @Test(
    arguments: [
      ("generate dream.json5 --generator wrlds", 64, "did you mean \"worlds\""),
      ("generate dream.json5 --takes 0", 64, "--takes"),
      ("generate dream.json5 --redo x", 64, "--redo"),
      ("generate first.png", 64, "nothing to generate"),
      ("generate none.json5", 65, "none.json5"),
      ("pick", 64, "which shot?"),
      ("pick nothing.shot", 65, "no shot folder"),
    ] as [(String, Int32, String)])
  func `may not have been asked for in a way that can be understood`(line: String, code: Int32, words: String) throws {
    try dream.storyboard(["one"])
    let run = try dream.run(line)
    #expect(run.status == code && run.errors.contains(words), "\(line): \(run.status), \(run.errors)")
    #expect(!dream.folder.names.contains("dream.shot"))
  }

  @Test func `may name a generator that there is none of, on its line`() throws {
    try dream.storyboard(["one", "{prompt: 'two', generator: 'comfy'}"])
    let run = try dream.run("render dream.json5 -o null")
    #expect(run.status == 65 && run.errors.contains("dream.json5:2:"), "\(run.errors)")
    #expect(run.errors.contains("scenes[1].generator is \"comfy\", expected \"worlds\" or \"command: PROGRAM"))
  }

  @Test func `ends at ctrl-C together with its generator, and leaves nothing half done`() throws {
    try dream.storyboard(["one", "sleepy"])
    let program = try RunningProgram("generate dream.json5", in: dream.folder)
    while program.isRunning, !dream.folder.names.contains("asleep") { usleep(2000) }
    program.send(SIGINT)
    #expect(program.exitCode() == 130)
    #expect(try dream.leftovers().isEmpty)
    #expect(try dream.folder.entries("dream.shot/scene-001") == ["take-1"])
  }

  @Test func `is not made by two at once`() throws {
    try dream.storyboard(["sleepy"])
    let program = try RunningProgram("generate dream.json5", in: dream.folder)
    while program.isRunning, !dream.folder.names.contains("asleep") { usleep(2000) }
    let second = try dream.run("generate dream.json5")
    #expect(second.status == 65 && second.errors.contains("another everzoom (process"))
    // A plan only looks.
    #expect(try dream.run("plan dream.json5").status == 0)
    program.send(SIGTERM)
    #expect(program.exitCode() == 143)
  }
}

@Suite struct `A chain that is killed` {
  /// Parts of the time that an undisturbed run takes, the same every time.
  static let moments = (0..<20).map { (Double($0) + Seed(41).at("kill", $0).unit) / 20 }

  private static let prompts = ["slow one", "slow two", "slow three"]

  private static let undisturbed = Result {
    let dream = try Dream()
    try dream.storyboard(prompts)
    let start = ContinuousClock.now
    try dream.generate()
    let duration = ContinuousClock.now - start
    return (try dream.run("plan dream.json5").checked().text, duration / .seconds(1))
  }

  @Test(arguments: moments) func `is finished by the same command as if nothing had happened`(moment: Double) throws {
    let (plan, seconds) = try Self.undisturbed.get()
    let dream = try Dream()
    try dream.storyboard(Self.prompts)
    let program = try RunningProgram("generate dream.json5", in: dream.folder)
    Thread.sleep(forTimeInterval: moment * seconds)
    program.send(SIGKILL)
    _ = program.exitCode()
    try dream.generate()
    // The plan has the hashes of all takes, and of all that they were made from.
    #expect(try dream.run("plan dream.json5").text == plan)
    #expect(try dream.leftovers().isEmpty)
    #expect(!dream.folder.names.contains("old"))
  }
}
