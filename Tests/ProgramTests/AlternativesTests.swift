import Foundation
import Geometry
import Planning
import TestSupport
import Testing

/// `everzoom plan --alternatives`.
@Suite struct `Other places for a join` {
  private let folder: MediaFolder

  init() throws {
    folder = try MediaFolder()
    for (name, source) in [("a", "mandelbrot=s=240x136"), ("b", "testsrc2=s=240x136")] {
      try ffmpeg("-f lavfi -i \(source) -frames:v 1 \(folder("\(name).png"))")
    }
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
  }

  @Test func `are listed with the focus that leads there, and drawn`() throws {
    let run = try ProgramRun("plan a.png b.png --size 240x136 --alternatives 3 --sheet places.png", in: folder)
      .checked()
    let rows = rows(run.text)
    #expect(rows.count == 3 && rows[0][0] == "1 → 2")
    // A row of three moments for each of three places, with gaps of 4 pixels.
    let sheet = try size("places.png")
    #expect(sheet.width == 9 * 240 + 10 * 4 && sheet.height == 136 + 2 * 4)
    let focus = try #require(rows[1].first { $0.hasPrefix("[") })
    try folder.write(
      "{ canvas: { size: '240x136' }, scenes: [ { take: 'a.png', focus: \(focus) }, { take: 'b.png' } ] }", "s.json5")
    let plan = try Plan(json: Data(try ProgramRun("plan s.json5", in: folder).checked().output), file: nil)
    let found = try #require(plan.focus(ofLinkAfter: 0))
    #expect("[\(fixed(found.x)), \(fixed(found.y))]" == focus)
  }

  private func fixed(_ x: Double) -> String { String(format: "%.3f", x) }

  private func size(_ name: String) throws -> (width: Int, height: Int) {
    let words = ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", folder(name)]
    let sides = try TestSupport.run("ffprobe", words).output.split { !$0.isNumber }.compactMap { Int($0) }
    return (try #require(sides.first), try #require(sides.last))
  }

  @Test func `are asked for in a way that is told when it is wrong`() throws {
    let one = try ProgramRun("plan a.png b.png --alternatives 1", in: folder)
    #expect(one.status == 64 && one.errors.contains("expected a whole number 2 … 8"))
    let summary = try ProgramRun("plan a.png b.png --alternatives 2 --summary", in: folder)
    #expect(summary.status == 64 && summary.errors.contains("--summary is of one plan"))
    let plan = try ProgramRun("plan a.png b.png --size 240x136", in: folder).checked()
    _ = try folder.write(plan.output, "p.json")
    let planned = try ProgramRun("plan p.json --alternatives 2", in: folder)
    #expect(planned.status == 64 && planned.errors.contains("give the storyboard that it was made from"))
    let alone = try ProgramRun("plan a.png --alternatives 2", in: folder).checked()
    #expect(alone.text == "no join of this shot has another place\n")
  }
}
