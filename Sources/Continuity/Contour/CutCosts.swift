/// What a contour costs between cells that touch by a side or a corner, so weighed that it costs about the same in any direction (Boykov and
/// Kolmogorov, "Computing geodesics and minimal surfaces via graph cuts", 2003).
package struct CutCosts {
  let width: Int
  let height: Int
  /// From a cell to the one to its right, below, below to the right, and below to the left.
  let right: [Float]
  let down: [Float]
  let falling: [Float]
  let rising: [Float]

  /// - Parameters:
  ///   - right, down: per length of contour between a cell and the one to its right, or below.
  ///   - diagonal: the same of two cells that touch by a corner.
  package init(
    width: Int, height: Int, right: [Float], down: [Float],
    diagonal: (_ i: Int, _ j: Int, _ beside: (Int, Int)) -> Float
  ) {
    (self.width, self.height) = (width, height)
    let side: Float = .pi / 8
    let corner = side / Float(2).squareRoot()
    self.right = right.map { $0 * side }
    self.down = down.map { $0 * side }
    var (falling, rising) = ([Float](repeating: 0, count: right.count), [Float](repeating: 0, count: right.count))
    for y in 0..<height - 1 {
      for x in 0..<width {
        let i = y * width + x
        if x + 1 < width { falling[i] = corner * diagonal(i, i + width + 1, (i + 1, i + width)) }
        if x > 0 { rising[i] = corner * diagonal(i, i + width - 1, (i - 1, i + width)) }
      }
    }
    (self.falling, self.rising) = (falling, rising)
  }

  /// What the contour of a mask costs.
  package func cost(of mask: [Bool]) -> Float {
    var sum: Float = 0
    for y in 0..<height {
      for x in 0..<width {
        let i = y * width + x
        if x + 1 < width, mask[i] != mask[i + 1] { sum += right[i] }
        guard y + 1 < height else { continue }
        if mask[i] != mask[i + width] { sum += down[i] }
        if x + 1 < width, mask[i] != mask[i + width + 1] { sum += falling[i] }
        if x > 0, mask[i] != mask[i + width - 1] { sum += rising[i] }
      }
    }
    return sum
  }
}
