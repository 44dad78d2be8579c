import Foundation

/// When each point turns from the outer scene to the inner one: a moment 0 … 1 of the hand-over, on a log-polar grid about the pole.
///
/// The grid lies in the inner scene's plane, and because the outer scene is locked to it by the portal, it rides with both: a point
/// turns once. Rows are octaves of distance from the pole, columns are turns clockwise from the right.
package struct ArrivalMap: Hashable, Sendable {
  package let rowCount: Int
  package let columnCount: Int
  /// log2 of the first row's distance from the pole, in plane units; nearer points have its times.
  package let innermost: Double
  package let octavesPerRow: Double
  /// Row by row; 0 … 65535 for moments 0 … 1.
  package let times: [UInt16]

  package init(rowCount: Int, columnCount: Int, innermost: Double, octavesPerRow: Double, times: [UInt16]) {
    precondition(
      rowCount > 1 && columnCount > 1 && octavesPerRow > 0 && times.count == rowCount * columnCount,
      "an arrival map has a time for each cell of its grid")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.innermost = innermost
    self.octavesPerRow = octavesPerRow
    self.times = times
  }

  /// The moment 0 … 1 at an offset from the pole: bilinear between cells, constant beyond the first and last row.
  package func time(at offset: Point) -> Double {
    let row = (PortableMath.log2(max(offset.length, 1e-300)) - innermost) / octavesPerRow
    let y = min(max(row, 0), Double(rowCount - 1))
    let column = offset.turns * Double(columnCount)
    let (top, left) = (min(Int(y), rowCount - 2), Int(column.rounded(.down)))
    let (v, u) = (y - Double(top), column - Double(left))
    func cell(_ row: Int, _ column: Int) -> Double {
      let wrapped = ((column % columnCount) + columnCount) % columnCount
      return Double(times[row * columnCount + wrapped])
    }
    let upper = cell(top, left) * (1 - u) + cell(top, left + 1) * u
    let lower = cell(top + 1, left) * (1 - u) + cell(top + 1, left + 1) * u
    return (upper * (1 - v) + lower * v) / 65535
  }
}

/// How a scene hands over to the next along an arrival map.
package struct HandOver: Hashable, Codable, Sendable {
  package var arrival: ArrivalMap
  /// What the map is centred on, in the inner scene's plane.
  package var pole: Point
  /// Octaves beyond the inner scene filling the canvas at which the first point turns, and at which the last one has.
  package var begins: Double
  package var ends: Double
  /// How long one point takes to turn, as a part of the hand-over.
  package var softness: Double
  /// How softly each place turns, 0 … 1 on a grid about the same pole, beyond what `softness` says: the ramp's width in parts of `widestMist`.
  /// Nil: nowhere.
  package var mist: ArrivalMap?

  package init(
    arrival: ArrivalMap, mist: ArrivalMap? = nil, pole: Point = .zero, begins: Double, ends: Double, softness: Double
  ) {
    self.mist = mist
    precondition(begins < ends && softness > 0, "a hand-over begins before it ends, and nothing turns at once")
    self.arrival = arrival
    self.pole = pole
    self.begins = begins
    self.ends = ends
    self.softness = softness
  }

  /// The clock of the hand-over when the inner scene is so many octaves beyond filling the canvas: a point is half turned when the
  /// clock shows its arrival. At `begins` nothing has turned, at `ends` everything.
  package func clock(_ octaves: Double) -> Double {
    let u = (octaves - begins) / (ends - begins)
    return (1 + softness) * u - softness / 2
  }

  /// How much of the inner scene is seen at an offset from the pole, 0 … 1.
  package func opacity(_ offset: Point, octaves: Double) -> Double {
    min(max((clock(octaves) - arrival.time(at: offset)) / softness + 0.5, 0), 1)
  }
}

/// In files the times are base64 of `ArrivalCode`.
extension ArrivalMap: Codable {
  private enum Key: String, CodingKey { case rows, columns, innermost, octavesPerRow, code }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    let (rows, columns) = (try box.decode(Int.self, forKey: .rows), try box.decode(Int.self, forKey: .columns))
    let innermost = try box.decode(Double.self, forKey: .innermost)
    let octavesPerRow = try box.decode(Double.self, forKey: .octavesPerRow)
    let code = [UInt8](try box.decode(Data.self, forKey: .code))
    guard (2...4096).contains(rows), (2...4096).contains(columns), octavesPerRow > 0, octavesPerRow < 64,
      abs(innermost) < 64, let times = ArrivalCode.times(code, rowCount: rows, columnCount: columns)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: box, debugDescription: "expected the code of \(rows) × \(columns) arrival times")
    }
    self.init(rowCount: rows, columnCount: columns, innermost: innermost, octavesPerRow: octavesPerRow, times: times)
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(rowCount, forKey: .rows)
    try box.encode(columnCount, forKey: .columns)
    try box.encode(innermost, forKey: .innermost)
    try box.encode(octavesPerRow, forKey: .octavesPerRow)
    try box.encode(Data(ArrivalCode.bytes(self)), forKey: .code)
  }
}
