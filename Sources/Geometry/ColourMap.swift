/// An affine map of colours: Y′CbCr as numbers, Y′ 0 … 1 from black to white and Cb, Cr −½ … ½ (Rec. ITU-R BT.709-6, item 3). Because R′G′B′
/// is linear in Y′CbCr, every affine map of R′G′B′ is one of these.
package struct ColourMap: Hashable, Codable, Sendable {
  /// Three rows of four: what Y′, Cb and Cr become is row · (Y′, Cb, Cr, 1).
  package var rows: [[Double]]

  package init(rows: [[Double]]) {
    precondition(rows.count == 3 && rows.allSatisfy { $0.count == 4 }, "a colour map has three rows of four numbers")
    self.rows = rows
  }

  package static let identity = ColourMap(rows: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]])

  package func callAsFunction(_ c: (y: Double, cb: Double, cr: Double)) -> (y: Double, cb: Double, cr: Double) {
    func row(_ i: Int) -> Double { rows[i][0] * c.y + rows[i][1] * c.cb + rows[i][2] * c.cr + rows[i][3] }
    return (row(0), row(1), row(2))
  }

  /// First this map, then the other.
  package func then(_ next: ColourMap) -> ColourMap {
    var result = ColourMap.identity
    for i in 0..<3 {
      for j in 0..<4 {
        var sum = j == 3 ? next.rows[i][3] : 0
        for k in 0..<3 { sum += next.rows[i][k] * rows[k][j] }
        result.rows[i][j] = sum
      }
    }
    return result
  }

  /// Part of the way from the identity to this map: 0 … 1.
  package func weakened(to part: Double) -> ColourMap {
    var result = ColourMap.identity
    for i in 0..<3 {
      for j in 0..<4 { result.rows[i][j] += part * (rows[i][j] - result.rows[i][j]) }
    }
    return result
  }
}
