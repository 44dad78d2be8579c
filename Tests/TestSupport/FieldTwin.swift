/// A row of the later field at the time of the earlier one, sample by sample as it is described. `rows` are, in order: above and below of the
/// earlier field, both a frame before; the row, and a frame before; its upper neighbour, and before; its lower one, and before.
package func fieldRowTwin(_ rows: [[Int]], span: Int) -> [Int] {
  let (above, below, row) = (rows[0], rows[1], rows[4])
  func mean(_ a: Int, _ b: Int) -> Int { (a + b + 1) / 2 }
  return row.indices.map { x in
    var between = mean(above[x], below[x])
    if span > 0, x > 3, x < row.count - 4 {
      func unlike(_ way: Int) -> Int { (-1...1).reduce(0) { $0 + abs(above[x + way + $1] - below[x - way + $1]) } }
      let ways = [0, 1, -1, 2, -2, 3, -3]
      let marks = ways.map { $0 == 0 ? unlike(0) - 1 : unlike($0) + abs($0) - 1 }
      let best = ways[marks.firstIndex(of: marks.min()!)!]
      between = mean(above[x + best], below[x - best])
    }
    let still = mean(row[x], rows[5][x])
    let (over, under) = (mean(rows[6][x], rows[7][x]), mean(rows[8][x], rows[9][x]))
    let up = [still - above[x], still - below[x], over - above[x], under - below[x]].min()!
    let down = [above[x] - still, below[x] - still, above[x] - over, below[x] - under].min()!
    let motion = max(
      abs(row[x] - rows[5][x]), mean(abs(above[x] - rows[2][x]), abs(below[x] - rows[3][x])), up, down, 0)
    return min(max(between, still - motion), still + motion)
  }
}
