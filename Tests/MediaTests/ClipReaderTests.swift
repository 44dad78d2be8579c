import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A clip` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  /// Frames that all differ: a counting pattern with noise.
  private static let source = "-f lavfi -i testsrc2=s=64x48:r=25:d=2.4,noise=alls=30:allf=t"

  private func make(_ name: String, _ options: String) throws -> String {
    try ffmpeg("\(Self.source) \(options) \(folder(name))")
    return folder(name)
  }

  private func linearHashes(_ path: String, _ facts: TakeFacts) throws -> [String] {
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    return try (0..<facts.frameCount).map { frameHash(try reader.picture(at: $0)) }
  }

  @Test(arguments: [
    ("b.mp4", "-c:v libx264 -pix_fmt yuv420p -bf 3 -g 12"),
    ("open.mp4", "-c:v libx264 -pix_fmt yuv420p -x264-params open-gop=1:bframes=3:keyint=10:min-keyint=5"),
    ("open.mkv", "-c:v libx264 -pix_fmt yuv420p -x264-params open-gop=1:bframes=3:keyint=10"),
    ("open.ts", "-c:v libx264 -pix_fmt yuv420p -x264-params open-gop=1:bframes=3:keyint=10"),
    ("refresh.mp4", "-c:v libx264 -pix_fmt yuv420p -x264-params intra-refresh=1:keyint=10:bframes=0"),
    ("hevc.mp4", "-c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=error:keyint=10:open-gop=1"),
    ("mpeg2.ts", "-c:v mpeg2video -bf 2 -g 9"), ("mpeg2.mpg", "-c:v mpeg2video -bf 2 -g 9"),
    ("mpeg4.avi", "-c:v mpeg4 -bf 2 -g 9"), ("vp8.webm", "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 10 -g 12"),
    ("vp9.webm", "-c:v libvpx-vp9 -g 12 -deadline realtime -cpu-used 8"), ("prores.mov", "-c:v prores_ks"),
    ("mjpeg.avi", "-c:v mjpeg"), ("a.gif", ""), ("a.apng", "-plays 0"), ("ffv1.mkv", "-c:v ffv1 -pix_fmt yuv422p10le"),
  ])
  func `shows the same frames in any order as from its start`(_ name: String, _ options: String) throws {
    let path = try make(name, options)
    let facts = try Take.facts(of: path)
    #expect(facts.kind == .clip && facts.size == CanvasSize(64, 48))
    #expect(
      facts.frameCount == Int(try ffprobe(path, "stream=nb_read_frames", "-count_frames", "-select_streams", "v")[0]))
    let linear = try linearHashes(path, facts)
    #expect(Set(linear).count == linear.count)
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    let last = facts.frameCount - 1
    for number in [last, 0, last - 1, 30, 29, 28, 31, 5, 6, 50, 49, 10, 11, 12, 9, 20, 41, 40, last, 1, 1] {
      #expect(frameHash(try reader.picture(at: number)) == linear[number], "frame \(number)")
    }
    for number in (0...last).reversed() {
      #expect(frameHash(try reader.picture(at: number)) == linear[number], "frame \(number), backwards")
    }
  }

  @Test func `in BT 709 is read bit for bit as ffmpeg decodes it`() throws {
    let path = try make("a.mp4", "-c:v libx264 -pix_fmt yuv420p -bf 2 -colorspace bt709 -vf scale=out_range=tv")
    try ffmpeg("-i \(path) -f rawvideo -pix_fmt yuv420p \(folder("raw"))")
    let facts = try Take.facts(of: path)
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    let bytes = try (0..<facts.frameCount).flatMap { visibleBytes(try reader.picture(at: $0)) }
    #expect(bytes == (try folder.bytes("raw")))
  }

  @Test func `with a constant rate is timed by it`() throws {
    for (name, rate) in [
      ("a.mp4", "30000/1001"), ("b.mkv", "30000/1001"), ("c.mkv", "30"), ("d.ts", "24"), ("e.mov", "60"),
    ] {
      try ffmpeg("-f lavfi -i testsrc2=s=64x48:r=\(rate):d=1.5 -c:v libx264 -bf 2 \(folder(name))")
      let times = try Take.facts(of: folder(name)).times
      #expect(times.constantRate == Rational(frameRate: rate), "\(name) \(times)")
    }
  }

  @Test func `with a varying rate keeps each frame's time`() throws {
    let keep = "lt(n\\,10)+not(mod(n\\,3))"
    try ffmpeg("\(Self.source) -vf select='\(keep)' -fps_mode vfr -c:v libx264 -bf 2 \(folder("a.mp4"))")
    let facts = try Take.facts(of: folder("a.mp4"))
    let kept: [Int] = (0..<60).filter { $0 < 10 || $0 % 3 == 0 }
    let expected: [Double] = kept.map { Double($0) / 25 }
    #expect(facts.times.constantRate == nil)
    #expect(facts.frameCount == expected.count)
    for (index, seconds) in expected.enumerated() {
      #expect(abs(facts.times.start(of: index) - seconds) < 1e-9)
      #expect(facts.times.index(at: seconds) == index)
    }
  }

  @Test func `that lies on its side stands upright`() throws {
    let path = try make("a.mp4", "-c:v libx264 -pix_fmt yuv420p -colorspace bt709 -qp 0 -an")
    let upright = try ClipReader(path: path, facts: Take.facts(of: path), format: .yuv444).picture(at: 7)
    // The track's matrix for a quarter turn clockwise: (0, 1, 0, −1, 0, 0).
    var bytes = try folder.bytes("a.mp4")
    let matrix = try #require(bytes.firstRange(of: Array("tkhd".utf8))).lowerBound + 4 + 40
    let turned: [UInt8] = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0]
    bytes.replaceSubrange(matrix..<matrix + 20, with: turned)
    let side = try folder.write(bytes, "side.mp4")
    let facts = try Take.facts(of: side)
    #expect(facts.size == CanvasSize(48, 64))
    let picture = try ClipReader(path: side, facts: facts, format: .yuv444).picture(at: 7)
    for (x, y) in [(0, 0), (47, 0), (0, 63), (47, 63), (10, 20), (30, 50)] {
      for plane in 0..<3 {
        #expect(abs(picture.planes[plane].sample(x, y) - upright.planes[plane].sample(y, 47 - x)) <= 1)
      }
    }
  }

  @Test func `with long pixels is stretched to square ones`() throws {
    for (ratio, size) in [("2/1", CanvasSize(128, 48)), ("1/2", CanvasSize(64, 96)), ("8/9", CanvasSize(64, 54))] {
      let path = try make("a.mkv", "-vf setsar=\(ratio) -c:v ffv1")
      let facts = try Take.facts(of: path)
      #expect(facts.size == size)
      #expect(try ClipReader(path: path, facts: facts, format: .yuv420).picture(at: 3).size == size)
    }
  }

  @Test func `of odd size or a single pixel is read`() throws {
    for (width, height) in [(63, 47), (1, 1), (1, 5), (2, 1)] {
      let raw = try folder.write([UInt8](repeating: 90, count: width * height * 3 * 5), "raw")
      let path = folder("a.mkv")
      try ffmpeg("-f rawvideo -pix_fmt yuv444p -s \(width)x\(height) -i \(raw) -c:v ffv1 -pix_fmt yuv444p \(path)")
      let facts = try Take.facts(of: path)
      #expect(facts.size == CanvasSize(width, height))
      for format in [PictureFormat.yuv420, .yuv444, PictureFormat(.half, bits: 16)] {
        #expect(try ClipReader(path: path, facts: facts, format: format).picture(at: 4).size == facts.size)
      }
    }
  }

  @Test func `that is cut off has the frames that decode`() throws {
    for (name, options) in [
      ("a.mkv", "-c:v libx264 -g 10"), ("b.ts", "-c:v mpeg2video"), ("c.avi", "-c:v mjpeg"),
      ("d.mp4", "-c:v mjpeg -movflags +faststart"),
    ] {
      let path = try make(name, options)
      let bytes = try folder.bytes(name)
      let cut = try folder.write(Array(bytes[..<(bytes.count * 6 / 10)]), "cut-" + name)
      let facts = try Take.facts(of: cut)
      #expect((10..<60).contains(facts.frameCount), "\(name) \(facts.frameCount)")
      let whole = try linearHashes(path, Take.facts(of: path))
      let reader = try ClipReader(path: cut, facts: facts, format: .yuv420)
      for number in [0, 5, facts.frameCount - 3, 2] {
        #expect(frameHash(try reader.picture(at: number)) == whole[number], "\(name) frame \(number)")
      }
      _ = try reader.picture(at: facts.frameCount - 1)
    }
  }

  @Test func `of one frame is a still`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 \(folder("one.gif"))")
    let facts = try Take.facts(of: folder("one.gif"))
    #expect(facts.kind == .still && facts.frameCount == 1)
    #expect(try readStill(folder("one.gif"), .yuv444).size == CanvasSize(64, 48))
  }
}
