import Geometry
import Foundation
import Testing

import Planning

@Suite struct `The built-in presets` {
  @Test func `are the files of the folder Presets, all of them`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: presets).filter { !$0.hasPrefix(".") }
    #expect(files.sorted() == PresetLibrary.all.map { $0.name + ".json5" }.sorted())
    for entry in PresetLibrary.entries {
      let file = "\(presets)/\(entry.preset.name).json5"
      #expect(try PresetLibrary.load(file: file) == entry.preset)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == entry.source)
    }
  }

  @Test func `say what they are for`() {
    for entry in PresetLibrary.entries {
      #expect(entry.source.hasPrefix("// "), "\(entry.preset.name)")
      #expect(!entry.preset.summary.isEmpty, "\(entry.preset.name)")
    }
  }

  @Test func `are found by name, or else the nearest is told`() throws {
    #expect(try PresetLibrary.named("rush").shutter == 180)
    let thrown = #expect(throws: Problem.self) { try PresetLibrary.named("cinematik") }
    #expect(thrown?.description == "unknown preset \"cinematik\", did you mean \"cinematic\"?")
    #expect(PresetLibrary.choice("calm") == .named("calm"))
    #expect(PresetLibrary.choice("calm.json5") == .file("calm.json5"))
    #expect(PresetLibrary.choice("mine/calm") == .file("mine/calm"))
  }

  @Test func `begin with the plain one`() throws {
    var plain = Preset()
    plain.name = "constant"
    plain.summary = try PresetLibrary.named("constant").summary
    #expect(PresetLibrary.all.first == plain)
    #expect(plain.speed == 0.5 && plain.breath.amount == 0 && plain.ease == Preset.Ease() && plain.roll == 0)
  }

  @Test func `have one that is taken when none is named`() {
    #expect(PresetLibrary.usual.name == "cinematic")
  }

  private let presets = "\(#filePath)".replacing("/Tests/PlanningTests/PresetLibraryTests.swift", with: "/Presets")
}

@Suite struct `A preset file` {
  @Test func `fills every field`() throws {
    let text = """
      {name: 'mine', summary: 'My own', speed: 1.5, breath: {amount: 0.5, seconds: 3}, accents: {amount: 2, beats: 1, seconds: 0.2},
       ease: {start: 1, end: 2}, roll: -0.25, seam: {octaves: 1, shape: 4}, shutter: 90}
      """
    let preset = try Preset(JSONDocument(bytes: Array(text.utf8)))
    #expect(preset.name == "mine" && preset.summary == "My own" && preset.speed == 1.5 && preset.roll == -0.25)
    #expect(preset.breath == Preset.Breath(amount: 0.5, seconds: 3))
    #expect(preset.accents == Preset.Accents(amount: 2, beats: 1, seconds: 0.2))
    #expect(preset.ease == Preset.Ease(start: 1, end: 2))
    #expect(preset.seam == Seam(octaves: 1, shape: 4))
    #expect(preset.shutter == 90)
  }

  @Test(arguments: [
    ("3", "1:1: the preset is 3, expected an object { … }"),
    ("{seam: {softness: 1}}", "1:9: unknown key \"softness\", expected one of octaves, shape"),
    ("{seam: {octaves: 0.01}}", "1:18: seam.octaves is 0.01, expected 0.02 … 2"),
    ("{seam: {shape: 1}}", "1:16: seam.shape is 1, expected one of 2, 4, 8, 16, 32, 64"),
    ("{shutter: 361}", "1:11: shutter is 361, expected 0 … 360"),
    ("{accents: {beats: 1.5}}", "1:19: accents.beats is 1.5, expected a whole number 1 … 256"),
    ("{breath: {seconds: 0}}", "1:20: breath.seconds is 0, expected 0.1 … 600"),
    ("{ease: {start: -1}}", "1:16: ease.start is -1, expected 0 … 600"),
    ("{name: 3}", "1:8: name is 3, expected a string"),
  ])
  func `says what is wrong and where`(text: String, expected: String) {
    let thrown = #expect(throws: Problems.self) { try Preset(JSONDocument(bytes: Array(text.utf8), file: "x")) }
    #expect(thrown?.firstLines == ["x:" + expected])
  }
}
