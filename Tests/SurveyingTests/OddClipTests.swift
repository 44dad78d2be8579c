import Geometry
import Imaging
import Media
import Surveying
import TestSupport
import Testing

@Suite struct `A clip of any kind` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  private func motion(_ path: String) throws -> (motion: ClipMotion, facts: TakeFacts) {
    let facts = try Take.facts(of: path)
    return (try ClipSurvey.motion(of: path, facts: facts), facts)
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 5), (3, 200), (63, 47), (700, 5)])
  func `of any size is surveyed`(width: Int, height: Int) throws {
    let seed = Seed(4)
    let raw = try folder.write((0..<width * height * 3 * 3).map { UInt8(seed.at("raw", $0).pick(0..<256)) }, "raw")
    try ffmpeg(
      "-f rawvideo -pix_fmt yuv444p -s \(width)x\(height) -i \(raw) -c:v ffv1 -pix_fmt yuv444p \(folder("a.mkv"))")
    let (motion, facts) = try motion(folder("a.mkv"))
    #expect(facts.frameCount == 3 && motion.track == nil)
    #expect(motion.pan.isFinite && motion.shake.isFinite && (0...1).contains(motion.confidence))
  }

  @Test func `without texture has no track`() throws {
    try ffmpeg("-f lavfi -i color=gray:s=64x48:r=25:d=0.4 -c:v libx264 \(folder("a.mp4"))")
    let motion = try motion(folder("a.mp4")).motion
    #expect(motion == ClipMotion(track: nil, confidence: 0))
  }

  @Test func `of one picture or two is surveyed`() throws {
    for count in [1, 2] {
      try ffmpeg("-f lavfi -i testsrc2=s=320x180:r=25 -frames:v \(count) -c:v libx264 \(folder("\(count).mp4"))")
      let (motion, facts) = try motion(folder("\(count).mp4"))
      #expect(facts.frameCount == count && motion.cuts.isEmpty && motion.repeats.isEmpty)
      #expect(motion.track?.octaves.count ?? count == count)
    }
    let path = folder("still.png")
    try writePNG(.random(CanvasSize(30, 20), .yuv444), to: path)
    #expect(try self.motion(path).motion == ClipMotion(track: nil, confidence: 0))
  }

  @Test func `of sixteen bits, wide and large, or of varying rate is surveyed`() throws {
    let film = try SurveyFilm()
    let pictures = (0..<16).map { SurveyFilm.zoomed(Double($0) * 0.02) }
    let path = try film.film(pictures, options: "-qp 0")
    let changes = [
      ("-c:v ffv1 -pix_fmt yuv422p16le", "deep.mkv"),
      ("-vf scale=1281:721:flags=bicubic -c:v ffv1 -pix_fmt yuv444p", "large.mkv"),
      ("-vf setpts='(2*N+mod(N\\,2))/50/TB' -fps_mode vfr -c:v ffv1", "varying.mkv"),
    ]
    for (options, name) in changes {
      try ffmpeg("-i \(path) \(options) \(folder(name))")
      let (motion, facts) = try motion(folder(name))
      let track = try #require(motion.track, "\(name)")
      #expect(track.octaves.count == facts.frameCount)
      #expect(abs(track.octaves.last! / (0.02 * Double(facts.frameCount - 1)) - 1) < 0.005, "\(name)")
      #expect(track.focus.length < 0.01, "\(name)")
    }
  }
}
