import Foundation
import Geometry
import Planning
import TestSupport
import Testing

/// A song and its beat, from the command line.
@Suite struct `The program, given a song` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws {
    workshop = try Workshop()
    // A drum at 120 beats a minute from 0.25 s on, every fourth beat an octave higher; and noise.
    let drum = "gt(t\\,0.25)*sin(2*PI*(55+55*lt(mod(t-0.25\\,2)\\,0.5))*t)*exp(-25*mod(t-0.25\\,0.5))"
    try ffmpeg("-f lavfi -i aevalsrc=\(drum):s=22050:d=24", folder("drum.wav"))
    try ffmpeg("-f lavfi -i anoisesrc=d=12:a=0.3:seed=4", folder("noise.wav"))
  }

  @Test func `hears its beat, and reads what it has written`() throws {
    let text = try workshop.done("beats drum.wav").text
    let times = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").first.flatMap { Double($0) } }
    #expect(times.count >= 40)
    for time in times {
      let beat = (time - 0.25) / 0.5
      #expect(abs(beat - beat.rounded()) * 0.5 < 0.02, "\(time)")
    }
    try workshop.done("beats drum.wav -o drum.beats")
    let plan = try workshop.done(
      "plan a.png b.jpg a.png --audio drum.wav --beat-file drum.beats --size 96x54 --summary")
    #expect(plan.text.contains("note: beats: 120 a minute, from drum.beats"), "\(plan.text)")
  }

  @Test func `lets scenes fill the frame on its bars`() throws {
    let run = try workshop.done("plan a.png b.jpg a.png --audio drum.wav --size 96x54")
    let plan = try Plan(json: Data(run.output), file: nil)
    #expect(plan.notes.contains { $0.contains("beats: 120 a minute, heard in drum.wav") }, "\(plan.notes)")
    for place in 1..<3 {
      let waypoint = try #require(plan.waypoints.first { $0.scene == place && $0.octaves == 0 })
      let beat = (plan.moment(clock: waypoint.time).frames / 30 - 0.25) / 0.5
      #expect(abs(beat - beat.rounded()) * 0.5 < 0.02)
    }
    let free = try workshop.done("plan a.png b.jpg a.png --audio drum.wav --beat-file none --size 96x54 --summary").text
    #expect(!free.contains("beats:"))
  }

  @Test func `says that it hears none`() throws {
    try workshop.refused("beats noise.wav", 65, ["noise.wav", "no beat was found", "--bpm"])
    let plan = try workshop.done("plan a.png b.jpg --audio noise.wav --size 96x54 --preset pulse --summary").text
    #expect(plan.contains("no beat was found in noise.wav") && plan.contains("none are known"), "\(plan)")
  }

  @Test(arguments: [
    ("--bars 8 --bpm 128 --fps 30", 450, false), ("--beats 32 --bpm 128 --fps 25", 375, false),
    ("--bars 4 --bpm 174 --fps 24", 132, true), ("--bars 16 --bpm 90 --fps 60", 2560, false),
  ])
  func `makes loops of whole bars, and says how far whole frames are off`(
    options: String, frames: Int, isOff: Bool
  ) throws {
    let plan = try Plan(json: Data(workshop.done("plan --loop --size 96x54 \(options)").output), file: nil)
    #expect(plan.loops && plan.frameCount == frames)
    #expect(
      plan.notes.contains { $0.contains("whole frames, as if at 174.545 beats a minute (+0.313 %)") } == isOff,
      "\(plan.notes)")
  }

  @Test(arguments: [
    ("plan --bars 8", 64, ["--bars needs a beat", "--bpm"]),
    ("plan --bars 8 --beats 4 --bpm 120", 64, ["give one"]),
    ("plan --bars 8 --seconds 4 --bpm 120", 64, ["give one"]),
    ("plan --bpm 120 --beat-file a.beats", 64, ["give one"]),
    ("plan --first-beat 2", 64, ["--first-beat goes with --bpm"]),
    ("plan --bpm 0", 64, ["--bpm", "1 … 1000"]),
    ("plan --beat-file nosuch.beats", 65, ["nosuch.beats"]),
    ("plan --beat-file words.beats", 65, ["words.beats:1", "expected a time in seconds"]),
    ("beats drum.wav --bpm 900", 64, ["--bpm", "42 … 240"]),
    ("beats drum.wav --bpm 120 --beat-file words.beats", 64, ["give one"]),
    ("beats drum.wav --beat-file words.beats", 65, ["words.beats:1", "expected a time in seconds"]),
    ("beats", 64, ["which song"]), ("beats a.wav b.wav", 64, ["one song"]), ("beats nosuch.wav", 65, ["nosuch.wav"]),
  ])
  func `refuses what cannot be`(line: String, code: Int32, words: [String]) throws {
    try folder.write("one two\n", "words.beats")
    try workshop.refused(line, code, words)
  }
}
