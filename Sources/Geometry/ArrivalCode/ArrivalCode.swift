/// The times of an arrival map in few bytes, exactly: a tenth of what they take as numbers.
package enum ArrivalCode {
  /// The times of a map as bytes, with a check of them at the end.
  package static func bytes(_ map: ArrivalMap) -> [UInt8] {
    var model = ArrivalModel(rowCount: map.rowCount, columnCount: map.columnCount)
    var encoder = DecisionEncoder()
    for row in 0..<map.rowCount {
      model.code(row: row, map.times[row * map.columnCount..<(row + 1) * map.columnCount], &encoder)
    }
    let check = check(map.times)
    return encoder.finished() + (0..<4).map { UInt8(truncatingIfNeeded: check >> (8 * $0)) }
  }

  /// The times that bytes stand for; nil where they are damaged, or of a map of another size.
  package static func times(_ bytes: [UInt8], rowCount: Int, columnCount: Int) -> [UInt16]? {
    guard rowCount > 1, columnCount > 1, bytes.count > 4 else { return nil }
    var model = ArrivalModel(rowCount: rowCount, columnCount: columnCount)
    var decoder = DecisionDecoder(bytes.dropLast(4))
    for row in 0..<rowCount {
      model.code(row: row, [], &decoder)
      if decoder.isOver { return nil }
    }
    let times = model.times
    let check = check(times)
    let isWhole = (0..<4).allSatisfy { bytes[bytes.count - 4 + $0] == UInt8(truncatingIfNeeded: check >> (8 * $0)) }
    return isWhole ? times : nil
  }

  /// FNV-1a (Fowler, Noll and Vo), 32 bits, of 16 bits at a time.
  private static func check(_ times: [UInt16]) -> UInt32 {
    times.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
