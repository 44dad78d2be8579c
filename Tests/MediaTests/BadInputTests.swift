import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A file that is no take` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  /// The sentence that reading the file gives, by its facts or by its picture; "" if it can be read.
  private func sentence(_ path: String) -> String {
    do {
      let facts = try Take.facts(of: path)
      if facts.kind == .still {
        _ = try readStill(path, .yuv420)
      } else {
        _ = try ClipReader(path: path, facts: facts, format: .yuv420).picture(at: facts.frameCount - 1)
      }
      return ""
    } catch {
      return "\(error)"
    }
  }

  private func expect(_ path: String, says words: String) {
    let text = sentence(path)
    #expect(text.contains(words) && text.contains(path) && text.hasSuffix("."), "'\(text)'")
    #expect(!text.contains("\n"))
  }

  @Test func `is told apart when missing, a folder or empty`() throws {
    expect(folder("missing.png"), says: "does not exist")
    expect(folder.path, says: "is a folder")
    expect(try folder.write([], "empty.mp4"), says: "is empty")
    expect("/dev/zero", says: "not a file")
  }

  @Test func `is told apart when it is text, sound, or nothing known`() throws {
    expect(try folder.write(Array("just some words\n".utf8), "words.txt"), says: "cannot be decoded")
    let noise = (0..<5000).map { (n: Int) -> UInt8 in UInt8(truncatingIfNeeded: n * n * 31 + n / 7) }
    #expect(sentence(try folder.write(noise, "noise.mp4")) != "")
    try ffmpeg("-f lavfi -i sine=d=1 \(folder("a.wav"))")
    expect(folder("a.wav"), says: "sound but no moving picture")
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 -c:v libx264 \(folder("list.m3u8"))")
    expect(folder("list.m3u8"), says: "list of other files")
  }

  @Test func `is told apart when cover art is its only picture`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 \(folder("cover.png"))")
    try ffmpeg(
      "-f lavfi -i sine=d=1 -i \(folder("cover.png")) -map 0 -map 1 -c:v copy -disposition:v attached_pic \(folder("a.mp3"))"
    )
    expect(folder("a.mp3"), says: "sound but no moving picture")
  }

  @Test(arguments: ["a.png", "a.jpg", "a.webp", "a.tiff"]) func `is told apart when a still ends early`(
    _ name: String
  ) throws {
    try ffmpeg("-f lavfi -i testsrc2=s=320x240 -frames:v 1 \(folder(name))")
    let whole = try folder.bytes(name)
    #expect(sentence(folder(name)) == "")
    for share in [0.2, 0.5, 0.9] {
      let cut = try folder.write(Array(whole[..<Int(Double(whole.count) * share)]), "cut-" + name)
      expect(cut, says: "ends early")
    }
    // A cut anywhere, and damage anywhere, never crashes.
    for length in [1, 2, 3, 4, 8, 11, 12, 13, 20, 30, 40, 100] where length < whole.count {
      #expect(sentence(try folder.write(Array(whole[..<length]), "cut-" + name)) != "")
    }
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 97)) {
      var damaged = whole
      damaged[place] ^= 0x55
      _ = sentence(try folder.write(damaged, "damaged-" + name))
    }
  }

  @Test func `is told apart when a PNG is damaged`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=320x240 -frames:v 1 \(folder("a.png"))")
    var bytes = try folder.bytes("a.png")
    bytes[bytes.count / 2] ^= 0x55
    expect(try folder.write(bytes, "a.png"), says: "cannot be decoded")
  }

  @Test func `is told apart when a clip is damaged or has no index`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 -c:v libx264 \(folder("a.mp4"))")
    let whole = try folder.bytes("a.mp4")
    expect(try folder.write(Array(whole[..<(whole.count / 2)]), "cut.mp4"), says: "moov atom not found")
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 61)) {
      var damaged = whole
      damaged[place] ^= 0x55
      _ = sentence(try folder.write(damaged, "damaged.mp4"))
    }
  }

  @Test func `is told apart when it is CMYK`() throws {
    // A TIFF of one CMYK pixel (photometric interpretation 5), and the frame header of a JPEG with four components.
    expect(try folder.write(tiff([(262, 5), (277, 4)]), "a.tiff"), says: "is CMYK")
    let jpeg: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 16, 0, 16, 4] + [UInt8](repeating: 1, count: 12) + [0xFF, 0xD9]
    expect(try folder.write(jpeg, "a.jpg"), says: "is CMYK")
  }

  private func tiff(_ more: [(Int, Int)]) -> [UInt8] {
    let tags = [(256, 1), (257, 1), (258, 8), (259, 1), (273, 8), (279, 4)] + more
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    var bytes: [UInt8] = Array("II*\0".utf8) + [12, 0, 0, 0, 1, 2, 3, 4]
    bytes += short(tags.count)
    for (tag, value) in tags.sorted(by: { $0.0 < $1.0 }) {
      bytes += short(tag) + short(3)
      bytes += [1, 0, 0, 0]
      bytes += short(value) + short(0)
    }
    return bytes + [0, 0, 0, 0]
  }

  @Test func `is told apart when it is an animated WebP`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=0.4 -c:v libwebp_anim \(folder("a.webp"))")
    expect(folder("a.webp"), says: "animated WebP")
  }

  @Test func `is told apart when it is too large`() throws {
    try ffmpeg("-f lavfi -i color=s=16400x2 -frames:v 1 \(folder("a.png"))")
    expect(folder("a.png"), says: "at most 16384")
    try ffmpeg("-f lavfi -i color=s=2x16400:r=25:d=0.08 -c:v ffv1 \(folder("a.mkv"))")
    expect(folder("a.mkv"), says: "at most 16384")
  }

  @Test func `is told apart when it has changed since it was measured`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 -c:v libx264 \(folder("a.mp4"))")
    let facts = try Take.facts(of: folder("a.mp4"))
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=2 -c:v libx264 \(folder("a.mp4"))")
    let error = #expect(throws: MediaError.self) {
      _ = try ClipReader(path: folder("a.mp4"), facts: facts, format: .yuv420)
    }
    #expect(error?.description.contains("has changed") == true)
  }
}
