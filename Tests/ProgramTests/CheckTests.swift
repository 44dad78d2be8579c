import Foundation
import TestSupport
import Testing

@Suite struct `The check` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws {
    workshop = try Workshop()
    try ffmpeg(
      "-f lavfi -i testsrc2=s=160x90:r=25:d=0.6 -f lavfi -i mandelbrot=s=160x90:r=25 -filter_complex",
      "[1:v]trim=duration=0.6,setpts=PTS-STARTPTS[b];[0:v][b]concat=n=2", "-c:v", "libx264", "-crf", "8", "-pix_fmt",
      "yuv420p", folder("cut.mp4"))
  }

  private func report(_ words: String) throws -> [String: Any] {
    let run = try workshop.done("check \(words) --json")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  @Test func `is a table for people that says where a line fails`() throws {
    let text = try workshop.done("check cut.mp4").text
    #expect(text.contains("160x90, 30 frames at 25/s, 1.20 s"))
    let line = try #require(text.split(separator: "\n").first { $0.contains("motion.broken") })
    #expect(line.hasPrefix("FAIL") && line.contains("0:00.600 frame 15"))
    #expect(text.contains("pass") && text.contains("limit"))
  }

  @Test func `is JSON for programs, with every metric`() throws {
    let report = try report("cut.mp4 --loop")
    #expect(report["passed"] as? Bool == false)
    let metrics = try #require(report["metrics"] as? [String: [String: Any]])
    #expect(metrics.count == 30)
    for metric in metrics.values {
      #expect(metric["value"] is Double && metric["limit"] is Double && metric["passed"] is Bool)
      #expect(metric.keys.contains("frame") && metric.keys.contains("seconds"))
    }
    #expect(metrics["motion.broken"]?["frame"] as? Int == 15)
    #expect((report["failed"] as? [String])?.contains("motion.broken") == true)
    #expect((report["film"] as? [String: Any])?["frames"] as? Int == 30)
  }

  @Test func `is over a part of the film, with the film's own numbers`() throws {
    let report = try report("cut.mp4 --frames 4:")
    #expect((report["film"] as? [String: Any])?["frames"] as? Int == 26)
    #expect((report["metrics"] as? [String: [String: Any]])?["motion.broken"]?["frame"] as? Int == 15)
  }

  @Test func `fails with strict, and says what`() throws {
    let run = try workshop.run("check cut.mp4 --strict")
    #expect(run.status == 65 && run.errors.contains("cut.mp4 breaks") && run.errors.contains("motion.broken"))
    #expect(run.text.contains("FAIL"))
  }

  @Test func `draws, and writes its numbers`() throws {
    try workshop.done("check cut.mp4 --plot p.svg --csv n.csv")
    let drawing = String(decoding: try folder.bytes("p.svg"), as: UTF8.self)
    #expect(drawing.hasPrefix("<svg") && drawing.contains("zoom speed") && drawing.contains("motion.broken"))
    #expect(drawing.components(separatedBy: "<polyline").count == 5 && !drawing.contains("nan"))
    let lines = String(decoding: try folder.bytes("n.csv"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 30 && lines[0].hasPrefix("frame,seconds"))
    #expect(Set(lines.map { $0.split(separator: ",").count }).count == 1)
    #expect(try workshop.done("check cut.mp4 --csv -").text.hasPrefix("frame,seconds"))
  }

  @Test func `knows rates that vary, and odd sizes`() throws {
    try ffmpeg(
      "-f lavfi -i testsrc2=s=100x64:r=25:d=1 -vf scale=99:63,settb=1/1000,setpts=40*N+15*mod(N\\,3) -c:v ffv1",
      "-enc_time_base", "1/1000", "-fps_mode", "passthrough", folder("vary.mkv"))
    let film = try report("vary.mkv")["film"] as? [String: Any]
    #expect(film?["width"] as? Int == 99 && film?["height"] as? Int == 63)
    #expect(film?["hasConstantRate"] as? Bool == false && film?["frames"] as? Int == 25)
  }

  @Test(arguments: [
    ("check", 64, "which film"), ("check a.mp4 b.mp4", 64, "one film"),
    ("check clip.mp4 --frames 9:3", 64, "0 ≤ A < B ≤ 30"),
    ("check clip.mp4 --frames 3:9", 65, "6 frames"), ("check clip.mp4 --json --plot -", 64, "stdout"),
    ("check clip.mp4 --plot p.png", 64, ".svg"), ("check clip.mp4 --csv p.txt", 64, ".csv"),
    ("check nosuch.mp4", 65, "does not exist"), ("check song.m4a", 65, "no moving picture"),
    ("check a.png", 65, "one picture"), ("check tiny.mkv", 65, "1x1"),
  ])
  func `refuses in one sentence`(words: String, code: Int32, key: String) throws {
    try ffmpeg("-f lavfi -i color=s=2x2:d=1:r=25 -vf scale=1:1 -pix_fmt yuv444p -c:v ffv1 \(folder("tiny.mkv"))")
    try workshop.refused(words, code, [key])
  }
}
