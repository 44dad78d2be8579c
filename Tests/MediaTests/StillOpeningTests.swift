import Foundation
import Geometry
import Imaging
import Media
import TestSupport
import Testing

/// Stills that are not seen everywhere.
@Suite struct `A still with a hole` {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  /// 64x48: colour (200, 80, 40), but nothing, which is stored as black, in a rectangle.
  private func still(_ name: String, hole x: Range<Int>, _ y: Range<Int>, _ options: String = "", edge: UInt8 = 0)
    throws -> String
  {
    let raw = (0..<48 * 64).flatMap { place -> [UInt8] in
      x.contains(place % 64) && y.contains(place / 64) ? [0, 0, 0, edge] : [200, 80, 40, 255]
    }
    try ffmpeg(
      "-f rawvideo -pix_fmt rgba -s 64x48 -i \(try folder.write(raw, "raw")) -frames:v 1 \(options) \(folder(name))")
    return folder(name)
  }

  @Test(arguments: [
    ("a.png", "-pix_fmt rgba"), ("b.png", "-pix_fmt rgba64be"), ("c.webp", "-lossless 1 -pix_fmt bgra"),
    ("d.tiff", "-pix_fmt rgba"),
  ])
  func `has it filled with what is around, and tells where it is`(name: String, options: String) throws {
    let path = try still(name, hole: 36..<52, 10..<22, options)
    let expected = TestColour(200.0 / 255, 80.0 / 255, 40.0 / 255).bt709
    let picture = try readStill(path, .yuv444)
    for (x, y) in [(5, 5), (44, 16), (37, 11), (60, 40)] {
      for plane in 0..<3 {
        #expect(abs(Double(picture.planes[plane].sample(x, y)) - expected[plane]) < 2, "\(x), \(y)")
      }
    }
    let opening = try #require(try readOpening(path))
    #expect(abs(opening.missing - 16.0 * 12 / (64 * 48)) < 0.001)
    let hole = try #require(opening.hole)
    // In halves of the height, from the middle.
    #expect((hole.middle - Point(x: (44.0 - 32) / 24, y: (16.0 - 24) / 24)).length < 1e-9, "\(hole)")
    #expect((hole.half - Point(x: 8.0 / 24, y: 6.0 / 24)).length < 1e-9 && !opening.showsAround)
    let alpha = try #require(try readAlpha(path))
    for y in 0..<48 {
      for x in 0..<64 {
        let isHole = (36..<52).contains(x) && (10..<22).contains(y)
        #expect(alpha.planes[1].sample(x, y) == 65535 && alpha.planes[2].sample(x, y) == (isHole ? 65535 : 0))
      }
    }
  }

  @Test func `that reaches its border has none to fly through`() throws {
    let opening = try readOpening(still("a.png", hole: 0..<20, 10..<40, "-pix_fmt rgba"))
    #expect(opening?.hole == nil && opening?.showsAround == true)
    let alpha = try #require(try readAlpha(folder("a.png")))
    for (x, y) in [(0, 10), (19, 39), (20, 39), (0, 9), (63, 47)] {
      let isGone = x < 20 && (10..<40).contains(y)
      #expect(alpha.planes[1].sample(x, y) == (isGone ? 0 : 65535) && alpha.planes[2].sample(x, y) == 0)
    }
  }

  @Test func `stands upright where the picture does`() throws {
    let path = try still("a.png", hole: 0..<20, 10..<40, "-pix_fmt rgba")
    let turned = try folder.write(png(try folder.bytes("a.png"), withExif: exif(orientation: 6)), "b.png")
    let (plain, upright) = (try #require(try readAlpha(path)), try #require(try readAlpha(turned)))
    #expect(upright.size == CanvasSize(48, 64))
    for y in 0..<48 {
      for x in 0..<64 { #expect(upright.planes[1].sample(47 - y, x) == plain.planes[1].sample(x, y)) }
    }
  }

  @Test func `is told beside a profile that is not read`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 -q:v 2 \(folder("a.jpg"))")
    #expect(try !needsLook(folder("a.jpg")))
    // A profile of tables has no curves.
    let big = { (x: Int) in (0..<4).map { UInt8(truncatingIfNeeded: x >> (24 - 8 * $0)) } }
    let zeros = { (count: Int) in [UInt8](repeating: 0, count: count) }
    var profile = big(196) + zeros(12) + Array("mntrRGB Lab ".utf8) + zeros(12) + Array("acsp".utf8) + zeros(88)
    profile += big(1) + Array("A2B0".utf8) + big(144) + big(52) + Array("mft2".utf8) + zeros(48)
    var bytes = try folder.bytes("a.jpg")
    bytes.insert(
      contentsOf: [0xFF, 0xE2, 0, UInt8(profile.count + 16)] + Array("ICC_PROFILE\0".utf8) + [1, 1] + profile, at: 2)
    let path = try folder.write(bytes, "b.jpg")
    #expect(try needsLook(path) && readOpening(path)?.isProfileUnread == true)
    #expect(frameHash(try readStill(path, .yuv444)) == frameHash(try readStill(folder("a.jpg"), .yuv444)))
  }

  @Test func `is told from one that is opaque throughout`() throws {
    #expect(try readOpening(still("a.png", hole: 0..<0, 0..<0, "-pix_fmt rgba")) == nil)
    #expect(try readOpening(still("b.jpg", hole: 3..<30, 3..<30, "-pix_fmt yuvj444p")) == nil)
  }
}

/// Stills with something wrong that their picture does not need.
@Suite struct `A still with damage beside its picture` {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    // A checksum that is wrong.
    (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (24 - 8 * $0)) } + Array(name.utf8) + data + [1, 2, 3, 4]
  }

  @Test func `is read without it`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 \(folder("a.png"))")
    let whole = try folder.bytes("a.png")
    let truth = frameHash(try readStill(folder("a.png"), .yuv444))
    for name in ["tEXt", "zTXt", "iCCP", "eXIf", "tIME", "gAMA", "iTXt"] {
      var bytes = whole
      bytes.insert(contentsOf: chunk(name, Array("x\0\0damaged".utf8)), at: 33)
      #expect(frameHash(try readStill(folder.write(bytes, "b.png"), .yuv444)) == truth, "\(name)")
    }
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 -q:v 2 \(folder("a.jpg"))")
    let plain = frameHash(try readStill(folder("a.jpg"), .yuv444))
    for segment in ["Exif\0\0MM\0*\u{7F}\u{7F}", "ICC_PROFILE\0\u{3}\u{2}xxx", "http://ns.adobe.com/xap/1.0/\0<"] {
      var bytes = try folder.bytes("a.jpg")
      let data = Array(segment.utf8)
      bytes.insert(contentsOf: [0xFF, segment.hasPrefix("ICC") ? 0xE2 : 0xE1, 0, UInt8(data.count + 2)] + data, at: 2)
      #expect(frameHash(try readStill(folder.write(bytes, "b.jpg"), .yuv444)) == plain, "\(segment)")
    }
  }

  @Test func `is still refused where its picture is damaged`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=320x240 -frames:v 1 \(folder("a.png"))")
    var bytes = try folder.bytes("a.png")
    bytes[bytes.count / 2] ^= 255
    let path = try folder.write(bytes, "b.png")
    #expect(throws: MediaError.self) { try readStill(path, .yuv444) }
  }

  @Test func `of a kind that would come out black is refused`() throws {
    // Compression 7 is JPEG.
    try ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 -compression_algo raw \(folder("a.tiff"))")
    var bytes = try folder.bytes("a.tiff")
    let entry = try #require(bytes.indices.first { bytes[$0...].starts(with: [3, 1, 3, 0, 1, 0, 0, 0]) })
    bytes[entry + 8] = 7
    let path = try folder.write(bytes, "b.tiff")
    let error = #expect(throws: MediaError.self) { try Take.facts(of: path) }
    #expect(error?.description.contains("JPEG inside") == true)
  }

  @Test func `that is a phone's grid of tiles is refused by its name`() throws {
    let box: [UInt8] = [0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8)
    let path = try folder.write(box + [UInt8](repeating: 0, count: 400), "a.jpg")
    let error = #expect(throws: MediaError.self) { try Take.facts(of: path) }
    #expect(error?.description.contains("HEIC") == true && error?.description.contains("heif-convert") == true)
  }
}
