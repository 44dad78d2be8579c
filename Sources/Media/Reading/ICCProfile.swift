import Geometry
import Imaging

/// A colour profile of a picture (ICC.1:2022), as far as it is a matrix and curves, or a curve for grey.
struct ICCProfile {
  private let bytes: Bytes
  private let tags: [(name: String, at: Int, length: Int)]

  /// Nil where the bytes are no profile.
  init?(_ all: [UInt8]) {
    bytes = Bytes(all)
    guard bytes.reads("acsp", at: 36), let count = bytes.big32(128), count < 200 else { return nil }
    var tags: [(String, Int, Int)] = []
    for entry in 0..<count {
      let at = 132 + 12 * entry
      guard let name = bytes.text(at, 4), let start = bytes.big32(at + 4), let length = bytes.big32(at + 8),
        start + length <= bytes.count
      else { return nil }
      tags.append((name, start, length))
    }
    self.tags = tags
  }

  /// What the profile does to colours; nil where it is of another kind: tables, or for other inks than light.
  var change: (curve: LightCurve, primaries: RGBPrimaries)? {
    if let grey = curve("kTRC"), bytes.reads("GRAY", at: 16) { return (.curves([grey]), .bt709) }
    let curves = ["rTRC", "gTRC", "bTRC"].compactMap(curve)
    let columns = ["rXYZ", "gXYZ", "bXYZ"].compactMap(xyz)
    guard bytes.reads("RGB ", at: 16), curves.count == 3, columns.count == 3 else { return nil }
    return (.curves(curves), RGBPrimaries(columns: (0..<9).map { columns[$0 % 3][$0 / 3] }))
  }

  /// Whether colours come out as they are, to what 8 bits can tell.
  var isSRGB: Bool {
    guard let primaries = change?.primaries, primaries.isBT709 else { return false }
    let curves = (bytes.reads("GRAY", at: 16) ? ["kTRC"] : ["rTRC", "gTRC", "bTRC"]).compactMap(curve)
    return curves.allSatisfy { curve in
      (0...16).allSatisfy { step in
        let code = Double(step) / 16
        let shown = Double(TransferCurve.encoded(Float(min(max(curve(code), 0), 1))))
        return abs(shown - code) < 0.008
      }
    }
  }

  private func tag(_ name: String) -> (at: Int, length: Int)? {
    tags.first { $0.name == name }.map { ($0.at, $0.length) }
  }

  private func fixed(_ at: Int) -> Double? {
    bytes.big32(at).map { Double(Int32(truncatingIfNeeded: $0)) / 65536 }
  }

  private func xyz(_ name: String) -> [Double]? {
    guard let tag = tag(name), bytes.reads("XYZ ", at: tag.at) else { return nil }
    let values = (0..<3).compactMap { fixed(tag.at + 8 + 4 * $0) }
    return values.count == 3 ? values : nil
  }

  /// A curve from code 0 … 1 to light (sections 10.6 and 10.18).
  private func curve(_ name: String) -> ((Double) -> Double)? {
    guard let (at, _) = tag(name) else { return nil }
    if bytes.reads("curv", at: at), let count = bytes.big32(at + 8) { return table(at + 12, count) }
    guard bytes.reads("para", at: at), let kind = bytes.big16(at + 8), kind < 5 else { return nil }
    let p = (0..<[1, 3, 4, 5, 7][kind]).compactMap { fixed(at + 12 + 4 * $0) }
    guard p.count == [1, 3, 4, 5, 7][kind] else { return nil }
    let power = LightCurve.power
    return switch kind {
    case 0: { power($0, p[0]) }
    case 1: { $0 >= -p[2] / p[1] ? power(p[1] * $0 + p[2], p[0]) : 0 }
    case 2: { ($0 >= -p[2] / p[1] ? power(p[1] * $0 + p[2], p[0]) : 0) + p[3] }
    case 3: { $0 >= p[4] ? power(p[1] * $0 + p[2], p[0]) : p[3] * $0 }
    default: { $0 >= p[4] ? power(p[1] * $0 + p[2], p[0]) + p[5] : p[3] * $0 + p[6] }
    }
  }

  private func table(_ at: Int, _ count: Int) -> ((Double) -> Double)? {
    if count == 0 { return { $0 } }
    if count == 1 { return bytes.big16(at).map { gamma in { LightCurve.power($0, Double(gamma) / 256) } } }
    guard count <= 65536 else { return nil }
    let values = (0..<count).compactMap { bytes.big16(at + 2 * $0).map { Double($0) / 65535 } }
    guard values.count == count else { return nil }
    return { code in
      let place = min(max(code, 0), 1) * Double(count - 1)
      let index = min(Int(place), count - 2)
      return values[index] + (values[index + 1] - values[index]) * (place - Double(index))
    }
  }
}
