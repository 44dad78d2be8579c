/// Chroma of 4:4:4 made into left-sited chroma of 4:2:0.
package enum ChromaSiting {
  /// Two rows become one of half the width, rounded up, in the place of the first, which has room for one float before and one behind.
  package static func halve(_ row: UnsafeMutablePointer<Float>, _ below: UnsafePointer<Float>, count: Int) {
    for x in 0..<count { row[x] = (row[x] + below[x]) * 0.125 }
    row[-1] = row[0]
    row[count] = row[count - 1]
    // In place: what is read lies at 2x − 1 or further right, where nothing has been written yet but, for x = 0, its own place.
    for x in 0..<(count + 1) / 2 { row[x] = row[2 * x - 1] + 2 * row[2 * x] + row[2 * x + 1] }
  }
}
