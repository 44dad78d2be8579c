import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `Colours of a take` {
  private struct Tagging: CustomStringConvertible {
    let name: String
    let red: Double
    let blue: Double
    let tag: String
    var description: String { name }
  }

  private static let taggings = [
    Tagging(name: "601", red: 0.299, blue: 0.114, tag: "smpte170m"),
    Tagging(name: "709", red: 0.2126, blue: 0.0722, tag: "bt709"),
    Tagging(name: "2020", red: 0.2627, blue: 0.0593, tag: "bt2020nc"),
  ]
  private let folder: MediaFolder
  private let patches = TestColour.patches

  init() throws { folder = try MediaFolder() }

  private func taggedClip(
    _ tagging: String, isFull: Bool, _ codes: [[Double]], bits: Int = 8, chroma: PictureFormat.Chroma = .full
  ) throws -> String {
    let raw = try folder.write(rawPatches(codes, bits: bits, chroma: chroma), "raw")
    let sampling = (chroma == .full ? "yuv444p" : "yuv420p") + (bits == 8 ? "" : "\(bits)le")
    try ffmpeg(
      "-f rawvideo -pix_fmt \(sampling) -s \(16 * codes.count)x16 -i \(raw) -c:v ffv1 -strict -2 -colorspace \(tagging) "
        + "-color_range \(isFull ? "pc" : "tv") \(folder("clip.mkv"))")
    return folder("clip.mkv")
  }

  private func expectPatches(
    _ picture: Picture, within tolerance: Double, _ comment: String, isFromBytes: Bool = false
  ) {
    for (index, patch) in patches.enumerated() {
      let colour = isFromBytes ? patch.roundedToBytes : patch
      for (found, expected) in zip(patchCodes(picture, index), colour.bt709) {
        #expect(abs(found - expected) <= tolerance, "\(comment): \(colour) is \(found), expected \(expected)")
      }
    }
  }

  private func read(_ path: String, _ format: PictureFormat) throws -> Picture { try readStill(path, format) }

  @Test func `are those of BT 709 whatever matrix and range the clip is tagged with`() throws {
    for tagging in Self.taggings {
      for isFull in [false, true] {
        let codes = patches.map { $0.codes(red: tagging.red, blue: tagging.blue, isFull: isFull) }
        let path = try taggedClip(tagging.tag, isFull: isFull, codes)
        for format in [PictureFormat.yuv444, .yuv420, PictureFormat(.full, bits: 16)] {
          expectPatches(try read(path, format), within: 1.5, "\(tagging) full \(isFull) \(format)")
        }
      }
    }
  }

  @Test func `keep the precision of ten bits`() throws {
    for tagging in Self.taggings {
      let codes = patches.map { $0.codes(red: tagging.red, blue: tagging.blue, bits: 10) }
      let path = try taggedClip(tagging.tag, isFull: false, codes, bits: 10, chroma: .half)
      expectPatches(try read(path, .yuv420), within: 1.1, "\(tagging) 10 bit")
      expectPatches(try read(path, PictureFormat(.half, bits: 16)), within: 0.3, "\(tagging) 10 to 16 bit")
      let full = patches.map { $0.codes(red: tagging.red, blue: tagging.blue, isFull: true, bits: 10) }
      let fullPath = try taggedClip(tagging.tag, isFull: true, full, bits: 10, chroma: .half)
      expectPatches(try read(fullPath, PictureFormat(.half, bits: 16)), within: 0.3, "\(tagging) 10 bit full to 16 bit")
    }
  }

  @Test func `reduce depth by dither so that a ramp between two codes keeps its mean`() throws {
    // 10-bit 401 is 100.25 in 8 bits.
    let codes = (0..<8).map { _ in [401.0, 512, 512] }
    for (tag, height) in [("bt709", 1.0), ("smpte170m", 1)] {
      let path = try taggedClip(tag, isFull: false, codes, bits: 10)
      let luma = try read(path, .yuv444).planes[0]
      var sum = 0
      for y in 0..<16 { for x in 0..<128 { sum += luma.sample(x, y) } }
      #expect(abs(Double(sum) / (128 * 16) - 100.25 * height) < 0.05, "\(tag)")
    }
  }

  @Test func `of untagged clips are BT 601 below 720 rows and BT 709 from there on`() throws {
    let colour = patches[3]
    for (height, weights) in [(576, (0.299, 0.114)), (720, (0.2126, 0.0722))] {
      let codes = colour.codes(red: weights.0, blue: weights.1)
      let bytes = (0..<3).flatMap { [UInt8](repeating: UInt8(codes[$0].rounded()), count: 32 * height) }
      let raw = try folder.write(bytes, "raw")
      try ffmpeg("-f rawvideo -pix_fmt yuv444p -s 32x\(height) -i \(raw) -c:v ffv1 \(folder("untagged.mkv"))")
      for (found, expected) in zip(patchCodes(try read(folder("untagged.mkv"), .yuv444), 0), colour.bt709) {
        #expect(abs(found - expected) <= 1.5, "\(height) rows")
      }
    }
  }

  private func rgbStill(_ name: String, _ pixelFormat: String = "rgb24", _ options: String = "") throws -> String {
    // Sixteen bits are eight bits times 257; ffmpeg's own conversion would make 0xFF00 of white.
    let isDeep = pixelFormat.contains("48") || pixelFormat.contains("64")
    let row = patches.flatMap { colour in
      (0..<16).flatMap { _ in isDeep ? colour.rgb.flatMap { [$0, $0] } : colour.rgb }
    }
    let raw = try folder.write((0..<16).flatMap { _ in row }, "raw")
    try ffmpeg(
      "-f rawvideo -pix_fmt \(isDeep ? "rgb48le" : "rgb24") -s \(16 * patches.count)x16 -i \(raw) -sws_flags accurate_rnd+full_chroma_int "
        + "\(options) -pix_fmt \(pixelFormat) \(folder(name))")
    return folder(name)
  }

  @Test(arguments: [
    ("a.png", "rgb24"), ("b.png", "rgb48be"), ("c.png", "rgba"), ("d.png", "rgba"), ("e.tiff", "rgb24"),
    ("f.tiff", "rgb48le"), ("g.webp", "bgra"), ("h.bmp", "bgr24"),
  ])
  func `of a still without loss are exact`(_ name: String, _ pixelFormat: String) throws {
    let path = try rgbStill(name, pixelFormat, name.hasSuffix("webp") ? "-lossless 1" : "")
    #expect(try Take.facts(of: path).kind == .still)
    for format in [PictureFormat.yuv444, .yuv420, PictureFormat(.full, bits: 16)] {
      expectPatches(
        try read(path, format), within: format.bits == 8 ? 1.1 : 0.05, "\(name) \(format)", isFromBytes: true)
    }
  }

  @Test func `of a JPEG are read as BT 601 in full range`() throws {
    for format in ["yuvj444p", "yuvj420p"] {
      let path = try rgbStill("a.jpg", format, "-q:v 1")
      expectPatches(try read(path, .yuv444), within: 2.5, format)
    }
  }

  @Test func `of a lossy WebP are read as BT 601 in limited range`() throws {
    expectPatches(try read(try rgbStill("a.webp", "yuv420p", "-quality 100"), .yuv444), within: 3.5, "webp")
  }

  @Test(arguments: ["gray", "gray16be", "ya8", "pal8", "monob"]) func `of grey and palette stills are right`(
    _ format: String
  ) throws {
    let path = try rgbStill("grey.png", format)
    let picture = try read(path, .yuv444)
    // ffmpeg chooses 256 colours of its own for a palette.
    let tolerance = format == "pal8" ? 2.5 : 1
    for (index, expected) in [[16.0, 128, 128], [235, 128, 128]].enumerated() {
      #expect(
        zip(patchCodes(picture, index), expected).allSatisfy { abs($0 - $1) <= tolerance },
        "\(patchCodes(picture, index))")
    }
  }

  @Test func `show through alpha as what is around`() throws {
    let raw = try folder.write((0..<256).flatMap { _ in [200, 100, 50, 128] as [UInt8] }, "raw")
    let half = TestColour(200 / 255, 100 / 255, 50 / 255)
    for (name, format) in [("a.png", "rgba"), ("b.png", "rgba64be"), ("c.webp", "bgra")] {
      try ffmpeg("-f rawvideo -pix_fmt rgba -s 16x16 -i \(raw) -lossless 1 -pix_fmt \(format) \(folder(name))")
      for (found, expected) in zip(patchCodes(try read(folder(name), .yuv444), 0), half.bt709) {
        #expect(abs(found - expected) <= 1.1, "\(name): \(found) for \(expected)")
      }
    }
  }
}
