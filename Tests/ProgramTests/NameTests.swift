import Foundation
import TestSupport
import Testing

@Suite struct `A name` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws { workshop = try Workshop() }

  private func shell(_ line: String) throws -> ProgramRun { try ProgramRun(shell: line, in: folder) }

  @Test func `that is no text in UTF-8 works by folder, by itself, and in a plan`() throws {
    _ = try shell("mkdir n; cp a.png n/$'caf\\xe9.png'; cp b.jpg n/z.jpg")
    for line in [
      "$everzoom plan n --summary", "$everzoom plan n/$'caf\\xe9.png' n/z.jpg --summary",
      "$everzoom plan n > plan.json && $everzoom plan plan.json --summary",
    ] {
      let run = try shell(line)
      #expect(
        run.status == 0 && run.text.contains("caf\\xE9.png") && run.text.contains("z.jpg"), "\(run.text) \(run.errors)")
    }
    let film = try shell("$everzoom render plan.json -o $'film\\xe9.hashes' --frames 0:2; ls | grep -ac film")
    #expect(film.text == "1\n", "\(film.errors)")
    let missing = try shell("$everzoom plan $'no\\xe9.png'")
    #expect(missing.status == 65 && missing.errors.contains("no\\xE9.png does not exist"), "\(missing.errors)")
    let over = try shell("$everzoom render n/$'caf\\xe9.png' n/z.jpg -o n/$'caf\\xe9.png'")
    #expect(over.status == 64)
  }

  @Test func `that Swift takes for another one stays itself`() throws {
    _ = try shell("mkdir n; cp a.png n/$'e\\xcc\\x81.png'; cp b.jpg n/$'\\xc3\\xa9.png'")
    let run = try shell("$everzoom plan n")
    #expect(run.status == 0, "\(run.errors)")
    let hashes = run.text.matches(of: #/"hash": "([0-9a-f]+)"/#).map { String($0.1) }
    #expect(hashes.count == 2 && Set(hashes).count == 2, "\(run.text)")
  }

  @Test(arguments: [
    "a\u{1B}[2Jb.png", "a\u{1B}]0;title\u{7}.png", "a\nb.png", "a\rb.png", "a\u{9B}2Jb.png", "a\u{202E}b.png",
  ])
  func `never moves the cursor`(name: String) throws {
    try folder.makeFolder("n")
    _ = try folder.write(try folder.bytes("a.png"), "n/" + name)
    _ = try folder.write(try folder.bytes("b.jpg"), "n/z.jpg")
    _ = try folder.write("broken", "bad" + name)
    try folder.write(
      "{ scenes: [ { take: '\(name.replacing("\n", with: "\\n").replacing("\r", with: "\\r"))', octave: 1 } ] }",
      "shot.json5")
    let path = folder("n/" + name)
    for words in [
      ["plan", "n", "--summary"], ["plan", path, folder("b.jpg"), "--summary"], ["plan", folder("bad" + name)],
      ["plan", "no" + name], ["plan", "shot.json5"], ["check", "no" + name],
      ["render", "a.png", "-o", "no" + name + "/x.mp4"],
      ["render", "a.png", "--audio", "no" + name], ["presets", "show", name], [name], ["plan", "--" + name],
      ["plan", "a.png", "--size", name],
    ] {
      let run = try ProgramRun(words, in: folder)
      for text in [run.text, run.errors] {
        let odd = text.unicodeScalars.filter {
          $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
        }
        #expect(odd.isEmpty, "\(words): \(text.debugDescription)")
      }
    }
    let summary = try ProgramRun(["plan", "n", "--summary"], in: folder)
    #expect(summary.status == 0)
    #expect(
      summary.text.split(separator: "\n").contains {
        $0.contains(" s ") && $0.contains("b.png") || $0.contains("title")
      })
  }

  @Test func `of a folder with a percent sign is no pattern`() throws {
    try folder.makeFolder("50%d")
    try workshop.done("render a.png --seconds 1 --frames 0:2 -o 50%d/f%03d.png \(Workshop.small)")
    #expect(try folder.entries("50%d") == ["f000.png", "f001.png"])
    try workshop.done("render a.png --seconds 1 --frames 0:1 -o 50%d/one.png \(Workshop.small)")
    try workshop.done("plan 50%d/f000.png b.jpg")
  }
}
