import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `An orientation` {
  /// Six pixels, a b c above d e f, seen in each of the eight ways.
  static let seen: [Orientation: [[Int]]] = [
    .upright: [[1, 2, 3], [4, 5, 6]], .mirrored: [[3, 2, 1], [6, 5, 4]], .upsideDown: [[6, 5, 4], [3, 2, 1]],
    .mirroredUpsideDown: [[4, 5, 6], [1, 2, 3]], .transposed: [[1, 4], [2, 5], [3, 6]],
    .turnClockwise: [[4, 1], [5, 2], [6, 3]], .transposedUpsideDown: [[6, 3], [5, 2], [4, 1]],
    .turnCounterclockwise: [[3, 6], [2, 5], [1, 4]],
  ]

  @Test(arguments: Orientation.allCases, [8, 16])
  func `turns a picture as Exif says`(orientation: Orientation, bits: Int) throws {
    let picture = Picture(CanvasSize(3, 2), PictureFormat(.full, bits: bits)) { plane, x, y in
      1 + x + 3 * y + 10 * plane
    }
    let turned = picture.oriented(orientation)
    let expected = try #require(Self.seen[orientation])
    #expect(turned.size == CanvasSize(expected[0].count, expected.count))
    for plane in 0..<3 { #expect(turned.samples[plane] == expected.flatMap { $0 }.map { $0 + 10 * plane }) }
  }
}
