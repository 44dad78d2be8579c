import Geometry

/// Animals, and what hangs on strings.
extension PaperCut {
  /// A figure from its outline: its units to the right and up, `size` of them, mirrored where `facing` is −1.
  static func placed(_ outline: [(Double, Double)], _ foot: Point, _ size: Double, facing: Double) -> [Point] {
    outline.map { foot + Point(x: $0.0 * size * facing, y: -$0.1 * size) }
  }

  /// A stag, from its feet.
  mutating func stag(_ foot: Point, _ size: Double, facing: Double) {
    func put(_ outline: [(Double, Double)]) { paste(PaperCut.placed(outline, foot, size, facing: facing)) }
    put([
      (-0.50, 0.66), (-0.58, 0.62), (-0.60, 0.53), (-0.54, 0.55), (-0.52, 0.42), (-0.47, 0.29), (-0.51, 0.15),
      (-0.54, -0.02),
      (-0.49, -0.02), (-0.44, 0.16), (-0.37, 0.30), (-0.30, 0.38), (-0.10, 0.36), (0.12, 0.35), (0.17, 0.28),
      (0.18, 0.13),
      (0.17, -0.02), (0.22, -0.02), (0.24, 0.14), (0.27, 0.30), (0.33, 0.40), (0.38, 0.52), (0.45, 0.66), (0.50, 0.76),
      (0.60, 0.73), (0.68, 0.73), (0.70, 0.77), (0.62, 0.85), (0.54, 0.92), (0.46, 0.95), (0.35, 1.01), (0.33, 0.98),
      (0.40, 0.90), (0.34, 0.80), (0.24, 0.70), (0.08, 0.66), (-0.14, 0.64), (-0.34, 0.67),
    ])
    put([
      (-0.36, 0.42), (-0.33, 0.24), (-0.36, 0.13), (-0.34, -0.02), (-0.29, -0.02), (-0.29, 0.14), (-0.24, 0.28),
      (-0.18, 0.42),
    ])
    put([(0.05, 0.42), (0.08, 0.22), (0.02, 0.11), (0.07, 0.09), (0.13, 0.21), (0.20, 0.42)])
    func horn(_ points: [(Double, Double)]) {
      let line = PaperCut.placed(points, foot, size, facing: facing)
      paste(line: line, max(size * 0.05, 0.008), max(size * 0.022, 0.005))
    }
    horn([(0.45, 0.93), (0.36, 1.08), (0.32, 1.22), (0.36, 1.38), (0.44, 1.46)])
    horn([(0.35, 1.10), (0.46, 1.18), (0.50, 1.27)])
    horn([(0.32, 1.22), (0.22, 1.30), (0.19, 1.40)])
    horn([(0.49, 0.93), (0.60, 1.05), (0.66, 1.20), (0.63, 1.36), (0.55, 1.46)])
    horn([(0.62, 1.08), (0.72, 1.14), (0.78, 1.24)])
    horn([(0.65, 1.22), (0.76, 1.33), (0.77, 1.42)])
  }

  /// A bird that sits, from its feet.
  mutating func bird(_ foot: Point, _ size: Double, facing: Double) {
    paste(
      PaperCut.placed(
        [
          (0.62, 0.56), (0.48, 0.62), (0.40, 0.70), (0.28, 0.72), (0.17, 0.66), (0.08, 0.54), (-0.12, 0.40),
          (-0.36, 0.20),
          (-0.72, -0.02), (-0.98, -0.20), (-0.92, -0.28), (-0.60, -0.16), (-0.34, -0.02), (-0.10, 0.06), (0.14, 0.08),
          (0.34, 0.20), (0.45, 0.36), (0.49, 0.50),
        ], foot, size, facing: facing))
    for x in [0.02, 0.14] {
      paste(line: PaperCut.placed([(x, 0.1), (x + 0.03, -0.04)], foot, size, facing: facing), 0.007, 0.007)
    }
    cut(
      PaperCut.placed(
        [(0.10, 0.40), (-0.10, 0.28), (-0.48, 0.02), (-0.16, 0.18), (0.06, 0.26)], foot, size, facing: facing))
  }

  /// A gull in flight on a string from above.
  mutating func gull(_ middle: Point, _ size: Double, facing: Double, from top: Double) {
    string(middle, top)
    paste(
      PaperCut.placed(
        [
          (-1, 0.16), (-0.78, 0.36), (-0.5, 0.42), (-0.22, 0.30), (-0.04, 0.12), (0.08, 0.14), (0.2, 0.34), (0.5, 0.56),
          (0.86, 0.52), (1.06, 0.34), (0.74, 0.40), (0.5, 0.34), (0.34, 0.10), (0.42, 0.02), (0.30, -0.04),
          (0.10, -0.14),
          (-0.16, -0.20), (-0.44, -0.16), (-0.30, -0.08), (-0.16, 0.02), (-0.30, 0.16), (-0.5, 0.24), (-0.76, 0.24),
        ], middle, size, facing: facing))
  }

  /// A fish on a string from above.
  mutating func fish(_ middle: Point, _ size: Double, facing: Double, from top: Double) {
    string(middle, top)
    paste(
      PaperCut.placed(
        [
          (1, 0.02), (0.72, 0.24), (0.36, 0.38), (0.12, 0.56), (-0.16, 0.52), (-0.22, 0.32), (-0.6, 0.12), (-1, 0.42),
          (-0.9, 0.02), (-1, -0.36), (-0.6, -0.08), (-0.2, -0.28), (-0.1, -0.44), (0.14, -0.40), (0.3, -0.32),
          (0.7, -0.2),
        ], middle, size, facing: facing))
    cut(disc: middle + Point(x: 0.66 * size * facing, y: -0.08 * size), size * 0.07)
    for gill in 0..<3 {
      let x = 0.42 - 0.26 * Double(gill)
      cut(
        line: PaperCut.placed([(x, 0.22), (x - 0.09, 0.02), (x, -0.18)], middle, size, facing: facing), 0.005, 0.005)
    }
  }

  mutating func string(_ end: Point, _ top: Double) { paste(line: [Point(x: end.x, y: top), end], 0.0055, 0.0055) }

  /// A star on a string from above.
  mutating func star(_ middle: Point, _ size: Double, from top: Double) {
    string(middle, top)
    paste(
      (0..<10).map {
        middle + Point(turns: Double($0) / 10 - 0.25, length: $0 & 1 == 0 ? size : size * 0.42)
      })
  }

  /// A crescent on a string from above, with its back to the left where `facing` is 1.
  mutating func moon(_ middle: Point, _ size: Double, facing: Double, from top: Double) {
    let outer = (0...24).map { Point(turns: 0.16 + 0.68 * Double($0) / 24, length: size) }
    let inner = (0...24).map {
      Point(x: 0.36 * size, y: 0) + Point(turns: 0.76 - 0.52 * Double($0) / 24, length: size * 0.80)
    }
    string(middle + Point(x: -0.02 * facing, y: -size * 0.9), top)
    paste((outer + inner).map { middle + Point(x: $0.x * facing, y: $0.y) })
  }

  /// A butterfly.
  mutating func butterfly(_ middle: Point, _ size: Double, _ heading: Double) {
    for side in [-1.0, 1] {
      leaf(middle, heading + side * 0.13, size, size * 0.44)
      leaf(middle, heading + side * 0.29, size * 0.7, size * 0.34)
      cut(disc: middle + Point(turns: heading + side * 0.13, length: size * 0.5), size * 0.10)
    }
    let axis = Point(turns: heading, length: size)
    paste(line: [middle - axis * 0.4, middle + axis * 0.35], 0.014, 0.010)
  }
}
