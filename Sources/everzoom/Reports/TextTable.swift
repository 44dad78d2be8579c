import Geometry

/// Words in columns, two spaces apart.
struct TextTable {
  let rows: [[String]]
  /// Columns whose words end at the same place, as numbers do.
  var rightAligned: [Int] = []
  /// Spaces before each line.
  var indent = 0

  /// Of what is in a cell but for the last column's, ends of lines are shown and not obeyed.
  init(_ rows: [[String]], rightAligned: [Int] = [], indent: Int = 0) {
    self.rows = rows.map { row in
      row.enumerated().map { PathBytes.shown($1, keeping: $0 == row.count - 1 ? ["\n"] : []) }
    }
    self.rightAligned = rightAligned
    self.indent = indent
  }

  /// Every line with its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// One for each row, without spaces at its end. What has several lines in the last column goes on below its beginning.
  var lines: [String] {
    guard let last = rows.first?.indices.last else { return [] }
    let widths = (0..<last).map { column in rows.map { $0[column].count }.max()! }
    let margin = String(repeating: " ", count: indent)
    let below = "\n" + String(repeating: " ", count: indent + widths.reduce(0) { $0 + $1 + 2 })
    return rows.map { row in
      let cells = widths.indices.map { cell(row[$0], $0, widths[$0]) } + [row[last].replacing("\n", with: below)]
      return (margin + cells.joined(separator: "  ")).replacing(#/ +$/#, with: "")
    }
  }

  private func cell(_ text: String, _ column: Int, _ width: Int) -> String {
    let space = String(repeating: " ", count: width - text.count)
    return rightAligned.contains(column) ? space + text : text + space
  }
}
