import Geometry
import Imaging

extension SeedDigest {
  /// What worlds take over from a picture. It hardly depends on the picture's size, and not at all on the machine.
  ///
  /// A picture without colours gives a grey ladder; one without any shapes has its portal and its light in the middle.
  package init(of picture: Picture) {
    let aspect = picture.size.aspect
    let grid = LightGrid(picture, columns: SeedDigest.gridColumns(aspect), rows: SeedDigest.gridRows)
    let looks = LookGrid(grid, aspect: aspect)
    let colours = ColourLadder(looks)
    let large = SeedDigest.thumbnailSize(aspect)
    let shapes = LightGrid(grid, columns: large.columns, rows: large.rows)
    self.init(
      ladder: colours.steps.map(SeedDigest.rounded), accent: SeedDigest.rounded(colours.accent),
      light: SeedDigest.rounded(looks.brightest), key: SeedDigest.rounded(looks.mean),
      contrast: SeedDigest.rounded(looks.deviation), portal: SeedDigest.rounded(looks.eyeCatcher),
      columns: large.columns, rows: large.rows,
      thumbnail: (0..<large.columns * large.rows).flatMap { SeedDigest.bytes(shapes.oklab($0)) })
  }

  private static let gridRows = 144

  /// Nearly square cells, but for pictures that are strips.
  private static func gridColumns(_ aspect: Double) -> Int {
    min(max(Int((Double(gridRows) * aspect).rounded()), 16), 1024)
  }

  private static func thumbnailSize(_ aspect: Double) -> (columns: Int, rows: Int) {
    let (columns, rows) = largestThumbnail
    if aspect * Double(rows) <= Double(columns) {
      return (max(1, Int((aspect * Double(rows)).rounded())), rows)
    }
    return (columns, max(1, Int((Double(columns) / aspect).rounded())))
  }

  /// Four digits are as many as an eye needs, and can be read.
  private static func rounded(_ x: Double) -> Double { (x * 10000).rounded() / 10000 }
  private static func rounded(_ p: Point) -> Point { Point(x: rounded(p.x), y: rounded(p.y)) }
  private static func rounded(_ c: Oklab) -> [Double] {
    [rounded(min(max(c.lightness, 0), 1)), rounded(c.a), rounded(c.b)]
  }

  private static func bytes(_ colour: Oklab) -> [UInt8] {
    [colour.lightness, colour.a / 0.8 + 0.5, colour.b / 0.8 + 0.5].map {
      UInt8((min(max($0, 0), 1) * 255).rounded())
    }
  }
}
