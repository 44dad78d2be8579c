import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A still that says how it was held` {
  private let folder: MediaFolder
  private let width = 40
  private let height = 24

  init() throws { folder = try MediaFolder() }

  /// The upright picture: no two of its eight turns look alike.
  private func upright(_ x: Int, _ y: Int) -> [UInt8] {
    [UInt8(40 + 5 * x), UInt8(30 + 8 * y), x < 8 && y < 8 ? 220 : 60]
  }

  /// R′G′B′ rows as a camera stores them, by the words of EXIF: where row 0 and column 0 are in the upright picture.
  private func stored(_ orientation: Int) -> (bytes: [UInt8], width: Int, height: Int) {
    let isSideways = orientation >= 5
    let (w, h) = isSideways ? (height, width) : (width, height)
    var bytes: [UInt8] = []
    for row in 0..<h {
      for column in 0..<w {
        let (right, bottom) = (width - 1, height - 1)
        switch orientation {
        case 1: bytes += upright(column, row)  // top, left
        case 2: bytes += upright(right - column, row)  // top, right
        case 3: bytes += upright(right - column, bottom - row)  // bottom, right
        case 4: bytes += upright(column, bottom - row)  // bottom, left
        case 5: bytes += upright(row, column)  // left, top
        case 6: bytes += upright(right - row, column)  // right, top
        case 7: bytes += upright(right - row, bottom - column)  // right, bottom
        default: bytes += upright(row, bottom - column)  // left, bottom
        }
      }
    }
    return (bytes, w, h)
  }

  private func file(_ name: String, _ orientation: Int, _ options: String = "") throws -> (path: String, Int, Int) {
    let (bytes, w, h) = stored(orientation)
    let raw = try folder.write(bytes, "raw")
    try ffmpeg("-f rawvideo -pix_fmt rgb24 -s \(w)x\(h) -i \(raw) \(options) \(folder(name))")
    return (folder(name), w, h)
  }

  private func expectUpright(
    _ make: (Int) throws -> String, _ formats: [PictureFormat], within tolerance: Int
  ) throws {
    let paths = try (1...8).map(make)
    for path in paths { #expect(try Take.facts(of: path).size == CanvasSize(width, height), "\(path)") }
    for format in formats {
      let expected = try readStill(paths[0], format)
      #expect(expected.planes[0].sample(39, 0) > expected.planes[0].sample(9, 0))
      for path in paths {
        #expect(largestDifference(try readStill(path, format), expected) <= tolerance, "\(path), \(format)")
      }
    }
  }

  @Test func `stands upright to the bit as PNG`() throws {
    let formats = [PictureFormat.yuv444, .yuv420, PictureFormat(.full, bits: 16)]
    try expectUpright(
      { orientation in
        let (_, _, _) = try file("a.png", orientation)
        let bytes = png(try folder.bytes("a.png"), withExif: exif(orientation: orientation, isBigEndian: true))
        return try folder.write(bytes, "\(orientation).png")
      }, formats, within: 0)
  }

  @Test func `stands upright as JPEG`() throws {
    try expectUpright(
      { orientation in
        let (_, _, _) = try file("a.jpg", orientation, "-q:v 1 -pix_fmt yuvj444p")
        return try folder.write(
          jpeg(try folder.bytes("a.jpg"), withExif: exif(orientation: orientation)), "\(orientation).jpg")
      }, [.yuv444, .yuv420], within: 12)
  }

  @Test func `stands upright to the bit as WebP`() throws {
    try expectUpright(
      { orientation in
        let (_, w, h) = try file("a.webp", orientation, "-c:v libwebp -lossless 1 -pix_fmt bgra")
        let bytes = webP(
          try folder.bytes("a.webp"), width: w, height: h, withExif: exif(orientation: orientation))
        return try folder.write(bytes, "\(orientation).webp")
      }, [.yuv444], within: 0)
  }

  @Test func `stands upright to the bit as TIFF`() throws {
    try expectUpright(
      { orientation in
        let (bytes, w, h) = stored(orientation)
        return try folder.write(tiff(bytes, w, h, orientation), "\(orientation).tiff")
      }, [.yuv444], within: 0)
  }

  private func tiff(_ rgb: [UInt8], _ width: Int, _ height: Int, _ orientation: Int) -> [UInt8] {
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }
    let tags: [(Int, Int, Int)] = [
      (256, 1, width), (257, 1, height), (258, 3, 8), (259, 1, 1), (262, 1, 2), (273, 1, 14), (274, 1, orientation),
      (277, 1, 3), (278, 1, height), (279, 1, rgb.count),
    ]
    var bytes: [UInt8] = Array("II*\0".utf8) + long(14 + rgb.count)
    bytes += short(8) + short(8) + short(8) + rgb
    bytes += short(tags.count)
    for (tag, count, value) in tags {
      // Bits per sample stand at 8, three of them; all else is one long.
      bytes += short(tag) + short(count == 3 ? 3 : 4) + long(count) + long(value)
    }
    return bytes + long(0)
  }
}
