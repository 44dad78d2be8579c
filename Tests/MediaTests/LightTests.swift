import Foundation
import Geometry
import Imaging
import Media
import TestSupport
import Testing

/// The light that a source's numbers stand for.
@Suite struct `Light of a take` {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  private func luma(_ picture: Picture) -> Double { Double(picture.planes[0].sample(8, 8)) }
  private func codes(_ path: String) throws -> [Double] {
    let picture = try readStill(path, PictureFormat(.full, bits: 16))
    return picture.planes.map { Double($0.sample(8, 8)) / 256 }
  }

  /// sRGB's curve.
  private func encoded(_ light: Double) -> Double {
    light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  /// A grey clip of 10 bits with a transfer curve.
  private func grey(_ signal: Double, _ transfer: String) throws -> Double {
    let code = UInt16((64 + 876 * signal).rounded())
    let bytes = ([UInt16](repeating: code, count: 256) + [UInt16](repeating: 512, count: 512)).flatMap {
      [UInt8($0 & 255), UInt8($0 >> 8)]
    }
    let raw = try folder.write(bytes, "raw")
    try ffmpeg(
      "-f rawvideo -pix_fmt yuv444p10le -s 16x16 -i \(raw) -c:v ffv1 -colorspace bt2020nc -color_primaries bt2020 "
        + "-color_trc \(transfer) -color_range tv \(folder("hdr.mkv"))")
    let codes = try codes(folder("hdr.mkv"))
    #expect(abs(codes[1] - 128) < 0.3 && abs(codes[2] - 128) < 0.3)
    return codes[0]
  }

  /// BT.2100's hybrid log-gamma on a display of 1000 cd/m², of which 203 are white.
  @Test(arguments: [0.0, 0.1, 0.3, 0.5, 0.6, 0.7])
  func `of hybrid log-gamma is that of a display on which 203 cd per square metre are white`(
    signal: Double
  ) throws {
    let scene = signal <= 0.5 ? signal * signal / 3 : (exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
    let light = pow(scene, 1.2) * 1000 / 203
    #expect(light < 0.8)
    #expect(abs(try grey(signal, "arib-std-b67") - (16 + 219 * encoded(light))) < 0.6)
  }

  @Test(arguments: [1.0, 20, 100, 150])
  func `of perceptual quantisation is as many parts of white as it has of 203 cd per square metre`(
    nits: Double
  ) throws {
    let y = pow(nits / 10000, 2610.0 / 16384)
    let signal = pow((3424.0 / 4096 + 2413.0 / 128 * y) / (1 + 2392.0 / 128 * y), 2523.0 / 32)
    #expect(abs(try grey(signal, "smpte2084") - (16 + 219 * encoded(nits / 203))) < 0.8)
  }

  @Test func `that is brighter than white is squeezed below it, evenly`() throws {
    for transfer in ["arib-std-b67", "smpte2084"] {
      let codes = try stride(from: 0.5, through: transfer == "smpte2084" ? 0.75 : 1, by: 0.05).map {
        try grey($0, transfer)
      }
      #expect(zip(codes, codes.dropFirst()).allSatisfy { $0 < $1 + 1e-9 }, "\(codes)")
      #expect(codes.last! > 233 && codes.last! <= 235.1, "\(codes)")
    }
    // 75 % are white in HLG: it keeps nine tenths of the light.
    #expect(abs(try grey(0.75, "arib-std-b67") - (16 + 219 * encoded(0.9))) < 1.5)
  }

  @Test func `of BT 2020 in standard range has other primaries`() throws {
    // BT.2020's green is outside of BT.709: red and blue are cut off at 0.
    let raw = try folder.write([UInt8](repeating: 200, count: 256) + [UInt8](repeating: 0, count: 512), "raw")
    try ffmpeg(
      "-f rawvideo -pix_fmt gbrp -s 16x16 -i \(raw) -c:v ffv1 -color_primaries bt2020 -color_trc bt2020-10 \(folder("wide.mkv"))"
    )
    let codes = try codes(folder("wide.mkv"))
    let light = pow((200.0 / 255 + 0.055) / 1.055, 2.4) * 1.1329
    #expect(abs(codes[0] - (16 + 219 * 0.7152 * encoded(light))) < 1)
  }

  // MARK: Profiles

  /// A profile of a matrix (columns) and one curve.
  private func profile(_ columns: [[Double]], curve: [UInt8], space: String = "RGB ") -> [UInt8] {
    func big(_ x: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: x >> (24 - 8 * $0)) } }
    func fixed(_ x: Double) -> [UInt8] { big(Int((x * 65536).rounded())) }
    var tags = zip(["rXYZ", "gXYZ", "bXYZ"], columns).map { ($0, Array("XYZ \0\0\0\0".utf8) + $1.flatMap(fixed)) }
    tags += (space == "GRAY" ? ["kTRC"] : ["rTRC", "gTRC", "bTRC"]).map { ($0, curve) }
    var (table, data) = (big(tags.count), [UInt8]())
    for (name, bytes) in tags {
      table += Array(name.utf8) + big(132 + 12 * tags.count + data.count) + big(bytes.count)
      data += bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    let head =
      big(132 + 12 * tags.count + data.count) + [0, 0, 0, 0] + big(0x0240_0000) + Array("mntr\(space)XYZ ".utf8)
      + [UInt8](repeating: 0, count: 12) + Array("acsp".utf8) + [UInt8](repeating: 0, count: 88)
    return head + table + data
  }

  private static let displayP3 = [
    [0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407],
  ]
  private static let adobe = [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]]
  private static let sRGB = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]]
  private static let sRGBCurve: [UInt8] =
    Array("para\0\0\0\0\0\u{3}\0\0".utf8)
    + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap { value -> [UInt8] in
      let x = Int((value * 65536).rounded())
      return (0..<4).map { UInt8(truncatingIfNeeded: x >> (24 - 8 * $0)) }
    }
  /// Gamma 2.19921875.
  private static let adobeCurve: [UInt8] = Array("curv\0\0\0\0\0\0\0\u{1}".utf8) + [2, 51]

  /// A JPEG of one colour with a profile, in as many parts.
  private func jpeg(_ rgb: String, _ profile: [UInt8], parts: Int = 1) throws -> String {
    try ffmpeg(
      "-f lavfi -i color=c=0x\(rgb):s=32x32,format=rgb24 -frames:v 1 -pix_fmt yuvj444p -q:v 1 \(folder("plain.jpg"))")
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder("plain.jpg"))))
    let length = (profile.count + parts - 1) / parts
    var segments: [UInt8] = []
    for part in 0..<parts {
      let piece = Array(profile[part * length..<min(profile.count, (part + 1) * length)])
      let size = piece.count + 16
      segments += [0xFF, 0xE2, UInt8(size >> 8), UInt8(size & 255)] + Array("ICC_PROFILE\0".utf8)
      segments += [UInt8(part + 1), UInt8(parts)] + piece
    }
    bytes.insert(contentsOf: segments, at: 2)
    return try folder.write(bytes, "profiled.jpg")
  }

  private func expect(_ path: String, _ rgb: [Double], within tolerance: Double = 2.5) throws {
    let expected = TestColour(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255).bt709
    let codes = try codes(path)
    for (found, wanted) in zip(codes, expected) { #expect(abs(found - wanted) < tolerance, "\(codes) for \(expected)") }
  }

  /// What Little CMS 2.14 makes of the same profiles, relative colorimetric.
  @Test(arguments: [1, 2, 3]) func `of a still is what its profile says`(parts: Int) throws {
    try expect(jpeg("c82828", profile(Self.displayP3, curve: Self.sRGBCurve), parts: parts), [218, 0, 26])
    try expect(jpeg("c82828", profile(Self.adobe, curve: Self.adobeCurve), parts: parts), [233, 35, 35])
  }

  @Test func `of a still with sRGB's own profile, or a broken one, is as without`() throws {
    for bytes in [
      profile(Self.sRGB, curve: Self.sRGBCurve), Array(profile(Self.displayP3, curve: Self.sRGBCurve).prefix(200)),
      [UInt8](repeating: 7, count: 300),
    ] {
      let plain = try codes(jpeg("c82828", []))
      #expect(try codes(jpeg("c82828", bytes)) == plain)
    }
  }

  @Test func `of a PNG is what its cICP chunk says`() throws {
    try ffmpeg("-f lavfi -i color=c=0xc82828:s=32x32,format=rgb24 -frames:v 1 \(folder("plain.png"))")
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder("plain.png"))))
    // Display P3 with sRGB's curve, full range; behind IHDR.
    let chunk: [UInt8] = Array("cICP".utf8) + [12, 13, 0, 1]
    var remainder = ~UInt32(0)
    for byte in chunk {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    let crc = ~remainder
    let sum = (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) }
    bytes.insert(contentsOf: [0, 0, 0, 4] + chunk + sum, at: 33)
    try expect(folder.write(bytes, "told.png"), [218, 0, 26], within: 1.5)
  }
}
