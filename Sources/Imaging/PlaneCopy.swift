extension Plane {
  /// Copies a rectangle of samples, or all of them, into another plane with the same bits that has room for them there.
  func copy(
    columns: Range<Int>? = nil, rows: Range<Int>? = nil, to other: Plane, atColumn left: Int = 0, row top: Int = 0
  ) {
    let (columns, rows) = (columns ?? 0..<width, rows ?? 0..<height)
    let bytes = bits / 8
    for (line, y) in rows.enumerated() {
      (other.base + (top + line) * other.stride + left * bytes)
        .copyMemory(from: base + y * stride + columns.lowerBound * bytes, byteCount: columns.count * bytes)
    }
  }
}
