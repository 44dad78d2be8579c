import Foundation
import Geometry
import Imaging
import Media
import TestSupport
import Testing

/// Clips as they are found: of two moments, of two shapes, cut off.
@Suite struct `A found clip` {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  private func frames(_ name: String, _ numbers: [Int]) throws -> [Picture] {
    let facts = try Take.facts(of: folder(name))
    let reader = try ClipReader(path: folder(name), facts: facts, format: .yuv420)
    return try numbers.map { try reader.picture(at: $0) }
  }

  /// Mean |difference| of luma in code values.
  private func difference(_ a: Picture, _ b: Picture) -> Double {
    var sum = 0
    for y in 0..<a.size.height {
      for x in 0..<a.size.width { sum += abs(a.planes[0].sample(x, y) - b.planes[0].sample(x, y)) }
    }
    return Double(sum) / Double(a.size.width * a.size.height)
  }

  /// How much each line is unlike both of its neighbours, where these are alike.
  private func combing(_ picture: Picture) -> Double {
    let plane = picture.planes[0]
    var sum = 0
    for y in 1..<plane.height - 1 {
      for x in 0..<plane.width {
        let (a, b, c) = (plane.sample(x, y - 1), plane.sample(x, y + 1), plane.sample(x, y))
        sum += max(0, max(c - max(a, b), min(a, b) - c) - abs(a - b) - 8)
      }
    }
    return Double(sum) / Double(plane.width * plane.height)
  }

  private static let inputs = "-f lavfi -i testsrc2=s=192x108:r=50:d=0.6 -f lavfi -i color=white:s=40x70:r=50:d=0.6"

  @Test(arguments: [
    ("a.mp4", "-c:v libx264 -flags +ildct+ilme -crf 4", true),
    ("a.mpg", "-c:v mpeg2video -flags +ildct+ilme -q:v 1", true),
    ("b.mp4", "-c:v libx264 -flags +ildct+ilme -x264opts bff=1 -crf 4", false),
  ])
  func `whose lines are of two moments shows the first of them, without combs`(name: String, codec: String, isTop: Bool)
    throws
  {
    // A bar that moves by 8 pixels from field to field over what stands still.
    let picture = "[0]trim=end_frame=1,loop=29:1,setpts=N/50/TB[s];[s][1]overlay=x='20+5*n':y=20:shortest=1"
    let weave = isTop ? "tinterlace=interleave_top,setfield=tff" : "tinterlace=interleave_bottom,setfield=bff"
    try ffmpeg("\(Self.inputs) \(codec) -pix_fmt yuv420p -filter_complex", "\(picture),\(weave)", folder(name))
    try ffmpeg(
      "\(Self.inputs) -c:v ffv1 -pix_fmt yuv420p -filter_complex", "\(picture),select='not(mod(n,2))',setpts=N/25/TB",
      folder("truth.mkv"))
    let (shown, truth) = (try frames(name, [2, 5, 8]), try frames("truth.mkv", [2, 5, 8]))
    for (a, b) in zip(shown, truth) {
      #expect(difference(a, b) < 2.2, "\(difference(a, b))")
      #expect(combing(a) < 1.3 * combing(b) + 0.1, "\(combing(a)) beside \(combing(b))")
    }
    // In any order, the same.
    #expect(try frames(name, [8, 2]).map(frameHash) == [shown[2], shown[0]].map(frameHash))
  }

  @Test func `whose lines are said to be of two moments, and nothing moves, keeps every line`() throws {
    let picture = "[0]trim=end_frame=1,loop=9:1,setpts=N/25/TB"
    try ffmpeg(
      "\(Self.inputs) -c:v libx264 -flags +ildct+ilme -crf 1 -pix_fmt yuv420p -filter_complex", picture, folder("a.mp4")
    )
    try ffmpeg("\(Self.inputs) -c:v ffv1 -pix_fmt yuv420p -filter_complex", picture, folder("truth.mkv"))
    let (shown, truth) = (try frames("a.mp4", [4])[0], try frames("truth.mkv", [4])[0])
    #expect(difference(shown, truth) < 1)
  }

  @Test func `whose picture changes its shape is not stretched`() throws {
    try ffmpeg("-f lavfi -i color=gray:s=128x72:r=25 -frames:v 5 -c:v mpeg2video \(folder("wide.ts"))")
    // A white square in a high picture stays one.
    try ffmpeg(
      "-f lavfi -i color=black:s=72x128:r=25 -vf", "drawbox=x=16:y=44:w=40:h=40:color=white:t=fill", "-frames:v", "5",
      "-c:v",
      "mpeg2video", "-q:v", "1", folder("high.ts"))
    _ = try folder.write(try folder.bytes("wide.ts") + folder.bytes("high.ts"), "both.ts")
    let facts = try Take.facts(of: folder("both.ts"))
    #expect(facts.size == CanvasSize(128, 72) && facts.frameCount >= 9)
    let picture = try frames("both.ts", [facts.frameCount - 1])[0]
    func extent(_ isWhite: (Int) -> Bool, _ range: Range<Int>) -> Int { range.filter(isWhite).count }
    let across = extent({ picture.planes[0].sample($0, 36) > 128 }, 0..<128)
    let down = extent({ picture.planes[0].sample(64, $0) > 128 }, 0..<72)
    #expect(across > 60 && abs(across - down) <= 4, "\(across) by \(down)")
  }

  @Test func `that is cut off says how much of it there is`() throws {
    for (name, options) in [("a.mp4", "-movflags +faststart"), ("b.mkv", "")] {
      try ffmpeg(
        "-f lavfi -i testsrc2=s=128x72:r=25:d=8 -c:v libx264 -crf 10 -pix_fmt yuv420p \(options) \(folder(name))")
      let whole = try folder.bytes(name)
      #expect(try Take.look(at: folder(name)).notes == [])
      let path = try folder.write(Array(whole.prefix(whole.count * 4 / 10)), "cut-" + name)
      let (facts, remarks) = try Take.look(at: path)
      #expect(remarks.count == 1 && remarks[0].contains("of 8.0 s could be read"), "\(remarks)")
      #expect(remarks.first?.contains("only \((facts.times.duration * 10).rounded() / 10) of") == true)
    }
  }

  @Test func `that lies in a folder as numbered pictures is read like any other`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=25 -frames:v 12 -c:v ffv1 -pix_fmt yuv444p \(folder("a.mkv"))")
    let numbered = folder("50% of %d")
    try FileManager.default.createDirectory(atPath: numbered, withIntermediateDirectories: true)
    try ffmpeg("-i \(folder("a.mkv")) -start_number 7 -pix_fmt rgb24", folder("50%% of %%d/f%03d.png"))
    let path = numbered + "/f%03d.png"
    let facts = try Take.facts(of: path)
    #expect(facts.frameCount == 12 && Take.numberedPictures(path) == 12)
    let reader = try ClipReader(path: path, facts: facts, format: .yuv444)
    for number in [11, 0, 5] {
      let still = try readStill("\(numbered)/f0\(number + 7 < 10 ? "0" : "")\(number + 7).png", .yuv444)
      #expect(difference(try reader.picture(at: number), still) < 0.6)
    }
    let hash = facts.hash
    try ffmpeg("-f lavfi -i color=red:s=64x36 -frames:v 1 -update 1", numbered + "/f012.png")
    #expect(try Take.facts(of: path).hash != hash)
    #expect(Take.numberedPictures(folder("a.mkv")) == nil && Take.numberedPictures(folder("x%d.png")) == nil)
  }

  @Test func `is known for our own by its metadata`() throws {
    let settings = FilmSettings(size: CanvasSize(64, 36), framesPerSecond: Rational(25), frameCount: 3)
    for name in ["own.mp4", "own.mov"] {
      let sink = try Sinks.open(folder(name), settings)
      for _ in 0..<3 { try sink.write(Picture(CanvasSize(64, 36), sink.format)) }
      try sink.finish()
      #expect(Take.isOwnFilm(folder(name)))
    }
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=25 -frames:v 3 \(folder("other.mp4"))")
    #expect(!Take.isOwnFilm(folder("other.mp4")) && !Take.isOwnFilm(folder("none.mp4")))
  }
}

/// Lists of other files.
@Suite struct `A list of files` {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  @Test(arguments: [
    "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nLISTED\n", "ffconcat version 1.0\nfile 'LISTED'\n",
    "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "[playlist]\nFile1=LISTED\n",
    "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>LISTED</BaseURL></Period></MPD>",
  ])
  func `is refused, and neither files nor addresses in it are opened`(text: String) throws {
    // A pipe: whoever opened it would wait for a writer.
    #expect(mkfifo(folder("listed.ts"), 0o600) == 0)
    let server = try CountingServer()
    for listed in [folder("listed.ts"), "http://127.0.0.1:\(server.port)/a.ts"] {
      for name in ["list.m3u8", "list.mp4", "list.txt"] {
        let path = try folder.write(Array(text.replacing("LISTED", with: listed).utf8), name)
        let error = #expect(throws: MediaError.self) { try Take.facts(of: path) }
        #expect(error?.description.contains("list of other files") == true, "\(error?.description ?? "")")
      }
    }
    #expect(server.connections == 0)
  }

  @Test func `is refused even where it does not look like one`() throws {
    let path = try folder.write(Array("; a comment\n".utf8), "a.mp4")
    #expect(throws: MediaError.self) { try Take.facts(of: path) }
  }
}

/// A server on loopback that takes no connection and counts them.
private final class CountingServer {
  private let socketNumber: Int32
  let port: UInt16

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw MediaError(.fault, "no server on loopback") }
    socketNumber = descriptor
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(socketNumber) }

  var connections: Int {
    var count = 0
    while case let connection = accept(socketNumber, nil, nil), connection >= 0 {
      count += 1
      close(connection)
    }
    return count
  }
}
