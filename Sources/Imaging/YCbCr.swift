/// Y′CbCr of BT.709 in limited range (Rec. ITU-R BT.709-6, items 3.2 to 3.4).
package enum YCbCr {
  /// R′G′B′ 0 … 1 to code values; a `unit` is one step of 8 bits.
  package static func encode(
    _ rgb: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>),
    luma: UnsafeMutablePointer<Float>, blueness: UnsafeMutablePointer<Float>, redness: UnsafeMutablePointer<Float>,
    count: Int, unit: Float
  ) {
    let (red, green, blue) = rgb
    let cbScale = 224 * unit / 1.8556
    let crScale = 224 * unit / 1.5748
    for x in 0..<count {
      let y = 0.2126 * red[x] + 0.7152 * green[x] + 0.0722 * blue[x]
      luma[x] = y * (219 * unit) + 16 * unit
      blueness[x] = (blue[x] - y) * cbScale + 128 * unit
      redness[x] = (red[x] - y) * crScale + 128 * unit
    }
  }
}
